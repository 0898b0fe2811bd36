package dev.dirtybench.backend.roaring;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * The portable Roaring format: what other Roaring implementations read and write.
 *
 * <p>Up to 2^32 bits it is the 32-bit form of one bitmap. Past that it is the 64-bit form:
 *
 * <table>
 * <caption>The 64-bit form, little-endian</caption>
 * <tr><th>bytes</th><th>meaning</th></tr>
 * <tr><td>8</td><td>count of buckets</td></tr>
 * <tr><td>4</td><td>key of the first bucket: the upper 32 bits of its values</td></tr>
 * <tr><td>n</td><td>the 32-bit form of its lower 32 bits</td></tr>
 * <tr><td></td><td>further keys and forms, keys ascending</td></tr>
 * </table>
 *
 * <p>Source: RoaringFormatSpec, "Standard 32-bit Roaring Bitmap" and "Extension for 64-bit
 * Implementations".
 */
final class PortableForm {
  private static final int COUNT_BYTES = Long.BYTES;
  private static final int KEY_BYTES = Integer.BYTES;

  private PortableForm() {}

  private static boolean isWide(long bitCount) {
    return bitCount > Buckets.BUCKET_BITS;
  }

  /** The size of the form, in bytes. */
  static long bytes(Buckets bits, long bitCount) {
    if (!isWide(bitCount)) {
      return bits.first().serializedSizeInBytes();
    }
    long bytes = COUNT_BYTES;
    for (RoaringBitmap bucket : bits.nonEmpty().values()) {
      bytes += KEY_BYTES + bucket.serializedSizeInBytes();
    }
    return bytes;
  }

  /** Writes the form and advances the position. */
  static void write(Buckets bits, long bitCount, ByteBuffer target) {
    long bytes = bytes(bits, bitCount);
    if (target.remaining() < bytes) {
      throw new IllegalArgumentException(
          "the buffer must have room for the native form of "
              + bytes
              + " bytes, "
              + target.remaining()
              + " remain");
    }
    ByteBuffer out = target.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (isWide(bitCount)) {
      Map<Integer, RoaringBitmap> buckets = bits.nonEmpty();
      out.putLong(buckets.size());
      buckets.forEach(
          (key, bucket) -> {
            out.putInt(key);
            bucket.serialize(out);
          });
    } else {
      bits.first().serialize(out);
    }
    target.position(out.position());
  }

  /**
   * Reads a form, each bitmap of it once it has been checked, and advances the position past it.
   *
   * @throws IllegalArgumentException if the bytes are no such form or hold a bit past the end; the
   *     position is then left as it was
   */
  static Buckets read(ByteBuffer source, long bitCount) {
    ByteBuffer in = source.slice().order(ByteOrder.LITTLE_ENDIAN);
    Buckets bits = new Buckets();
    if (isWide(bitCount)) {
      readWide(in, bitCount, bits);
    } else {
      bits.put(0, bitmap(in, bitCount));
    }
    source.position(source.position() + in.position());
    return bits;
  }

  private static void readWide(ByteBuffer in, long bitCount, Buckets bits) {
    if (in.remaining() < COUNT_BYTES) {
      throw refused(COUNT_BYTES + " bytes of bucket count", in.remaining(), in.position());
    }
    long count = in.getLong();
    if (count < 0 || count > in.remaining() / KEY_BYTES) {
      throw refused("as many buckets as it has bytes for", count, 0);
    }
    long lastKey = (bitCount - 1) / Buckets.BUCKET_BITS;
    long previous = -1;
    for (long i = 0; i < count; i++) {
      int where = in.position();
      if (in.remaining() < KEY_BYTES) {
        throw refused(KEY_BYTES + " bytes of bucket key", in.remaining(), where);
      }
      long key = Integer.toUnsignedLong(in.getInt());
      if (key <= previous || key > lastKey) {
        throw refused("a bucket key above " + previous + ", at most " + lastKey, key, where);
      }
      previous = key;
      long end = Math.min(bitCount - key * Buckets.BUCKET_BITS, Buckets.BUCKET_BITS);
      RoaringBitmap bucket = bitmap(in, end);
      if (!bucket.isEmpty()) {
        bits.put((int) key, bucket);
      }
    }
  }

  private static RoaringBitmap bitmap(ByteBuffer in, long endValue) {
    int length = PortableFormCheck.length(in, endValue);
    RoaringBitmap bitmap = new RoaringBitmap();
    try {
      bitmap.deserialize(in);
    } catch (IOException e) {
      throw new IllegalStateException("the library cannot read a form that was checked", e);
    }
    in.position(in.position() + length);
    return bitmap;
  }

  /** The error for bytes that are no form. */
  static IllegalArgumentException refused(String expected, long found, int where) {
    return new IllegalArgumentException(
        "a native form must have "
            + expected
            + ", got "
            + found
            + " at byte "
            + where
            + "; read what a bitmap of this backend, size and granularity wrote");
  }
}
