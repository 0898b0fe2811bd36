package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.NativeFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A backend's own serialised form, where it claims one. */
interface NativeFormatContract extends ContractPart {
  private static NativeFormat form(JudgedBitmap judged) {
    assumeTrue(judged.bitmap() instanceof NativeFormat, "the backend does not claim NATIVE_FORMAT");
    return (NativeFormat) judged.bitmap();
  }

  @Test
  default void theCapabilityTellsWhetherThereIsANativeFormat() {
    try (JudgedBitmap judged = judged(L2, BYTE)) {
      assertEquals(
          backend().capabilities().contains(Capability.NATIVE_FORMAT),
          judged.bitmap() instanceof NativeFormat);
    }
  }

  @ParameterizedTest
  @EnumSource(BufferKind.class)
  default void aBitmapComesBackFromItsNativeForm(BufferKind kind) {
    for (double density : RandomBits.DENSITIES) {
      try (JudgedBitmap written = judged(L3 + 5, BYTE);
          JudgedBitmap read = judged(L3 + 5, BYTE)) {
        NativeFormat writer = form(written);
        written.load(0, RandomBits.words(new Random(9), L3 + 5, density));
        int bytes = (int) writer.nativeBytes();
        ByteBuffer buffer = kind.guarded(bytes, ByteOrder.BIG_ENDIAN);
        writer.writeNative(buffer);
        assertEquals(BufferKind.GUARD + bytes, buffer.position(), "position after writing");
        assertEquals(ByteOrder.BIG_ENDIAN, buffer.order());
        BufferKind.checkGuards(buffer, bytes);

        read.set(0, L3);
        buffer.position(BufferKind.GUARD);
        form(read).readNative(buffer);
        assertEquals(BufferKind.GUARD + bytes, buffer.position(), "position after reading");
        assertEquals(ByteOrder.BIG_ENDIAN, buffer.order());
        BufferKind.checkGuards(buffer, bytes);
        read.loadOracle(0, written.oracle().words());
        read.check();
        written.check();
      }
    }
  }

  @Test
  default void aNativeFormWithTooLittleRoomIsRefused() {
    try (JudgedBitmap judged = judged(L3, BYTE)) {
      NativeFormat format = form(judged);
      judged.set(5, 1).set(L2, L1);
      byte[] before = new byte[(int) format.nativeBytes() - 1];
      ByteBuffer small = ByteBuffer.wrap(before.clone());
      assertThrows(IllegalArgumentException.class, () -> format.writeNative(small));
      assertEquals(0, small.position());
      assertEquals(ByteBuffer.wrap(before), small);
      judged.check();
    }
  }

  @Test
  default void bytesThatAreNoNativeFormLeaveTheContent() {
    try (JudgedBitmap judged = judged(L3, BYTE);
        JudgedBitmap larger = judged(2 * L3, BYTE)) {
      NativeFormat format = form(judged);
      judged.set(5, 1).set(L2, L1);
      byte[] garbage = new byte[1000];
      new Random(1).nextBytes(garbage);
      assertThrows(
          IllegalArgumentException.class, () -> format.readNative(ByteBuffer.wrap(garbage)));
      judged.check();

      larger.set(2 * L3 - 1, 1);
      ByteBuffer pastTheEnd = ByteBuffer.allocate((int) form(larger).nativeBytes());
      form(larger).writeNative(pastTheEnd);
      pastTheEnd.flip();
      assertThrows(IllegalArgumentException.class, () -> format.readNative(pastTheEnd));
      judged.check();

      ByteBuffer whole = ByteBuffer.allocate((int) format.nativeBytes());
      format.writeNative(whole);
      for (int length = 0; length < whole.capacity(); length++) {
        ByteBuffer cut = whole.duplicate().position(0).limit(length);
        assertThrows(IllegalArgumentException.class, () -> format.readNative(cut));
        judged.check();
      }
    }
  }
}
