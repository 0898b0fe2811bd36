package dev.dirtybench.benchmarks.run;

import dev.dirtybench.benchmarks.ruler.RulerMain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the rulers in a JVM of their own, about half a second each time. Stateless.
 *
 * <p>They are in {@code benchmarks.ruler} and know nothing of what is measured; two measurements of
 * them that differ say that the machine does.
 */
public final class Rulers {
  /** A young generation that the allocating ruler fills every few milliseconds. */
  private static final List<String> FLAGS =
      List.of("-XX:+UseSerialGC", "-Xms176m", "-Xmx176m", "-Xmn16m", "-Xshare:auto");

  private final TargetJvm jvm;
  private final String classPath;

  /**
   * Rulers for a JVM.
   *
   * @param jvm that the cells run in
   * @param classPath of the launcher, never of an arm: all must be measured by the same rulers
   */
  public Rulers(TargetJvm jvm, String classPath) {
    this.jvm = jvm;
    this.classPath = classPath;
  }

  /**
   * Runs all of them.
   *
   * @return nanoseconds per unit by name: {@code popcount-l1} (per word), {@code chase-16m} (per
   *     hop), {@code allocate-gc} (per array of 128 bytes), {@code copy-64m} (per KiB)
   * @throws IOException if the JVM fails
   * @throws InterruptedException if the thread is interrupted
   */
  public Map<String, Double> measure() throws IOException, InterruptedException {
    Map<String, Double> scores = new LinkedHashMap<>();
    String failure =
        ChildProcess.run(
            command(),
            line -> {
              String[] words = line.split(" ");
              if (words[0].equals(RulerMain.MARK)) {
                scores.put(words[1], Double.parseDouble(words[2]));
              }
            });
    if (failure != null) {
      throw new IOException("the JVM of the rulers failed: " + failure);
    }
    return scores;
  }

  /** The words that their JVM is started with. */
  List<String> command() {
    List<String> command = new ArrayList<>(List.of(jvm.launcher()));
    command.addAll(FLAGS);
    command.addAll(List.of("-cp", classPath, RulerMain.class.getName()));
    return command;
  }
}
