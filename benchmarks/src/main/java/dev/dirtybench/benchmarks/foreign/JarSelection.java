package dev.dirtybench.benchmarks.foreign;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which benchmarks of a jar are taken, and with which values of their parameters.
 *
 * @param include regular expression that is looked for in the full name, as JMH does
 * @param values in the place of those that a parameter has by itself, by its name
 */
public record JarSelection(Pattern include, Map<String, List<String>> values) {
  /** What JMH gives as the value of a parameter that has none by itself. */
  private static final String BLANK = "blank_blank_blank_2014";

  /** Copies the map. */
  public JarSelection {
    values = Map.copyOf(values);
  }

  /**
   * Reads what stands on a command line.
   *
   * @param include regular expression, or null for all
   * @param values such as {@code size=10,1000}
   * @return the selection
   * @throws IllegalArgumentException if either is not of its form
   */
  public static JarSelection of(String include, List<String> values) {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    for (String text : values) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "-p: expected name=value or name=value,value, found \"" + text + '"');
      }
      String name = text.substring(0, equals);
      List<String> given = List.of(text.substring(equals + 1).split(",", -1));
      if (byName.put(name, given) != null) {
        throw new IllegalArgumentException("-p: parameter " + name + " is given twice");
      }
    }
    try {
      return new JarSelection(Pattern.compile(include == null ? "" : include), byName);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "--include: expected a regular expression, found \""
              + include
              + "\": "
              + e.getDescription(),
          e);
    }
  }

  /**
   * The benchmarks of a jar that are taken.
   *
   * @param listing the jar's
   * @return one for each mode and combination of values
   * @throws IllegalArgumentException if a parameter has no value, or one that JMH's command line
   *     cannot say
   */
  public List<JarBenchmark> of(JarListing listing) {
    List<JarBenchmark> chosen = new ArrayList<>();
    for (JarListing.Entry entry : listing.entries()) {
      if (include.matcher(entry.name()).find()) {
        cross(listing, entry, chosen);
      }
    }
    return chosen;
  }

  /**
   * Requires that every parameter that was given values is one of a taken benchmark.
   *
   * @param chosen what all jars gave
   * @throws IllegalArgumentException naming the parameter that no benchmark has
   */
  public void requireUsed(List<JarBenchmark> chosen) {
    Set<String> unused = new HashSet<>(values.keySet());
    chosen.forEach(benchmark -> unused.removeAll(benchmark.parameters().keySet()));
    if (!unused.isEmpty()) {
      throw new IllegalArgumentException(
          "-p: no benchmark has a parameter "
              + String.join(", ", unused.stream().sorted().toList()));
    }
  }

  private void cross(JarListing listing, JarListing.Entry entry, List<JarBenchmark> chosen) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Map.Entry<String, List<String>> parameter : entry.parameters().entrySet()) {
      String name = parameter.getKey();
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> combination : combinations) {
        for (String value : values.getOrDefault(name, parameter.getValue())) {
          require(listing, entry, name, value);
          Map<String, String> with = new LinkedHashMap<>(combination);
          with.put(name, value);
          longer.add(with);
        }
      }
      combinations = longer;
    }
    for (Map<String, String> combination : combinations) {
      chosen.add(new JarBenchmark(entry.name(), entry.mode(), combination));
    }
  }

  private static void require(
      JarListing listing, JarListing.Entry entry, String name, String value) {
    if (value.equals(BLANK)) {
      throw new IllegalArgumentException(
          listing.jar()
              + ": parameter "
              + name
              + " of "
              + entry.name()
              + " has no value by itself; give it one with -p "
              + name
              + "=VALUE");
    }
    if (value.contains(",")) {
      throw new IllegalArgumentException(
          listing.jar()
              + ": parameter "
              + name
              + " of "
              + entry.name()
              + " has the value \""
              + value
              + "\", whose comma JMH's command line takes for two values; give others with -p "
              + name
              + "=VALUE, or leave the benchmark out with --include");
    }
  }
}
