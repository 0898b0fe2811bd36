package dev.dirtybench.spi;

/**
 * The number of disk bytes that one bit describes, a power of two.
 *
 * @param bits log2 of the bytes per bit, 0 to {@value #MAX_BITS}
 */
public record Granularity(int bits) {
  /** The largest log2: with it one 64-bit word still describes fewer than 2^63 bytes. */
  public static final int MAX_BITS = 56;

  /** 64 KiB, QEMU's usual choice and the default everywhere in this project. */
  public static final Granularity DEFAULT = new Granularity(16);

  /** Checks the range. */
  public Granularity {
    if (bits < 0 || bits > MAX_BITS) {
      throw new IllegalArgumentException(
          "granularity must be 2^0 to 2^" + MAX_BITS + " bytes, got 2^" + bits);
    }
  }

  /**
   * The granularity of so many bytes.
   *
   * @param bytes bytes per bit, a power of two
   * @return the granularity
   * @throws IllegalArgumentException if {@code bytes} is not a power of two in range
   */
  public static Granularity ofBytes(long bytes) {
    if (bytes <= 0 || Long.bitCount(bytes) != 1) {
      throw new IllegalArgumentException(
          "granularity must be a power of two such as 4096 or 65536, got " + bytes);
    }
    return new Granularity(Long.numberOfTrailingZeros(bytes));
  }

  /**
   * Reads what {@link #toString()} writes: a number of bytes with an optional K, M, G or T.
   *
   * @param text such as {@code 512}, {@code 64K} or {@code 1M}
   * @return the granularity
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Granularity parse(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    int unit = digits == text.length() ? 0 : "KMGT".indexOf(text.charAt(digits)) + 1;
    boolean unitFits = digits == text.length() || (unit > 0 && digits == text.length() - 1);
    if (digits == 0 || digits > 15 || !unitFits) {
      throw new IllegalArgumentException(
          "granularity must be a number of bytes such as 512, 64K or 1M, got \"" + text + '"');
    }
    long number = Long.parseLong(text.substring(0, digits));
    int shift = 10 * unit;
    if (number > Long.MAX_VALUE >> shift) {
      throw new IllegalArgumentException(
          "granularity must be at most 2^" + MAX_BITS + " bytes, got \"" + text + '"');
    }
    return ofBytes(number << shift);
  }

  /**
   * Bytes per bit.
   *
   * @return {@code 1 << bits()}
   */
  public long bytes() {
    return 1L << bits;
  }

  /**
   * How many bits describe a disk; the last one may be partial.
   *
   * @param size size of the disk in bytes, 0 or more
   * @return {@code ceil(size / bytes())}
   */
  public long bitCount(long size) {
    return (size >>> bits) + ((size & (bytes() - 1)) == 0 ? 0 : 1);
  }

  /** Writes the largest exact unit: 512, 4K, 64K, 1M. */
  @Override
  public String toString() {
    int unit = Math.min(bits / 10, 4);
    return (bytes() >>> (10 * unit)) + (unit == 0 ? "" : "KMGT".substring(unit - 1, unit));
  }
}
