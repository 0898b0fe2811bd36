package dev.dirtybench.backend.roaring;

import java.nio.ByteBuffer;

/**
 * Checks the portable 32-bit form of one bitmap, byte by byte, before the library reads it.
 *
 * <p>The library bounds little and checks less: it would take values in any order and cardinalities
 * that are not so. What passes here can be read without an exception and holds what it claims.
 *
 * <table>
 * <caption>The 32-bit form, little-endian, for n containers</caption>
 * <tr><th>bytes</th><th>meaning</th></tr>
 * <tr><td>4</td><td>12346, then 4 bytes with n; or 12347 + (n - 1) * 2^16</td></tr>
 * <tr><td>n / 8, rounded up</td><td>with 12347 only: which containers are runs, a bit each</td></tr>
 * <tr><td>4 n</td><td>key and cardinality - 1 of every container, keys ascending</td></tr>
 * <tr><td>4 n</td><td>where each container starts; left out with 12347 and n below 4</td></tr>
 * <tr><td></td><td>the containers</td></tr>
 * </table>
 *
 * <p>A container of runs is their number in 2 bytes, then first value and length - 1 of each; one
 * of up to 4096 values is those values, 2 bytes each; any other is 8192 bytes of bits. Source:
 * RoaringFormatSpec, "Standard 32-bit Roaring Bitmap".
 */
final class PortableFormCheck {
  private static final int COOKIE_WITHOUT_RUNS = 12346;
  private static final int COOKIE_WITH_RUNS = 12347;
  private static final int NO_OFFSETS_BELOW = 4;
  private static final int MOST_ARRAY_VALUES = 4096;
  private static final int BITMAP_BYTES = Buckets.CONTAINER_BITS / Byte.SIZE;

  private final ByteBuffer in;
  private final int start;
  private final long endValue;
  private int at;
  private boolean cookieAllowsRuns;

  private PortableFormCheck(ByteBuffer in, long endValue) {
    this.in = in;
    this.start = in.position();
    this.at = start;
    this.endValue = endValue;
  }

  /**
   * Checks the form that starts at a buffer's position.
   *
   * @param in little-endian; its position is left as it was
   * @param endValue what every value must be less than, 0 to 2^32
   * @return bytes of the form
   * @throws IllegalArgumentException if there is no such form
   */
  static int length(ByteBuffer in, long endValue) {
    return new PortableFormCheck(in, endValue).check();
  }

  private int check() {
    int containers = containers();
    int runFlags = at;
    if (cookieAllowsRuns) {
      take((containers + 7) / 8, "run flags");
      checkUnusedFlags(runFlags, containers);
    }
    int header = take(4 * containers, "keys and cardinalities");
    boolean hasOffsets = !cookieAllowsRuns || containers >= NO_OFFSETS_BELOW;
    int offsets = hasOffsets ? take(4 * containers, "offsets") : -1;
    int previousKey = -1;
    for (int i = 0; i < containers; i++) {
      int key = in.getChar(header + 4 * i);
      if (key <= previousKey) {
        throw PortableForm.refused("container keys above " + previousKey, key, header + 4 * i);
      }
      previousKey = key;
      if (hasOffsets && in.getInt(offsets + 4 * i) != at - start) {
        throw PortableForm.refused(
            "offset " + (at - start), in.getInt(offsets + 4 * i), offsets + 4 * i);
      }
      boolean runs = cookieAllowsRuns && (in.get(runFlags + i / 8) >> (i % 8) & 1) == 1;
      int cardinality = in.getChar(header + 4 * i + 2) + 1;
      int container = at;
      long last = (long) key << 16 | last(cardinality, runs);
      if (last >= endValue) {
        throw PortableForm.refused("values below " + endValue, last, container);
      }
    }
    return at - start;
  }

  private int containers() {
    int cookie = in.getInt(take(4, "cookie"));
    cookieAllowsRuns = (cookie & 0xFFFF) == COOKIE_WITH_RUNS;
    if (!cookieAllowsRuns && cookie != COOKIE_WITHOUT_RUNS) {
      throw PortableForm.refused(
          "cookie " + COOKIE_WITHOUT_RUNS + " or " + COOKIE_WITH_RUNS, cookie, start);
    }
    long containers =
        cookieAllowsRuns
            ? (cookie >>> 16) + 1
            : Integer.toUnsignedLong(in.getInt(take(4, "container count")));
    long most = (endValue + Buckets.CONTAINER_BITS - 1) / Buckets.CONTAINER_BITS;
    if (containers > most) {
      throw PortableForm.refused("at most " + most + " containers", containers, start);
    }
    return (int) containers;
  }

  private void checkUnusedFlags(int runFlags, int containers) {
    int unused = containers % 8;
    int last = runFlags + (containers - 1) / 8;
    if (unused != 0 && (in.get(last) & 0xFF) >> unused != 0) {
      throw PortableForm.refused(
          "no run flags past container " + (containers - 1), in.get(last) & 0xFF, last);
    }
  }

  /** Checks the container at hand and moves past it; returns its largest value. */
  private int last(int cardinality, boolean runs) {
    return runs
        ? lastOfRuns(cardinality)
        : cardinality <= MOST_ARRAY_VALUES ? lastOfArray(cardinality) : lastOfBits(cardinality);
  }

  private int lastOfRuns(int cardinality) {
    int runs = in.getChar(take(2, "run count"));
    int from = take(4 * runs, "runs");
    int end = -1;
    int sum = 0;
    for (int i = from; i < at; i += 4) {
      int first = in.getChar(i);
      int length = in.getChar(i + 2) + 1;
      if (first <= end && i > from) {
        throw PortableForm.refused("a run above " + end + " with a gap", first, i);
      }
      end = first + length;
      sum += length;
      if (end > Buckets.CONTAINER_BITS) {
        throw PortableForm.refused(
            "a run of at most " + (Buckets.CONTAINER_BITS - first), length, i + 2);
      }
    }
    if (sum != cardinality) {
      throw PortableForm.refused("runs of " + cardinality + " values", sum, from);
    }
    return end - 1;
  }

  private int lastOfArray(int cardinality) {
    int from = take(2 * cardinality, "values");
    int previous = -1;
    for (int i = from; i < at; i += 2) {
      int value = in.getChar(i);
      if (value <= previous) {
        throw PortableForm.refused("values above " + previous, value, i);
      }
      previous = value;
    }
    return previous;
  }

  private int lastOfBits(int cardinality) {
    int from = take(BITMAP_BYTES, "bits");
    int sum = 0;
    int last = 0;
    for (int i = from; i < at; i += Long.BYTES) {
      long word = in.getLong(i);
      if (word != 0) {
        sum += Long.bitCount(word);
        last = 8 * (i - from) + 63 - Long.numberOfLeadingZeros(word);
      }
    }
    if (sum != cardinality) {
      throw PortableForm.refused("bits of " + cardinality + " values", sum, from);
    }
    return last;
  }

  /** Moves past so many bytes, which must be there; returns where they start. */
  private int take(int bytes, String what) {
    if (bytes > in.limit() - at) {
      throw PortableForm.refused(bytes + " bytes of " + what, in.limit() - at, at);
    }
    at += bytes;
    return at - bytes;
  }
}
