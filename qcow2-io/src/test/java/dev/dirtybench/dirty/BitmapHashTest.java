package dev.dirtybench.dirty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.spi.Granularity;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Digests observed from QEMU 7.2's debug command, and what follows from its definition. */
class BitmapHashTest {
  @Test
  void threeDigestsAreThoseOfQemu() {
    Fixture fixture = new Fixture();
    DirtyBitmap x = fixture.add("x");
    fixture.write(16, 80, 81);
    assertEquals("59a293f285146da03bf8481266df259950dbdf587ef978888f9e57b8e51acbb8", x.sha256());
    assertEquals(
        "076a27c79e5ace2a3d47f9dd2e83e4ff6ea8872b3c2218f66c92b89b55f36560",
        fixture.node.add(BitmapSpec.named("fine").with(Fixture.G4K)).sha256());
    BitmapNode small = Fixture.node("small", Fixture.MIB, null);
    DirtyBitmap y = small.add(BitmapSpec.named("y"));
    small.write(65536, 65536);
    assertEquals("d86e8112f3c4c4442126f8e9f44f16867da487f29052bf91b810457db34209a4", y.sha256());
  }

  @Test
  void anEmptyDiskStillHasOneWord() throws Exception {
    BitmapNode empty = Fixture.node("empty", 0, null);
    assertEquals(zeroes(8), empty.add(BitmapSpec.named("x")).sha256());
  }

  @Test
  void anInconsistentBitmapIsHashedAsCleanBits() throws Exception {
    Fixture fixture = new Fixture();
    DirtyBitmap x =
        fixture.node.storage().add("x", Fixture.G64K, Recording.ENABLED, Health.INCONSISTENT);
    assertEquals(zeroes(32), x.sha256());
  }

  @Test
  void aBitmapLargerThanTheBufferIsHashedWhole() throws Exception {
    BitmapNode large = Fixture.node("large", 512 * Fixture.MIB, null);
    DirtyBitmap x = large.add(BitmapSpec.named("x").with(Granularity.ofBytes(512)));
    assertEquals(zeroes(131072), x.sha256());
    large.write(512 * Fixture.MIB - 512, 512);
    byte[] words = new byte[131072];
    words[131071] = (byte) 0x80;
    assertEquals(hash(words), x.sha256());
  }

  private static String zeroes(int bytes) throws Exception {
    return hash(new byte[bytes]);
  }

  private static String hash(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
