package dev.dirtybench.qcow2.hostile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Fuzz target whose input says what is changed in a real image.
 *
 * <p>The first byte is the number of the seed. Then come changes: two bytes of place, one with the
 * length in its low four bits, the new bytes. A last byte that is no change cuts the image to so
 * many 255ths.
 */
public final class ChangedImageFuzzTarget {
  private static final List<byte[]> SEEDS = List.copyOf(SeedImages.upTo(48 << 10).values());

  static {
    ImageExerciser.warmUp();
  }

  private ChangedImageFuzzTarget() {}

  /**
   * Throws if the image is neither refused nor usable.
   *
   * @param input the changes
   * @throws IOException for a failure that is not a refusal
   */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    if (input.length != 0) {
      ImageFuzzTarget.fuzzerTestOneInput(changed(ByteBuffer.wrap(input)));
    }
  }

  static byte[] changed(ByteBuffer changes) {
    byte[] image = SEEDS.get(Byte.toUnsignedInt(changes.get()) % SEEDS.size()).clone();
    while (changes.remaining() > 3) {
      int at = Short.toUnsignedInt(changes.getShort()) % image.length;
      int length = changes.get() & 15;
      length = Math.min(length, Math.min(changes.remaining(), image.length - at));
      changes.get(image, at, length);
    }
    return changes.hasRemaining()
        ? Arrays.copyOf(image, image.length * Byte.toUnsignedInt(changes.get()) / 255)
        : image;
  }
}
