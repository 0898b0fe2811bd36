package dev.dirtybench.benchmarks.footprint;

/**
 * What the bitmap of one trace weighs in one backend.
 *
 * <p>It travels from the weighing JVM to the launcher as one line of tab-separated text.
 *
 * @param trace the trace as it was asked for
 * @param granularity such as {@code 64K}
 * @param heapBytes on the Java heap, by JOL
 * @param offHeapBytes outside it, by the backend's account
 * @param serializedBytes in the common form
 * @param nativeBytes in the backend's own form, -1 if it has none
 */
public record Weight(
    String trace,
    String granularity,
    long heapBytes,
    long offHeapBytes,
    long serializedBytes,
    long nativeBytes) {
  private static final String MARK = "weight";

  String toLine() {
    return String.join(
        "\t",
        MARK,
        trace,
        granularity,
        Long.toString(heapBytes),
        Long.toString(offHeapBytes),
        Long.toString(serializedBytes),
        Long.toString(nativeBytes));
  }

  /**
   * Reads a line of a weighing JVM's output.
   *
   * @param line any line
   * @return the weight, or null if the line is something else
   */
  public static Weight ofLine(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != 7 || !fields[0].equals(MARK)) {
      return null;
    }
    return new Weight(
        fields[1],
        fields[2],
        Long.parseLong(fields[3]),
        Long.parseLong(fields[4]),
        Long.parseLong(fields[5]),
        Long.parseLong(fields[6]));
  }
}
