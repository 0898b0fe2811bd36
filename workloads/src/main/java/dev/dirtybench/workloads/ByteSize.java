package dev.dirtybench.workloads;

/** Sizes in bytes as people write them: 512, 64K, 1T; K is 1024. */
public final class ByteSize {
  private static final String UNITS = "KMGT";

  private ByteSize() {}

  /**
   * Reads a size.
   *
   * @return bytes, 0 or more
   * @throws IllegalArgumentException if the text is no size or past 2^63 - 1
   */
  public static long parse(String text) {
    int unit = text.isEmpty() ? -1 : UNITS.indexOf(text.charAt(text.length() - 1));
    String digits = unit < 0 ? text : text.substring(0, text.length() - 1);
    int shift = 10 * (unit + 1);
    if (digits.matches("[0-9]{1,18}")) {
      long number = Long.parseLong(digits);
      if (number <= Long.MAX_VALUE >> shift) {
        return number << shift;
      }
    }
    throw new IllegalArgumentException(
        "expected bytes such as 512, 64K, 1M, 2G or 1T, found " + Quoted.text(text));
  }
}
