package dev.dirtybench.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a CI job makes of each exit code of the gate, with a launcher that ends as it is told. */
class GateScriptTest {
  private static final Path GATE = Script.ROOT.resolve("scripts/ci/gate");
  private static final Path ACTION = Script.ROOT.resolve("scripts/ci/gate-action");

  @TempDir Path folder;
  private final Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void launcher() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    // Takes its exit codes from a file, one a call, and leaves a verdict as the gate does.
    Script.executable(
        bin.resolve("dirtybench"),
        """
        #!/usr/bin/env bash
        printf '%s\\n' "$*" >>calls
        code=$(head -n 1 codes)
        sed -i 1d codes
        while [ "$1" != --out ]; do shift; done
        if [ "$code" = build ]; then
          echo "dirtybench: the build failed, see above" >&2
          exit 1
        fi
        [ "$code" = 2 ] && { echo "dirtybench: no such jar: x.jar" >&2; exit 2; }
        mkdir -p "$2"
        echo "{}" >"$2/verdict.json"
        echo "| cell | verdict $code |"
        [ ! -f long ] || cat long
        exit "$code"
        """);
    variables.put("PATH", bin + ":" + System.getenv("PATH"));
    variables.put("DIRTYBENCH", "dirtybench");
    variables.put("GITHUB_ACTIONS", "true");
    variables.put("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
    variables.put("GATE_OUT", folder.resolve("files").toString());
  }

  private Script gate(String... codes) throws Exception {
    Files.write(folder.resolve("codes"), List.of(codes));
    return Script.run(folder, GATE, variables, "--base", "a.jar", "--new", "b c.jar");
  }

  private String summary() throws IOException {
    return Files.readString(folder.resolve("summary.md"));
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("calls"));
  }

  @Test
  void nothingFoundPasses() throws Exception {
    Script script = gate("0");
    assertEquals(0, script.exit(), script.err());
    assertTrue(summary().contains("No regression was found."), summary());
    assertTrue(summary().contains("| cell | verdict 0 |"), summary());
    assertTrue(script.out().contains("| cell | verdict 0 |"), script.out());
    assertFalse(script.out().contains("::"), script.out());
    assertEquals(
        "gate --format markdown --out "
            + folder.resolve("files/first")
            + " --base a.jar --new b c.jar",
        calls().get(0));
  }

  @Test
  void aRegressionFails() throws Exception {
    Script script = gate("1");
    assertEquals(1, script.exit());
    assertTrue(script.out().contains("::error title=Benchmark gate::A regression"), script.out());
    assertTrue(summary().contains("A regression was found."), summary());
  }

  @Test
  void aWrongCallIsAnErrorOfTheSetUp() throws Exception {
    Script script = gate("2");
    assertEquals(0, script.exit());
    assertTrue(script.out().contains("::error title=Benchmark gate::The gate"), script.out());
    assertTrue(summary().contains("dirtybench: no such jar: x.jar"), summary());
  }

  @Test
  void aBuildThatFailsIsNoRegression() throws Exception {
    Script script = gate("build");
    assertEquals(0, script.exit());
    assertTrue(summary().contains("could not be run (exit code 2)"), summary());
    assertTrue(summary().contains("the build failed"), summary());
  }

  @Test
  void aDisturbedMachineIsTriedOnceMore() throws Exception {
    Script script = gate("3", "1");
    assertEquals(1, script.exit());
    assertEquals(2, calls().size());
    assertTrue(calls().get(1).contains(folder.resolve("files/second").toString()));
    assertTrue(summary().contains("verdict 1"), summary());
    assertFalse(summary().contains("verdict 3"), summary());
  }

  @Test
  void aMachineDisturbedTwiceBlamesNobody() throws Exception {
    Script script = gate("3", "3");
    assertEquals(0, script.exit());
    assertEquals(2, calls().size());
    assertTrue(script.out().contains("::warning title=Benchmark gate::"), script.out());
    assertTrue(summary().contains("disturbed twice"), summary());
  }

  @Test
  void aVanishedCellIsAnError() throws Exception {
    Script script = gate("4");
    assertEquals(0, script.exit());
    assertTrue(script.out().contains("::error title=Benchmark gate::A cell"), script.out());
  }

  @Test
  void whoeverAsksForItIsStoppedByEverything() throws Exception {
    variables.put("GATE_FAIL_ON", "anything");
    assertEquals(0, gate("0").exit());
    assertEquals(2, gate("2").exit());
    assertEquals(3, gate("3", "3").exit());
    assertEquals(4, gate("4").exit());
    variables.put("GATE_FAIL_ON", "nothing");
    assertEquals(2, gate("0").exit());
  }

  @Test
  void outsideOfGitHubThereAreNoAnnotations() throws Exception {
    variables.put("GITHUB_ACTIONS", "");
    variables.remove("GITHUB_STEP_SUMMARY");
    Script script = gate("4");
    assertEquals(0, script.exit(), script.err());
    assertFalse(script.out().contains("::"), script.out());
    assertTrue(script.err().contains("gate: error: A cell"), script.err());
  }

  @Test
  void aReportThatGitHubWouldRefuseIsCut() throws Exception {
    Files.writeString(folder.resolve("long"), "| many cells |\n".repeat(100_000));
    assertEquals(0, gate("0").exit());
    assertTrue(Files.size(folder.resolve("summary.md")) < 1 << 20);
    assertTrue(summary().contains("Cut off here"), "no word of the cut");
  }

  @Test
  void theActionTurnsItsInputsIntoOptions() throws Exception {
    Files.write(folder.resolve("codes"), List.of("0"));
    variables.remove("GATE_OUT");
    variables.put("RUNNER_TEMP", folder.toString());
    variables.put("GITHUB_OUTPUT", folder.resolve("outputs").toString());
    variables.put("INPUT_BASE_JAR", "old jars/b.jar");
    variables.put("INPUT_NEW_JAR", "new.jar");
    variables.put("INPUT_INCLUDE", "Parser.*|$(false)");
    variables.put("INPUT_JVM", "");
    variables.put("INPUT_CELLS", "");
    variables.put("INPUT_BUDGET", "5m");
    Script script = Script.run(folder, ACTION, variables);
    assertEquals(0, script.exit(), script.err());
    assertTrue(
        calls()
            .get(0)
            .endsWith(
                "--base old jars/b.jar --new new.jar --budget 5m --include Parser.*|$(false)"),
        calls().get(0));
    String output = Files.readString(folder.resolve("outputs"));
    assertTrue(Files.isDirectory(Path.of(output.strip().substring("folder=".length()))), output);
  }
}
