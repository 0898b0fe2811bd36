package dev.dirtybench.workloads.own;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A column of numbers in frames of {@value #FRAME}: a byte with the width of the frame's widest
 * number in bits, then the numbers in so many bits each, the lowest bit first.
 *
 * <p>Numbers are unsigned. Widths are 0 to {@value #WIDEST_PACKED} or 64, so that one load of eight
 * bytes always holds a whole number.
 */
final class Frames {
  /** Numbers in a frame; the last one of a column may have fewer. */
  static final int FRAME = 128;

  static final int WIDEST_PACKED = 56;

  /** Bytes behind a column that its readers and writers may touch. */
  static final int SLACK = 8;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Frames() {}

  /** The most bytes that a column can take, without the slack. */
  static int mostBytes(int count, int widest) {
    int frames = (count + FRAME - 1) / FRAME;
    return frames + (int) (((long) count * widest + 7) / 8) + frames;
  }

  /**
   * Packs a column.
   *
   * @return the index behind it
   */
  static int pack(long[] numbers, int count, byte[] target, int from) {
    int at = from;
    for (int start = 0; start < count; start += FRAME) {
      at = packFrame(numbers, start, Math.min(FRAME, count - start), target, at);
    }
    return at;
  }

  private static int packFrame(long[] numbers, int start, int count, byte[] target, int from) {
    long all = 0;
    for (int i = 0; i < count; i++) {
      all |= numbers[start + i];
    }
    int needed = Long.SIZE - Long.numberOfLeadingZeros(all);
    int width = needed > WIDEST_PACKED ? Long.SIZE : needed;
    target[from] = (byte) width;
    int first = from + 1;
    int bytes = (count * width + 7) >>> 3;
    Arrays.fill(target, first, first + bytes + SLACK, (byte) 0);
    for (int i = 0; i < count; i++) {
      int bit = i * width;
      int at = first + (bit >>> 3);
      LONGS.set(target, at, (long) LONGS.get(target, at) | numbers[start + i] << (bit & 7));
    }
    return first + bytes;
  }

  /**
   * Unpacks a column.
   *
   * @param source with {@link #SLACK} bytes behind {@code end}
   * @param end where the packed bytes end, exclusive
   * @return the index behind the column, or -1 if a width is wrong or the bytes end before
   */
  static int unpack(byte[] source, int from, int end, long[] numbers, int to, int count) {
    int at = from;
    for (int start = 0; start < count; start += FRAME) {
      int size = Math.min(FRAME, count - start);
      if (at >= end) {
        return -1;
      }
      int width = source[at] & 0xff;
      int first = at + 1;
      if (width > WIDEST_PACKED && width != Long.SIZE) {
        return -1;
      }
      at = first + ((size * width + 7) >>> 3);
      if (at > end) {
        return -1;
      }
      unpackFrame(source, first, width, numbers, to + start, size);
    }
    return at;
  }

  private static void unpackFrame(
      byte[] source, int first, int width, long[] numbers, int to, int count) {
    if (width == 0) {
      Arrays.fill(numbers, to, to + count, 0);
      return;
    }
    long mask = -1L >>> (Long.SIZE - width);
    for (int i = 0; i < count; i++) {
      int bit = i * width;
      numbers[to + i] = (long) LONGS.get(source, first + (bit >>> 3)) >>> (bit & 7) & mask;
    }
  }
}
