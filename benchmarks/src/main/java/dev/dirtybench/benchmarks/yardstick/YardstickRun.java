package dev.dirtybench.benchmarks.yardstick;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.dirtybench.benchmarks.run.ChildProcess;
import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.results.AtomicFile;
import dev.dirtybench.results.JmhForks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Measures the yardsticks in rounds: in each, one fork of every row and floor, so that both meet
 * the machine as it is then.
 */
public final class YardstickRun {
  private static final String CLASSES =
      "\\.(YardstickBenchmark\\.(%s)|YardstickFloorBenchmark\\..*)$";

  private static final String PROGRESS = "# Run progress: ";

  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<String, JsonNode> entries = new LinkedHashMap<>();
  private final List<String> java;
  private final List<String> parameters;
  private final Consumer<String> progress;

  /**
   * A run that has measured nothing yet.
   *
   * @param jvm of the forks
   * @param classPath of the forks
   * @param backend its name
   * @param progress takes a line now and then
   */
  public YardstickRun(TargetJvm jvm, String classPath, String backend, Consumer<String> progress) {
    this.java = new ArrayList<>(List.of(jvm.launcher()));
    java.addAll(jvm.flags());
    java.addAll(List.of("-cp", classPath, "org.openjdk.jmh.Main"));
    this.parameters = List.of("-p", "backend=" + backend, "-f", "1", "-foe", "true");
    this.progress = progress;
  }

  /**
   * Measures, and writes what there is after every round.
   *
   * @param bits logarithms of numbers of bits
   * @param rows which methods; of them those that C was measured by at this size
   * @param rounds 1 or more
   * @param target takes JMH's JSON
   * @throws IOException if a fork fails or the file cannot be written
   * @throws InterruptedException if the thread is interrupted
   */
  public void measure(List<Integer> bits, Pattern rows, int rounds, Path target)
      throws IOException, InterruptedException {
    for (int round = 1; round <= rounds; round++) {
      for (int size : bits) {
        String place = "round " + round + " of " + rounds + ", 2^" + size + " bits: ";
        measure(size, methods(size, rows), place);
      }
      ArrayNode all = mapper.createArrayNode().addAll(entries.values());
      AtomicFile.write(target, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all));
    }
  }

  /**
   * The rows to measure at one size.
   *
   * @param bits logarithm of the number of bits
   * @param rows which of them
   * @return a regular expression of methods, empty if there is none
   */
  static String methods(int bits, Pattern rows) {
    return Yardstick.all().values().stream()
        .filter(row -> !row.isFloor() && row.sizes().containsKey(bits))
        .map(Yardstick::method)
        .filter(method -> rows.matcher(method).matches())
        .collect(Collectors.joining("|"));
  }

  private void measure(int bits, String methods, String place)
      throws IOException, InterruptedException {
    Path made = Files.createTempFile("dirtybench-yardsticks", ".json");
    try {
      List<String> command = new ArrayList<>(java);
      command.add(String.format(CLASSES, methods));
      command.addAll(parameters);
      command.addAll(List.of("-p", "bits=" + bits, "-rf", "json", "-rff", made.toString()));
      String failure =
          ChildProcess.run(
              command,
              line -> {
                if (line.startsWith(PROGRESS)) {
                  progress.accept(place + line.substring(PROGRESS.length()));
                }
              });
      if (failure != null) {
        throw new IOException("the yardsticks' forks failed: " + failure);
      }
      for (JsonNode entry : mapper.readTree(made.toFile())) {
        String key = entry.get("benchmark").asText() + entry.get("params");
        JsonNode earlier = entries.get(key);
        entries.put(key, earlier == null ? entry : JmhForks.join(earlier, entry));
      }
    } finally {
      Files.delete(made);
    }
  }
}
