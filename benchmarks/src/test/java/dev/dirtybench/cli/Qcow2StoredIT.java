package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** That exit code 0 means stored: where there is no room for a bitmap, it is 1. */
class Qcow2StoredIT {
  @TempDir Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void aBitmapForWhichThereIsNoRoomIsAFailedJob() throws Exception {
    Path image = folder.resolve("disk.qcow2");
    assertEquals(0, Launch.of(folder, "qcow2", "create", image.toString(), "64G").exit());
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path jar = Path.of("target", "dirtybench.jar").toAbsolutePath();
    Path err = folder.resolve("err.txt");
    // The image has 256 KiB; files may have 300.
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -f 300 && exec \"$@\"",
                "bash",
                java,
                "-jar",
                jar.toString(),
                "qcow2",
                "bitmap",
                "--add",
                image.toString(),
                "b0")
            .redirectErrorStream(true)
            .redirectOutput(err.toFile())
            .start();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("did not end");
    }
    String message = Files.readString(err, StandardCharsets.UTF_8);
    assertEquals(1, process.exitValue(), message);
    assertTrue(message.startsWith("dirtybench: ") && message.contains("failed"), message);
    assertEquals(0, Launch.of(folder, "qcow2", "check", image.toString()).exit());
  }
}
