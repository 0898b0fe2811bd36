package dev.dirtybench.benchmarks.verify;

/**
 * What one party, a backend or the oracle, computed for one operation on one trace.
 *
 * <p>It travels from the verifying JVM to the launcher as one line of tab-separated text.
 *
 * @param operation name of the operation
 * @param trace the trace as it was asked for
 * @param granularity such as {@code 64K}
 * @param digest of the result, or null if there is none
 * @param error why there is none, or null
 */
public record Judgement(
    String operation, String trace, String granularity, String digest, String error) {
  private static final String MARK = "judgement";

  String toLine() {
    return String.join(
        "\t",
        MARK,
        operation,
        trace,
        granularity,
        digest == null ? "" : digest,
        error == null ? "" : error.replaceAll("\\s+", " "));
  }

  /**
   * Reads a line of a verifying JVM's output.
   *
   * @param line any line
   * @return the judgement, or null if the line is something else
   */
  public static Judgement ofLine(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != 6 || !fields[0].equals(MARK)) {
      return null;
    }
    return new Judgement(
        fields[1], fields[2], fields[3], emptyToNull(fields[4]), emptyToNull(fields[5]));
  }

  private static String emptyToNull(String field) {
    return field.isEmpty() ? null : field;
  }
}
