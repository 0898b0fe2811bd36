package dev.dirtybench.cli.qcow2;

import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.spi.BitmapProvider;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The image that every run starts from, and the bitmaps in it.
 *
 * @param original never changed; each run gets a copy beside it
 * @param target the bitmap that is merged into
 * @param source the bitmap that is merged
 * @param backend reads the results
 */
record RaceTrack(Path original, String target, String source, BitmapProvider backend) {
  /** Runs once and returns the hash of the merged bitmap. */
  String digest(Racer racer) throws IOException, InterruptedException {
    Path copy = copy();
    try {
      racer.merge(copy, target, source);
      try (Qcow2Image image = Qcow2Image.open(copy, OpenMode.READ_ONLY, backend)) {
        return image.node().require(target).sha256();
      }
    } finally {
      Files.delete(copy);
    }
  }

  /** Runs once and returns how long the process took, from its start to its end. */
  double millis(Racer racer) throws IOException, InterruptedException {
    Path copy = copy();
    try {
      long start = System.nanoTime();
      racer.merge(copy, target, source);
      return (System.nanoTime() - start) / 1e6;
    } finally {
      Files.delete(copy);
    }
  }

  /** A copy that is in the page cache and on the disk, so that no run pays for writing it. */
  private Path copy() throws IOException {
    Path copy = original.resolveSibling("run.qcow2");
    Files.copy(original, copy);
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return copy;
  }
}
