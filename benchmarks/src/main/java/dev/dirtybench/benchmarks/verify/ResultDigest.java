package dev.dirtybench.benchmarks.verify;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** SHA-256 over a result's numbers, eight big-endian bytes each. */
public final class ResultDigest implements LongConsumer {
  private final MessageDigest sha256;
  private final ByteBuffer pending = ByteBuffer.allocate(8192);

  /** A digest of nothing yet. */
  public ResultDigest() {
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK must have SHA-256", e);
    }
  }

  @Override
  public void accept(long number) {
    if (!pending.hasRemaining()) {
      drain();
    }
    pending.putLong(number);
  }

  /**
   * Ends the digest.
   *
   * @return 64 lower-case hexadecimal digits
   */
  public String hex() {
    drain();
    return HexFormat.of().formatHex(sha256.digest());
  }

  private void drain() {
    sha256.update(pending.flip());
    pending.clear();
  }
}
