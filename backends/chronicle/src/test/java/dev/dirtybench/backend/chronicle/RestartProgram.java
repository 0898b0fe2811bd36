package dev.dirtybench.backend.chronicle;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** What another process does with a bitmap file; see {@link MappedBitmapTest}. */
final class RestartProgram {
  static final long SEED = 20261122;
  static final long SIZE = (5_000_000L << 12) + 17;
  static final Granularity GRANULARITY = new Granularity(12);

  private RestartProgram() {}

  /**
   * Runs.
   *
   * @param arguments what to do, the bitmap's file, a file for the serialised form
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "write" -> {
        try (Bitmap bitmap = MappedBitmap.create(file, SIZE, GRANULARITY)) {
          mark(bitmap);
          Files.write(Path.of(arguments[2]), form(bitmap));
        }
      }
      case "read" -> {
        try (Bitmap bitmap = MappedBitmap.open(file)) {
          Files.write(Path.of(arguments[2]), form(bitmap));
        }
      }
      case "die" -> {
        mark(MappedBitmap.open(file));
        Runtime.getRuntime().halt(3);
      }
      default -> throw new IllegalArgumentException("write, read or die, got " + arguments[0]);
    }
  }

  static void mark(Bitmap bitmap) {
    Random random = new Random(SEED);
    for (int i = 0; i < 1000; i++) {
      long offset = (long) (random.nextDouble() * SIZE);
      bitmap.setDirty(offset, Math.min(random.nextInt(1 << 20), SIZE - offset));
    }
    bitmap.setDirty(SIZE - 1, 1);
  }

  static byte[] form(Bitmap bitmap) {
    ByteBuffer form = ByteBuffer.allocate(Math.toIntExact(bitmap.serializedBytes()));
    bitmap.serialize(form);
    return form.array();
  }
}
