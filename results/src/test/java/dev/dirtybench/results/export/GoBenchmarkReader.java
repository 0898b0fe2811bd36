package dev.dirtybench.results.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads Go's benchmark data format as golang.org/design/14313-benchmark-format describes it. */
final class GoBenchmarkReader {
  /** One result line, its name taken apart. */
  record Line(
      String base, Map<String, String> parts, long iterations, Map<String, Double> values) {}

  final Map<String, String> configuration = new TreeMap<>();
  final Map<String, String> units = new TreeMap<>();
  final List<Line> lines = new ArrayList<>();

  static GoBenchmarkReader read(String text) {
    GoBenchmarkReader reader = new GoBenchmarkReader();
    text.lines().forEach(reader::line);
    return reader;
  }

  private void line(String line) {
    if (line.startsWith("Benchmark")) {
      lines.add(result(line));
    } else if (line.startsWith("Unit ")) {
      String[] fields = line.split("\\s+", 3);
      for (String fact : fields[2].split("\\s+")) {
        if (fact.indexOf('=') < 1) {
          throw new AssertionError("no key=value: " + line);
        }
      }
      units.put(fields[1], fields[2]);
    } else if (line.matches("\\p{Ll}[^\\s\\p{Lu}:]*:[ \\t]+.*")) {
      int colon = line.indexOf(':');
      configuration.put(line.substring(0, colon), line.substring(colon + 1).strip());
    } else if (!line.startsWith("#")) {
      throw new AssertionError("a line that would be ignored: " + line);
    }
  }

  private static Line result(String line) {
    String[] fields = line.split("\\s+");
    if (fields.length < 4 || fields.length % 2 != 0) {
      throw new AssertionError("an even number of at least 4 fields: " + line);
    }
    if (Character.isLowerCase(fields[0].charAt("Benchmark".length()))) {
      throw new AssertionError("a small letter behind Benchmark: " + line);
    }
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = 2; i < fields.length; i += 2) {
      if (values.put(fields[i + 1], Double.valueOf(fields[i])) != null) {
        throw new AssertionError("a unit twice: " + line);
      }
    }
    String name = fields[0].substring("Benchmark".length());
    Map<String, String> parts = new LinkedHashMap<>();
    int dash = name.lastIndexOf('-');
    if (dash > 0 && name.substring(dash + 1).matches("[0-9]+")) {
      parts.put("gomaxprocs", name.substring(dash + 1));
      name = name.substring(0, dash);
    }
    String[] pieces = name.split("/");
    for (int i = 1; i < pieces.length; i++) {
      int equals = pieces[i].indexOf('=');
      parts.put(pieces[i].substring(0, equals), pieces[i].substring(equals + 1));
    }
    return new Line(pieces[0], parts, Long.parseLong(fields[1]), values);
  }
}
