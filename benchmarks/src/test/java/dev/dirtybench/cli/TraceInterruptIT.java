package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long writing that is told to stop in the middle. */
class TraceInterruptIT {
  @TempDir Path folder;

  @Test
  void leavesNoHalfFile() throws Exception {
    Path traces = Files.createDirectory(folder.resolve("traces"));
    Process process =
        Launch.start(
            folder,
            folder.resolve("out.txt"),
            folder.resolve("err.txt"),
            "trace",
            "generate",
            "uniform:operations=1000000000",
            "-o",
            traces.resolve("big.csv").toString());
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (bytes(traces) == 0 && process.isAlive() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertTrue(process.isAlive(), Launch.text(folder.resolve("err.txt")));
    assertTrue(bytes(traces) > 0, "it must have begun");
    process.destroy();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), "it must end when told to");
    assertNotEquals(0, process.exitValue());
    assertEquals(List.of(), files(traces));
  }

  private static List<Path> files(Path traces) throws IOException {
    try (Stream<Path> files = Files.list(traces)) {
      return files.toList();
    }
  }

  private static long bytes(Path traces) throws IOException {
    long bytes = 0;
    for (Path file : files(traces)) {
      bytes += Files.size(file);
    }
    return bytes;
  }
}
