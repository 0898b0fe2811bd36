package dev.dirtybench.qcow2.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.backend.bitset.BitSetProvider;
import dev.dirtybench.qcow2.image.CreateOptions;
import dev.dirtybench.qcow2.image.ImageCheck;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.MemoryStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Images built to make a reader work or allocate out of proportion to their length. */
class ProportionTest {
  private static final int CLUSTER = 512;

  @Test
  void aTableThatAllEntriesPointToIsReadOnce() throws IOException {
    int clusters = 2048;
    ByteBuffer image = image(clusters);
    int entries = (clusters - 4) * CLUSTER / 8;
    image.putInt(36, entries).putLong(24, entries * 64L * CLUSTER);
    for (int i = 0; i < entries; i++) {
      image.putLong(3 * CLUSTER + 8 * i, 1L << 63 | (clusters - 1L) * CLUSTER);
    }
    Arrays.fill(image.array(), (clusters - 1) * CLUSTER, clusters * CLUSTER, (byte) 0x80);
    requireInProportion(image);
  }

  @Test
  void snapshotsThatShareTheirTablesInPartAreRefused() throws IOException {
    int clusters = 4096;
    ByteBuffer image = image(clusters);
    int snapshots = 20_000;
    image.putInt(60, snapshots).putLong(64, 4 * CLUSTER);
    for (int i = 0; i < snapshots; i++) {
      int at = 4 * CLUSTER + 40 * i;
      image.putLong(at, (2000L + i % 1000) * CLUSTER).putInt(at + 8, 60_000 + i);
    }
    requireInProportion(image);
  }

  @Test
  void aFileOf1KiBCannotClaimMuch() throws IOException {
    for (int bits = 0; bits < 64; bits++) {
      for (int place : new int[] {20, 24, 36, 40, 48, 56, 60, 64, 96, 100, 112, 116}) {
        ByteBuffer image = ByteBuffer.wrap(Arrays.copyOf(SeedImages.read("c512"), 1024));
        image.putLong(place, 1L << bits);
        ImageFuzzTarget.fuzzerTestOneInput(image.array());
      }
    }
  }

  @Test
  void aDamagedHeaderOfLargeClustersDoesNotAllocateThem() throws IOException {
    ByteBuffer image = ByteBuffer.wrap(Arrays.copyOf(SeedImages.read("c512"), 1024));
    image.putInt(20, 21);
    long direct = Allocation.directBuffers();
    ImageFuzzTarget.fuzzerTestOneInput(image.array());
    assertTrue(Allocation.directBuffers() - direct < 1 << 20);
  }

  private static ByteBuffer image(int clusters) throws IOException {
    MemoryStorage storage = new MemoryStorage(new byte[0]);
    Qcow2Image.create(
        storage, ImageExerciser.PATH, CreateOptions.ofSize(1 << 20).withClusterSize(CLUSTER));
    return ByteBuffer.wrap(Arrays.copyOf(storage.content(), clusters * CLUSTER));
  }

  private static void requireInProportion(ByteBuffer image) throws IOException {
    MemoryStorage storage = new MemoryStorage(image.array());
    Qcow2Image.open(storage, ImageExerciser.PATH, OpenMode.READ_ONLY, new BitSetProvider()).close();
    ImageCheck.check(storage, ImageExerciser.PATH);
    long bytes = image.capacity();
    assertTrue(
        storage.bytesRead() < 8 * bytes,
        () -> "a file of " + bytes + " bytes made reads of " + storage.bytesRead());
  }
}
