package dev.dirtybench.workloads;

import java.util.Locale;

/** Sizes in bytes as people write and read them: 512, 64K, 1T, 1.5 GiB; K is 1024. */
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

  /**
   * A size for people to read.
   *
   * @param bytes 0 or more
   * @return three digits or four and the unit, such as {@code 512 B}, {@code 1.63 GiB} or {@code
   *     1000 KiB}
   */
  public static String text(double bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double size = bytes;
    int unit = 0;
    while (size >= 1023.5 && unit < units.length - 1) {
      size /= 1024;
      unit++;
    }
    int decimals = size >= 99.95 || size == Math.rint(size) ? 0 : size >= 9.995 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f %s", size, units[unit]);
  }

  /**
   * A size as it stands in options, if it is a whole number of some unit.
   *
   * @param bytes 0 or more
   * @return such as {@code 512}, {@code 64K} or {@code 1M}
   */
  public static String option(long bytes) {
    int unit = -1;
    long size = bytes;
    while (size != 0 && size % 1024 == 0 && unit < UNITS.length() - 1) {
      size /= 1024;
      unit++;
    }
    return size + (unit < 0 ? "" : UNITS.substring(unit, unit + 1));
  }
}
