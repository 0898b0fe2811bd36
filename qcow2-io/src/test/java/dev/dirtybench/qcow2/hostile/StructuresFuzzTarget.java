package dev.dirtybench.qcow2.hostile;

import dev.dirtybench.qcow2.format.BitmapDirectory;
import dev.dirtybench.qcow2.format.BitmapsExtension;
import dev.dirtybench.qcow2.format.HeaderArea;
import dev.dirtybench.qcow2.format.HeaderExtension;
import dev.dirtybench.qcow2.format.Qcow2FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Fuzz target whose input is a header, cut off at its first cluster, and a bitmap directory. */
public final class StructuresFuzzTarget {
  private static final int MAX_DIRECTORY_BYTES = 1 << 16;

  private StructuresFuzzTarget() {}

  /**
   * Throws if a structure that was not refused changes when it is written and read again.
   *
   * @param input the header, and after {@link #headerBytes} the directory
   * @throws IOException for a failure that is not a refusal
   */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    int split = headerBytes(input);
    try {
      HeaderArea area =
          HeaderArea.read(ByteBuffer.wrap(Arrays.copyOf(input, split)), ImageExerciser.PATH);
      requireSameAfterWriting(area);
      Optional<HeaderExtension> found = area.extensions().find(HeaderExtension.BITMAPS);
      if (found.isPresent()) {
        BitmapsExtension extension =
            BitmapsExtension.read(found.get(), area.header().clusterBits(), ImageExerciser.PATH);
        if (extension.directorySize() <= MAX_DIRECTORY_BYTES) {
          requireSameAfterWriting(area, extension, Arrays.copyOfRange(input, split, input.length));
        }
      }
    } catch (Qcow2FormatException e) {
      // Refused, which is an answer.
      return;
    }
  }

  /** The first 1024 bytes are the header, or all of them. */
  static int headerBytes(byte[] input) {
    return Math.min(input.length, 1024);
  }

  private static void requireSameAfterWriting(HeaderArea area) throws IOException {
    ByteBuffer written;
    try {
      written = area.toBytes(0);
    } catch (IllegalArgumentException e) {
      // A backing file name that overlaps the rest takes more space apart from it.
      return;
    }
    HeaderArea again = HeaderArea.read(written, ImageExerciser.PATH);
    if (!again.extensions().equals(area.extensions())
        || !Arrays.equals(again.backingFileName(), area.backingFileName())) {
      throw new AssertionError("written and read again, " + area + " became " + again);
    }
  }

  private static void requireSameAfterWriting(
      HeaderArea area, BitmapsExtension extension, byte[] bytes) throws IOException {
    BitmapDirectory directory = read(area, extension, ByteBuffer.wrap(bytes));
    BitmapDirectory again = read(area, extension, directory.toBytes());
    if (!again.equals(directory)) {
      throw new AssertionError("written and read again, " + directory + " became " + again);
    }
  }

  private static BitmapDirectory read(HeaderArea area, BitmapsExtension extension, ByteBuffer bytes)
      throws IOException {
    return BitmapDirectory.read(
        bytes, extension, area.header().clusterBits(), area.header().size(), ImageExerciser.PATH);
  }
}
