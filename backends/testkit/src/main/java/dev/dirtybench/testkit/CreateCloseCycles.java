package dev.dirtybench.testkit;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The program that {@link CycleReport} runs: creates and closes small bitmaps in a JVM of its own
 * and writes down what the process held before and after.
 */
final class CreateCloseCycles {
  /** Bits of each bitmap: large enough that forgetting one word of each is seen. */
  private static final int BITS = 4096;

  private CreateCloseCycles() {}

  /**
   * Runs the cycles.
   *
   * @param arguments class of the provider, cycles, file for the report
   */
  public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
    BitmapProvider provider =
        (BitmapProvider) Class.forName(arguments[0]).getConstructor().newInstance();
    int cycles = Integer.parseInt(arguments[1]);
    run(provider, cycles / 5);
    System.gc();
    ProcessState before = ProcessState.now();
    run(provider, cycles);
    System.gc();
    ProcessState after = ProcessState.now();
    Files.write(Path.of(arguments[2]), List.of(line(before), line(after)));
  }

  private static void run(BitmapProvider provider, int cycles) {
    for (int i = 0; i < cycles; i++) {
      Bitmap bitmap = provider.create(BITS, new Granularity(0));
      bitmap.setDirty(i % BITS, 1);
      if (bitmap.dirtyBitCount() != 1) {
        throw new IllegalStateException("cycle " + i + ": expected 1 dirty bit of a new bitmap");
      }
      bitmap.close();
      if (bitmap.offHeapBytes() != 0) {
        throw new IllegalStateException("cycle " + i + ": a closed bitmap holds memory");
      }
    }
  }

  private static String line(ProcessState state) {
    return state.residentKib()
        + " "
        + state.descriptors()
        + " "
        + state.mappings()
        + " "
        + state.directBuffers();
  }
}
