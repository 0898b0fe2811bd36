package dev.dirtybench.workloads.shape;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret order of the numbers 0 to n - 1: one to one, without a table, not to be found without
 * the key.
 *
 * <p>A Feistel network of eight rounds over as many bits as n needs, each round one AES block; a
 * result that is n or more goes through again until it is less. For use by one thread.
 */
final class RegionOrder {
  private static final int ROUNDS = 8;
  private static final int CACHE = 1 << 12;

  private final long count;
  private final int leftBits;
  private final int rightBits;
  private final Cipher cipher;
  private final ByteBuffer block = ByteBuffer.allocate(16);
  private final ByteBuffer mixed = ByteBuffer.allocate(32);
  private final long[] cachedPlaces = new long[CACHE];
  private final long[] cachedNumbers = new long[CACHE];

  RegionOrder(long count, String key) {
    this.count = count;
    int bits = Math.max(2, 64 - Long.numberOfLeadingZeros(count - 1));
    leftBits = bits / 2;
    rightBits = bits - leftBits;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(hash, "AES"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256 and AES, this one lacks them", e);
    }
  }

  /** The number at a place, 0 to {@code count - 1}; another one for each place. */
  long at(long place) {
    int slot = (int) place & CACHE - 1;
    if (cachedPlaces[slot] != place + 1) {
      long value = place;
      do {
        value = once(value);
      } while (value >= count);
      cachedPlaces[slot] = place + 1;
      cachedNumbers[slot] = value;
    }
    return cachedNumbers[slot];
  }

  private long once(long value) {
    long left = value >>> rightBits;
    long right = value & (1L << rightBits) - 1;
    for (int i = 0; i < ROUNDS; i += 2) {
      left = (left ^ round(i, right)) & (1L << leftBits) - 1;
      right = (right ^ round(i + 1, left)) & (1L << rightBits) - 1;
    }
    return left << rightBits | right;
  }

  private long round(int number, long half) {
    block.putLong(0, half).putLong(8, number);
    mixed.clear();
    try {
      cipher.update(block.rewind(), mixed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a block of AES must fit", e);
    }
    return mixed.getLong(0);
  }
}
