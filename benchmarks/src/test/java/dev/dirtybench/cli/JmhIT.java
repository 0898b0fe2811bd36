package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JMH's own command line, by the script that everybody calls. */
class JmhIT {
  @TempDir Path folder;

  @Test
  void itsResultsNameNoFolderOfTheMachine() throws Exception {
    Path root = Path.of("..").toAbsolutePath().normalize();
    Path json = folder.resolve("jmh.json");
    Path log = folder.resolve("log.txt");
    List<String> command =
        new ArrayList<>(List.of(root.resolve("scripts/dirtybench").toString(), "jmh"));
    command.add("ManyWritersBenchmark.writers1$");
    command.addAll(List.of("-p", "words=own", "-p", "arm=lock:hbitmap"));
    command.addAll(List.of("-f", "1", "-wi", "0", "-i", "1", "-r", "100ms"));
    command.addAll(List.of("-rf", "json", "-rff", json.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = builder.start();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES), () -> "did not end: " + log);
    assertEquals(0, process.exitValue(), Files.readString(log));
    JsonNode results = new ObjectMapper().readTree(json.toFile());
    assertEquals(1, results.size());
    assertTrue(results.at("/0/primaryMetric/score").asDouble() > 0, results.toString());
    assertFalse(results.toString().contains(root.toString()), results.toString());
  }
}
