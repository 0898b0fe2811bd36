package dev.dirtybench.qcow2.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.dirtybench.qcow2.format.BitmapDirectory;
import dev.dirtybench.qcow2.format.BitmapDirectoryEntry;
import dev.dirtybench.qcow2.format.BitmapDirectoryLayout;
import dev.dirtybench.qcow2.format.BitmapLimits;
import dev.dirtybench.qcow2.format.BitmapsExtension;
import dev.dirtybench.qcow2.format.HeaderArea;
import dev.dirtybench.qcow2.testsupport.MemoryStorage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** As many bitmaps as an image may have. */
class ManyBitmapsTest {
  private static final int COUNT = BitmapLimits.MAX_BITMAPS;
  private static final int CLUSTER = 512;

  /** One of a disk of 1 MiB, whose bits are all clean and take a table of one entry. */
  private static BitmapDirectoryEntry entry(int which, int firstTable) {
    return new BitmapDirectoryEntry(
        (long) (firstTable + which) * CLUSTER, 1, BitmapDirectoryLayout.FLAG_AUTO, 16, "n" + which);
  }

  private static MemoryStorage image(int count) throws IOException {
    MemoryStorage storage = new MemoryStorage();
    Qcow2Image.create(storage, "m.qcow2", CreateOptions.ofSize(1 << 20).withClusterSize(CLUSTER));
    int first = (int) (storage.size() / CLUSTER) + 1;
    List<BitmapDirectoryEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(entry(i, first));
    }
    ByteBuffer directory = new BitmapDirectory(entries).toBytes();
    int at = (first + count) * CLUSTER;
    byte[] image = Arrays.copyOf(storage.content(), at + directory.limit());
    directory.get(0, image, at, directory.limit());
    HeaderArea area = HeaderArea.read(ByteBuffer.wrap(image, 0, CLUSTER).slice(), "m.qcow2");
    HeaderArea changed =
        area.withBitmaps(new BitmapsExtension(count, directory.limit(), at))
            .withHeader(area.header().edit().autoclearFeatures(1).build());
    changed.toBytes(0).get(0, image, 0, changed.bytes());
    return new MemoryStorage(image);
  }

  @Test
  void areOpenedWithWorkInProportionToTheirNumber() throws IOException {
    long few = bytesAllocatedByOpening(COUNT / 64);
    long many = bytesAllocatedByOpening(COUNT);
    assertTrue(many < 2 * 64 * few, () -> few + " bytes for few, " + many + " for all");
  }

  private static long bytesAllocatedByOpening(int count) throws IOException {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    MemoryStorage storage = image(count);
    long start = thread.getCurrentThreadAllocatedBytes();
    try (Qcow2Image image = Images.reading(storage)) {
      assertEquals(count, image.node().bitmaps().size());
      for (int i = 0; i < count; i++) {
        assertEquals(0, image.node().require("n" + i).count());
      }
      assertEquals("n" + (count - 1), image.node().bitmaps().get(0).name().orElseThrow());
    }
    assertTrue(storage.reads() < 2L * count, () -> storage.reads() + " reads");
    assertTrue(storage.bytesRead() < 64L * count, () -> storage.bytesRead() + " bytes");
    return thread.getCurrentThreadAllocatedBytes() - start;
  }
}
