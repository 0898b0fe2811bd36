package dev.dirtybench.cli.qcow2;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as qemu-img takes and shows them: 512, 64k, 1.5G; K is 1024. */
final class DiskSize {
  private static final String UNITS = "BKMGTPE";
  private static final Pattern TEXT =
      Pattern.compile("([0-9]{1,19}(?:\\.[0-9]{1,18})?)([BKMGTPE]?)", Pattern.CASE_INSENSITIVE);
  private static final int SECTOR = 512;

  private DiskSize() {}

  /**
   * Reads a number of bytes.
   *
   * @throws IllegalArgumentException if the text is none, or past 2^63 - 1
   */
  static long parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      String unit = matcher.group(2).toUpperCase(Locale.ROOT);
      int shift = unit.isEmpty() ? 0 : 10 * UNITS.indexOf(unit);
      BigInteger bytes =
          new BigDecimal(matcher.group(1))
              .multiply(new BigDecimal(BigInteger.ONE.shiftLeft(shift)))
              .toBigInteger();
      if (bytes.bitLength() < Long.SIZE) {
        return bytes.longValue();
      }
    }
    throw new IllegalArgumentException(
        "a size must be a number of bytes such as 512, 64K, 1.5G or 8T, got \"" + text + '"');
  }

  /** Rounds up to whole sectors, as the size of a disk must be. */
  static long wholeSectors(long bytes) {
    return Math.addExact(bytes, SECTOR - 1) / SECTOR * SECTOR;
  }

  /** Writes a size with the largest unit that leaves 1 or more, in three digits: 1.5 GiB. */
  static String show(long bytes) {
    int unit = 0;
    double value = bytes;
    while (value >= 1024 && unit < UNITS.length() - 1) {
      value /= 1024;
      unit++;
    }
    BigDecimal rounded = new BigDecimal(value).round(new java.math.MathContext(3));
    String digits = rounded.stripTrailingZeros().toPlainString();
    return digits + (unit == 0 ? " B" : " " + UNITS.charAt(unit) + "iB");
  }
}
