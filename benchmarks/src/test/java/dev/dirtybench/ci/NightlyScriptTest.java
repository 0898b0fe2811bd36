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

/** The night's work in a real repository with an origin, with a launcher that measures nothing. */
class NightlyScriptTest {
  @TempDir Path folder;
  private Path checkout;
  private Path nightly;
  private final Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void repository() throws Exception {
    variables.put("GIT_CONFIG_GLOBAL", "/dev/null");
    variables.put("GIT_CONFIG_SYSTEM", "/dev/null");
    checkout = folder.resolve("checkout");
    nightly = checkout.resolve("scripts/ci/nightly");
    Files.createDirectories(nightly.getParent());
    Files.createDirectories(checkout.resolve("results"));
    Files.copy(Script.ROOT.resolve("scripts/ci/nightly"), nightly);
    Files.writeString(checkout.resolve("results/history.csv"), "head\nrun-0\n");
    git(folder, "init", "--quiet", "--bare", "origin");
    git(checkout, "init", "--quiet");
    git(checkout, "add", ".");
    git(
        checkout,
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@localhost",
        "commit",
        "--quiet",
        "-m",
        "all");
    git(checkout, "remote", "add", "origin", folder.resolve("origin").toString());
    Path launcher =
        Script.executable(
            folder.resolve("launcher"),
            """
            #!/usr/bin/env bash
            set -e
            cd "%s"
            printf '%%s\\n' "$*" >>calls
            case "$1 $2" in
              "bench --profile") n=$(grep -c ^bench calls); mkdir -p "$5/run-$n" ;;
              "history add") [ -f "$4" ] || echo head >"$4"; basename "$5" >>"$4" ;;
              "history show") echo "changes of $(tail -n 1 "$4")"; exit "$(cat show 2>/dev/null || echo 0)" ;;
            esac
            """
                .formatted(folder));
    variables.put("DIRTYBENCH", launcher.toString());
    variables.put("NIGHTLY_OUT", folder.resolve("runs").toString());
    variables.put("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
  }

  private Script git(Path at, String... words) throws Exception {
    String[] arguments = new String[words.length + 2];
    arguments[0] = "-C";
    arguments[1] = at.toString();
    System.arraycopy(words, 0, arguments, 2, words.length);
    Script script = Script.run(folder, Path.of("git"), variables, arguments);
    assertEquals(0, script.exit(), String.join(" ", words) + ": " + script.err());
    return script;
  }

  private String pushed() throws Exception {
    return git(folder.resolve("origin"), "show", "history:history.csv").out();
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("calls"));
  }

  @Test
  void theHistoryGrowsOnABranchThatIsMadeTheFirstNight() throws Exception {
    Script first = Script.run(folder, nightly, variables, "--push", "history");
    assertEquals(0, first.exit(), first.err());
    assertEquals("head\nrun-0\nrun-1\n", pushed());
    Script second = Script.run(folder, nightly, variables, "--push", "history");
    assertEquals(0, second.exit(), second.err());
    assertEquals("head\nrun-0\nrun-1\nrun-2\n", pushed());
    assertEquals(
        "history.csv\n",
        git(folder.resolve("origin"), "ls-tree", "--name-only", "history").out(),
        "nothing else is on the branch");
    assertTrue(Files.isDirectory(folder.resolve("runs/run-2")));
    assertEquals("head\nrun-0\n", Files.readString(checkout.resolve("results/history.csv")));
    assertEquals(1, git(checkout, "worktree", "list").out().lines().count(), "work trees are gone");
    assertTrue(Files.readString(folder.resolve("summary.md")).contains("changes of run-2"));
  }

  @Test
  void withoutABranchTheCheckoutsHistoryGrows() throws Exception {
    Files.writeString(checkout.resolve("results/annotations.csv"), "commit,filter,text\n");
    Script script = Script.run(folder, nightly, variables);
    assertEquals(0, script.exit(), script.err());
    assertEquals("head\nrun-0\nrun-1\n", Files.readString(checkout.resolve("results/history.csv")));
    String show = calls().get(calls().size() - 1);
    assertTrue(show.contains("--annotations " + checkout.resolve("results/annotations.csv")), show);
    assertTrue(show.endsWith("--fail-on-change --last 10"), show);
  }

  @Test
  void aChangeFailsTheNightButTheScoresAreKept() throws Exception {
    Files.writeString(folder.resolve("show"), "1");
    Script script = Script.run(folder, nightly, variables, "--push", "history");
    assertEquals(1, script.exit());
    assertEquals("head\nrun-0\nrun-1\n", pushed());
    assertTrue(script.out().contains("changes of run-1"), script.out());
  }

  @Test
  void aBenchThatFailsAddsNothing() throws Exception {
    variables.put("DIRTYBENCH", "false");
    Script script = Script.run(folder, nightly, variables, "--push", "history");
    assertFalse(script.exit() == 0);
    assertEquals("", git(checkout, "ls-remote", "origin", "history").out());
  }

  @Test
  void anUnknownArgumentIsNamed() throws Exception {
    Script script = Script.run(folder, nightly, variables, "--pull");
    assertEquals(2, script.exit());
    assertTrue(script.err().contains("found \"--pull\""), script.err());
  }
}
