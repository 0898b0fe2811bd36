package dev.dirtybench.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the workflows small: GitHub's own actions, and scripts that are tested here. */
class WorkflowTest {
  private static final Path WORKFLOWS = Script.ROOT.resolve(".github/workflows");
  private static final Path ACTION = Script.ROOT.resolve(".github/actions/gate/action.yml");
  private static final Pattern SCRIPT =
      Pattern.compile("\"?(?:\\$GITHUB_ACTION_PATH/(?:\\.\\./)*)?(scripts/[a-z/-]+)\"?.*");
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .build();

  @TempDir Path folder;

  private static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(WORKFLOWS)) {
      return files.sorted().toList();
    }
  }

  private static JsonNode yaml(Path file) throws IOException {
    return YAML.readTree(file.toFile());
  }

  private static List<JsonNode> steps(Path file) throws IOException {
    JsonNode root = yaml(file);
    List<JsonNode> steps = new ArrayList<>();
    root.path("jobs").forEach(job -> job.path("steps").forEach(steps::add));
    root.path("runs").path("steps").forEach(steps::add);
    assertTrue(!steps.isEmpty(), file + " has no step");
    return steps;
  }

  private static List<Path> all() throws IOException {
    List<Path> files = new ArrayList<>(workflows());
    files.add(ACTION);
    return files;
  }

  @Test
  void everyWorkflowSaysWhatItMayDoAndHowLong() throws IOException {
    for (Path file : workflows()) {
      JsonNode root = yaml(file);
      assertTrue(root.path("permissions").isObject(), file + ": permissions");
      assertTrue(root.has("on"), file + ": on");
      for (JsonNode job : root.path("jobs")) {
        assertTrue(job.path("timeout-minutes").isInt(), file + ": timeout-minutes");
        assertTrue(job.has("runs-on"), file + ": runs-on");
      }
    }
  }

  @Test
  void onlyGitHubsOwnActionsAreUsedByTheirMajorVersion() throws IOException {
    for (Path file : all()) {
      for (JsonNode step : steps(file)) {
        String uses = step.path("uses").asText("");
        assertTrue(
            uses.isEmpty() || uses.matches("actions/[a-z-]+@v[0-9]+") || uses.startsWith("./"),
            file + ": " + uses);
      }
    }
  }

  @Test
  void everyStepRunsAScriptThatIsThere() throws IOException {
    for (Path file : all()) {
      for (JsonNode step : steps(file)) {
        String run = step.path("run").asText("").strip();
        if (run.isEmpty()) {
          continue;
        }
        assertEquals(1, run.lines().count(), file + ": logic belongs into a script: " + run);
        Matcher matcher = SCRIPT.matcher(run);
        assertTrue(matcher.matches(), file + ": " + run);
        assertTrue(Files.isExecutable(Script.ROOT.resolve(matcher.group(1))), file + ": " + run);
        assertTrue(!run.contains("${{"), file + ": text of a pull request would be run: " + run);
      }
    }
  }

  @Test
  void theActionsInputsReachItsScript() throws IOException {
    JsonNode action = yaml(ACTION);
    assertEquals("composite", action.at("/runs/using").asText());
    JsonNode environment = action.at("/runs/steps/0/env");
    for (Map.Entry<String, JsonNode> input : action.path("inputs").properties()) {
      assertTrue(input.getValue().has("description"), input.getKey());
      assertTrue(
          environment.toString().contains("${{ inputs." + input.getKey() + " }}"), input.getKey());
    }
    String script = Files.readString(Script.ROOT.resolve("scripts/ci/gate-action"));
    environment
        .fieldNames()
        .forEachRemaining(
            name -> assertTrue(name.startsWith("GATE_") || script.contains(name), name));
  }

  @Test
  void bothJdksAreTested() throws IOException {
    JsonNode jdks = yaml(WORKFLOWS.resolve("ci.yml")).at("/jobs/test/strategy/matrix/java");
    assertEquals("[\"17\",\"25\"]", jdks.toString());
  }

  @Test
  void scriptsHaveNothingThatShellcheckKnowsBetter() throws Exception {
    Path shellcheck =
        Stream.of(System.getenv("PATH").split(":"))
            .map(part -> Path.of(part, "shellcheck"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    assumeTrue(shellcheck != null, "shellcheck is not installed");
    for (String name : List.of("gate", "gate-action", "nightly")) {
      Script script =
          Script.run(
              folder,
              shellcheck,
              Map.of(),
              Script.ROOT.resolve("scripts/ci").resolve(name).toString());
      assertEquals(0, script.exit(), script.out());
    }
  }
}
