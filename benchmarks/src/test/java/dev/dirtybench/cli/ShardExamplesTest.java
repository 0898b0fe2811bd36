package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of runs in parts say what the program understands. */
class ShardExamplesTest {
  private static final Path FOLDER = Path.of("..", "scripts", "ci");

  private static JsonNode yaml(String name) throws IOException {
    return new YAMLMapper().readTree(FOLDER.resolve(name).toFile());
  }

  private static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return words;
  }

  /** The arguments must be ones that a command takes. */
  private static void requireUnderstood(List<String> arguments) {
    Main.commandLine().parseArgs(arguments.toArray(String[]::new));
  }

  @Test
  void githubHasAShardForEachOfItsJobs() throws IOException {
    JsonNode jobs = yaml("github-shards.yml").get("jobs");
    JsonNode steps = jobs.at("/shard/steps");
    assertTrue(jobs.at("/shard/strategy/matrix/shard").size() > 1);
    JsonNode bench = null;
    for (JsonNode step : steps) {
      bench = step.path("run").asText().contains(" bench ") ? step : bench;
    }
    assertEquals(
        "${{ matrix.shard }}/${{ strategy.job-total }}",
        bench.at("/env/DIRTYBENCH_SHARD").asText());
    String[] call = bench.get("run").asText().split(" ");
    requireUnderstood(Arrays.asList(call).subList(1, call.length));
    assertEquals("shard", jobs.at("/merge/needs").asText());
    assertTrue(jobs.at("/merge/steps").toString().contains("dirtybench merge shards/*"));
  }

  @Test
  void kubernetesCutsIntoAsManyShardsAsItHasCompletions() throws IOException {
    JsonNode spec = yaml("kubernetes-shards.yaml").get("spec");
    assertEquals("Indexed", spec.get("completionMode").asText());
    List<String> arguments = words(spec.at("/template/spec/containers/0/args"));
    requireUnderstood(arguments);
    int shard = arguments.indexOf("--shard");
    assertEquals("/" + spec.get("completions").asInt(), arguments.get(shard + 1));
    String merge =
        words(yaml("kubernetes-merge.yaml").at("/spec/template/spec/containers/0/args")).get(0);
    String out = arguments.get(arguments.indexOf("--out") + 1);
    assertTrue(merge.contains(" merge " + out + "/* "), merge);
  }

  @Test
  void shellcheckFindsNothingInTheScriptForSlurm() throws Exception {
    Path shellcheck = Path.of("/usr/bin/shellcheck");
    assumeTrue(Files.isExecutable(shellcheck), "shellcheck is not installed");
    Process process =
        new ProcessBuilder(shellcheck.toString(), FOLDER.resolve("slurm-shards.sbatch").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }
}
