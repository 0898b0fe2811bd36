package dev.dirtybench.results.export;

import dev.dirtybench.results.JmhResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Names in the form of Go's sub-benchmarks, such as {@code Set/backend=hbitmap/trace=postgres}.
 *
 * <p>The first part is the class without the word Benchmark, and the method behind a dot where it
 * is called otherwise. Parameters follow, {@code backend}, {@code trace} and {@code granularity}
 * first. Blanks, slashes and percent signs of values are written as in URLs. A number of threads
 * stands at the end behind a hyphen, as Go writes its own; names that would end like that by chance
 * get {@code -1}. Modes other than average time and throughput are a part, and throughput is one
 * where the same benchmark has an average time too.
 */
final class BenchmarkNames {
  private static final List<String> FIRST = List.of("backend", "trace", "granularity");
  private static final String SUFFIX = "Benchmark";
  private static final String AVERAGE = "avgt";
  private static final String THROUGHPUT = "thrpt";

  private final Set<String> ambiguous = new HashSet<>();
  private final Set<String> averaged = new HashSet<>();

  /**
   * Names for the results of one file.
   *
   * @param results all of them, so that classes of one name in several packages are told apart
   */
  BenchmarkNames(List<JmhResult> results) {
    Map<String, String> known = new HashMap<>();
    for (JmhResult result : results) {
      String before = known.putIfAbsent(stem(result.benchmark()), result.benchmark());
      if (before != null && !before.equals(result.benchmark())) {
        ambiguous.add(stem(result.benchmark()));
      }
      if (result.mode().equals(AVERAGE)) {
        averaged.add(result.benchmark());
      }
    }
  }

  String of(JmhResult result) {
    String stem = stem(result.benchmark());
    StringBuilder name = new StringBuilder(stem);
    if (ambiguous.contains(stem)) {
      part(name, "benchmark", result.benchmark());
    }
    boolean usual =
        result.mode().equals(THROUGHPUT)
            ? !averaged.contains(result.benchmark())
            : result.mode().equals(AVERAGE);
    if (!usual) {
      part(name, "mode", result.mode());
    }
    return withParameters(name, result.params(), result.threads());
  }

  static String withParameters(StringBuilder name, Map<String, String> parameters, int threads) {
    Map<String, String> rest = new TreeMap<>(parameters);
    List<String> order = new ArrayList<>(FIRST);
    order.retainAll(rest.keySet());
    rest.keySet().removeAll(FIRST);
    order.addAll(rest.keySet());
    order.forEach(key -> part(name, key, parameters.get(key)));
    if (threads > 1 || name.toString().matches(".*-[0-9]+")) {
      name.append('-').append(threads);
    }
    return name.toString();
  }

  private static void part(StringBuilder name, String key, String value) {
    name.append('/').append(encoded(key)).append('=').append(encoded(value));
  }

  private static String stem(String benchmark) {
    String[] parts = benchmark.split("\\.");
    String method = parts[parts.length - 1];
    String type = parts.length > 1 ? parts[parts.length - 2] : "";
    if (type.endsWith(SUFFIX) && type.length() > SUFFIX.length()) {
      type = type.substring(0, type.length() - SUFFIX.length());
    }
    String name = type.equalsIgnoreCase(method) || type.isEmpty() ? method : type + '.' + method;
    return encoded(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
  }

  private static String encoded(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c == '/'
                  || c == '%'
                  || c == '"'
                  || c < ' '
                  || Character.isSpaceChar(c)
                  || Character.isWhitespace(c)) {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                  safe.append(String.format(Locale.ROOT, "%%%02X", b));
                }
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }
}
