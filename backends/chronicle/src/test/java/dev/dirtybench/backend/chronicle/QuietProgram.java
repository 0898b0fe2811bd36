package dev.dirtybench.backend.chronicle;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.nio.file.Path;

/** Uses every way into the module, then tells which threads there are; for a process of its own. */
final class QuietProgram {
  private QuietProgram() {}

  /**
   * Runs.
   *
   * @param arguments a file for a bitmap
   */
  public static void main(String[] arguments) throws IOException {
    try (Bitmap bitmap = new ChronicleProvider().create(1 << 20, Granularity.DEFAULT);
        Bitmap mapped = new ChronicleMappedProvider().create(1 << 20, Granularity.DEFAULT);
        Bitmap kept = MappedBitmap.create(Path.of(arguments[0]), 1 << 20, Granularity.DEFAULT)) {
      bitmap.setDirty(0, 1);
      mapped.merge(bitmap);
      kept.merge(mapped);
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      System.out.println("thread " + thread.getName());
    }
    for (String name :
        new String[] {
          ChronicleSettings.ANALYTICS_OFF,
          ChronicleSettings.ANNOUNCER_OFF,
          ChronicleSettings.BACKGROUND_RELEASER
        }) {
      System.out.println(name + "=" + System.getProperty(name));
    }
  }
}
