package dev.dirtybench.benchmarks.foreign;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Prints the benchmarks of a JMH jar: runs in a JVM of its own with that jar and this one class on
 * the class path, so that the list is read by the JMH that wrote it.
 *
 * <p>A line each: a mark, the mode, the name, and for each parameter its name and values. All texts
 * are in Base64, because values may hold anything. Uses nothing that JMH 1.21 has not.
 */
public final class JarProbe {
  /** What the lines start with. */
  static final String MARK = "jmh-benchmark";

  private JarProbe() {}

  /**
   * Prints the list.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
    for (BenchmarkListEntry entry : BenchmarkList.defaultList().getAll(silent, List.of())) {
      StringBuilder rest = new StringBuilder(encoded(entry.getUsername()));
      Map<String, String[]> parameters = entry.getParams().orElse(Map.of());
      new TreeMap<>(parameters)
          .forEach(
              (name, values) -> {
                rest.append('\t').append(encoded(name));
                for (String value : values) {
                  rest.append(' ').append(encoded(value));
                }
              });
      List<Mode> modes =
          entry.getMode() == Mode.All
              ? Arrays.stream(Mode.values()).filter(mode -> mode != Mode.All).toList()
              : List.of(entry.getMode());
      for (Mode mode : modes) {
        System.out.println(MARK + '\t' + mode.shortLabel() + '\t' + rest);
      }
    }
  }

  private static String encoded(String text) {
    // An empty text would be no word at all.
    return '.' + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
