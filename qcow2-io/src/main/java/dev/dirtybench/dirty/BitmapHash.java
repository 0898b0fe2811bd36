package dev.dirtybench.dirty;

import dev.dirtybench.spi.Bitmap;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a bitmap's leaf words, as QEMU's debug command computes it. */
final class BitmapHash {
  private static final int CHUNK_WORDS = 8192;

  private BitmapHash() {}

  /** Hashes the bits, or as many clean ones where {@code bits} is null. */
  static String sha256(Bitmap bits, long bitCount) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256, this one does not", e);
    }
    long words = (bitCount + 63) >>> 6;
    ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK_WORDS, Math.max(words, 1)) * 8);
    long done = 0;
    do {
      // A bitmap of no bits still has one leaf word in QEMU, a zero.
      int step = (int) Math.max(1, Math.min(CHUNK_WORDS, words - done));
      chunk.clear();
      if (bits != null && words > 0) {
        bits.serialize(done, step, chunk);
      }
      digest.update(chunk.array(), 0, step * 8);
      done += step;
    } while (done < words);
    return HexFormat.of().formatHex(digest.digest());
  }
}
