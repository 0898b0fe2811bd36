package dev.dirtybench.qcow2.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.qcow2.testsupport.QemuTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** QEMU finds no corruption in what a crash leaves; leaked clusters are allowed. */
class CrashQemuTest {
  private static final long SEED = Long.getLong("dirtybench.crash.seed", 20261122);
  private static final int IMAGES = Integer.getInteger("dirtybench.crash.qemu", 210);
  private static final int CLEAN = 0;
  private static final int LEAKS_ONLY = 3;

  /** Chooses so many of a stream of unknown length, each with the same chance. */
  private static final class Sample {
    private final Random random = new Random(SEED);
    private final List<CrashImages.CrashImage> chosen = new ArrayList<>();
    private final int size;
    private int seen;

    private Sample(int size) {
      this.size = size;
    }

    private void offer(CrashImages.CrashImage image) {
      seen++;
      if (chosen.size() < size) {
        chosen.add(image);
      } else {
        int place = random.nextInt(seen);
        if (place < size) {
          chosen.set(place, image);
        }
      }
    }
  }

  @TempDir Path folder;

  @Test
  void findsNoCorruptionInCrashImages() throws IOException {
    QemuTools.require(QemuTools.QEMU_IMG);
    Path file = folder.resolve(RecordedSession.PATH);
    int checked = 0;
    BaseImage[] bases = {
      BaseImage.SMALLEST, BaseImage.WIDE_REFCOUNTS, BaseImage.NARROW_REFCOUNTS, BaseImage.QEMU
    };
    int each = (IMAGES - 1) / (bases.length * CrashScenario.values().length) + 1;
    for (CrashScenario scenario : CrashScenario.values()) {
      for (BaseImage base : bases) {
        Sample sample = new Sample(each);
        new CrashImages(SEED, 4, sample::offer).play(CrashTest.record(scenario, base));
        for (CrashImages.CrashImage image : sample.chosen) {
          Files.write(file, image.bytes());
          QemuTools.Result result = QemuTools.QEMU_IMG.run("check", "-f", "qcow2", file);
          assertTrue(
              result.exitCode() == CLEAN || result.exitCode() == LEAKS_ONLY,
              () ->
                  scenario
                      + " on "
                      + base
                      + ", seed "
                      + SEED
                      + ", "
                      + image.story()
                      + ": "
                      + result);
          checked++;
        }
      }
    }
    int all = checked;
    assertTrue(all >= IMAGES, () -> "only " + all + " images were checked");
  }
}
