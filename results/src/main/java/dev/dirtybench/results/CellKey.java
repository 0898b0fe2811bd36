package dev.dirtybench.results;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The identity of a cell: one operation of one backend on one trace at one granularity, with the
 * operation's own parameters.
 *
 * @param benchmark full name of the JMH method, or {@link Footprint#OPERATION} for a footprint
 * @param operation such as {@code set}; names the table's row together with the trace
 * @param backend name of the backend; names the table's column
 * @param trace name of the trace
 * @param granularity bytes per bit as {@code 512}, {@code 64K} or {@code 1M}, a power of two
 * @param parameters what else the operation was measured with, such as {@code windows=8}, several
 *     with commas; empty where it has none
 */
public record CellKey(
    String benchmark,
    String operation,
    String backend,
    String trace,
    String granularity,
    String parameters) {
  private static final String POLLUTION = "pollution=";
  private static final Pattern ID =
      Pattern.compile("([^/]+)/([^/]+)/(.+?)/([0-9]+[KMGT]?)(?:/(.+=.+))?");

  /** Checks that no part but the parameters is blank and that the granularity can be read. */
  public CellKey {
    requireText("benchmark", benchmark);
    requireText("operation", operation);
    requireText("backend", backend);
    requireText("trace", trace);
    requireText("granularity", granularity);
    bytesOf(granularity);
    Objects.requireNonNull(parameters, "parameters");
  }

  /**
   * A cell of an operation without parameters.
   *
   * @param benchmark full name of the JMH method, or {@link Footprint#OPERATION} for a footprint
   * @param operation such as {@code set}
   * @param backend name of the backend
   * @param trace name of the trace
   * @param granularity bytes per bit
   */
  public CellKey(
      String benchmark, String operation, String backend, String trace, String granularity) {
    this(benchmark, operation, backend, trace, granularity, "");
  }

  /**
   * The cell's name in all files: {@code operation/backend/trace/granularity}, and behind a further
   * slash the parameters where there are any.
   *
   * @return the name, unique in a run
   */
  public String id() {
    String id = operation + '/' + backend + '/' + trace + '/' + granularity;
    return parameters.isEmpty() ? id : id + '/' + parameters;
  }

  /**
   * How many other backends went before it in its JVM: the parameter {@code pollution}.
   *
   * @return such as {@code mega}; {@code mono} where there is no such parameter
   */
  public String pollution() {
    for (String parameter : parameters.split(",")) {
      if (parameter.startsWith(POLLUTION)) {
        return parameter.substring(POLLUTION.length());
      }
    }
    return "mono";
  }

  /**
   * The cell of an id, where nothing else is known of it.
   *
   * @param id as {@link #id()} writes it
   * @param benchmarks full names of JMH methods by operation; the operation's own name stands for
   *     one that is not there
   * @return the cell
   * @throws IllegalArgumentException if it is no id
   */
  static CellKey ofId(String id, Map<String, String> benchmarks) {
    Matcher parts = ID.matcher(id);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a cell's id must be operation/backend/trace/granularity, got \"" + id + '"');
    }
    return new CellKey(
        benchmarks.getOrDefault(parts.group(1), parts.group(1)),
        parts.group(1),
        parts.group(2),
        parts.group(3),
        parts.group(4),
        parts.group(5) == null ? "" : parts.group(5));
  }

  /**
   * The granularity as a number.
   *
   * @return bytes per bit, a power of two
   */
  public long granularityBytes() {
    return bytesOf(granularity);
  }

  /** Writes {@link #id()}. */
  @Override
  public String toString() {
    return id();
  }

  private static void requireText(String part, String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(part + " of a cell must not be blank, got " + text);
    }
  }

  private static long bytesOf(String text) {
    int unit = "KMGT".indexOf(text.charAt(text.length() - 1)) + 1;
    String digits = unit == 0 ? text : text.substring(0, text.length() - 1);
    if (digits.matches("[0-9]{1,15}")) {
      long number = Long.parseLong(digits);
      int shift = 10 * unit;
      if (Long.bitCount(number) == 1 && number <= Long.MAX_VALUE >> shift) {
        return number << shift;
      }
    }
    throw new IllegalArgumentException(
        "granularity of a cell must be a power of two such as 512, 64K or 1M, got \"" + text + '"');
  }
}
