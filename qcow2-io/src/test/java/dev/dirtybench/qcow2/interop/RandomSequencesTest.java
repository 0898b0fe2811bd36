package dev.dirtybench.qcow2.interop;

import dev.dirtybench.qcow2.image.CreateOptions;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.MemoryFolder;
import dev.dirtybench.qcow2.testsupport.Qemu;
import dev.dirtybench.qcow2.testsupport.QemuTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random operations, done here and in qemu-storage-daemon at once: after every step the records and
 * the hashes agree.
 *
 * <p>{@code -Ddirtybench.sequences=N} runs more of them, {@code -Ddirtybench.sequences.seed=S}
 * starts with another seed than 1; each sequence has the seed after that of the one before.
 */
@Tag("qemu")
class RandomSequencesTest {
  private static final int SEQUENCES = Integer.getInteger("dirtybench.sequences", 500);
  private static final long FIRST_SEED = Long.getLong("dirtybench.sequences.seed", 1);
  private static final int STEPS = 20;
  private static final int[] CLUSTER_SIZES = {512, 4096, 65536};
  private static final long[] SIZES = {1 << 20, (3 << 20) + 512, 6 << 20};

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  @Test
  void recordsAndHashesAgreeAfterEveryStep() throws IOException {
    QemuTools.require(QemuTools.QEMU_IMG, QemuTools.STORAGE_DAEMON);
    try (TwinDisks.Daemon daemon = new TwinDisks.Daemon()) {
      for (int i = 0; i < SEQUENCES; i++) {
        run(daemon, FIRST_SEED + i);
      }
    }
  }

  private void run(TwinDisks.Daemon daemon, long seed) {
    List<String> history = new ArrayList<>();
    try {
      Random random = new Random(seed);
      int clusterSize = CLUSTER_SIZES[random.nextInt(CLUSTER_SIZES.length)];
      long size = SIZES[random.nextInt(SIZES.length)];
      history.add("clusters of " + clusterSize + ", disk of " + size);
      Path ours = folder.resolve("ours.qcow2");
      Path theirs = folder.resolve("theirs.qcow2");
      Files.deleteIfExists(ours);
      Files.deleteIfExists(theirs);
      Qcow2Image.create(ours, CreateOptions.ofSize(size).withClusterSize(clusterSize));
      Files.copy(template(clusterSize, size), theirs);
      run(new TwinDisks(daemon, ours, theirs), random, history);
      if (history.contains("kill")) {
        Qemu.requireNoCorruption(ours);
      } else {
        Qemu.requireSound(ours);
      }
    } catch (IOException | RuntimeException | AssertionError e) {
      throw new AssertionError(
          "seed "
              + seed
              + " (-Ddirtybench.sequences=1 -Ddirtybench.sequences.seed="
              + seed
              + ")\n"
              + String.join("\n", history)
              + "\n"
              + e.getMessage(),
          e);
    }
  }

  private static void run(TwinDisks disks, Random random, List<String> history) throws IOException {
    try (disks) {
      RandomStep step = new RandomStep(random, disks);
      for (int i = 0; i < STEPS; i++) {
        step.run(history::add);
        disks.agree();
      }
      history.add("exchange");
      disks.exchange();
    }
  }

  private Path template(int clusterSize, long size) {
    Path template = folder.resolve("template-" + clusterSize + "-" + size);
    if (!Files.exists(template)) {
      Qemu.img("create", "-q", "-f", "qcow2", "-o", "cluster_size=" + clusterSize, template, size);
    }
    return template;
  }
}
