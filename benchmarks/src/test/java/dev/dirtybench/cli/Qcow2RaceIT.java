package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The race against qemu-img, over a short distance. */
class Qcow2RaceIT {
  @TempDir Path folder;

  @Test
  void comparesTheResultsBeforeItShowsTimes() throws Exception {
    QemuTool.img();
    Launch race = Launch.of(folder, "qcow2", "race", "--size", "1M", "--pairs", "2");
    assertEquals(0, race.exit(), race.err());
    int alike = race.out().indexOf("both merged alike, sha256 ");
    int first = race.out().indexOf("pair 1: here ");
    assertTrue(alike >= 0 && first > alike, race.out());
    assertTrue(race.out().contains("pair 2: here "), race.out());
    assertTrue(race.out().contains("median: here "), race.out());
  }

  @Test
  void withoutQemuImgItSaysHowToGetIt() throws Exception {
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target", "dirtybench.jar").toAbsolutePath().toString(),
                "qcow2",
                "race")
            .redirectErrorStream(true)
            .redirectOutput(err.toFile());
    builder.environment().put("PATH", folder.toString());
    Process process = builder.start();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("did not end");
    }
    assertEquals(2, process.exitValue());
    assertTrue(Files.readString(err).contains("apt-get install qemu-utils"), Launch.text(err));
  }

  @Test
  void aSizeThatQcow2CannotStoreIsAWrongCall() throws Exception {
    Launch race = Launch.of(folder, "qcow2", "race", "--size", "1G");
    assertEquals(2, race.exit());
    assertTrue(race.err().contains("8 bytes to 512M, got 1G"), race.err());
  }
}
