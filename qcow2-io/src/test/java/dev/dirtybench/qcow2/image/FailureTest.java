package dev.dirtybench.qcow2.image;

import static dev.dirtybench.qcow2.image.Images.persistent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.qcow2.testsupport.MemoryStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An I/O error at every call: nothing is lost, nothing wrong is trusted, the error names the call.
 */
class FailureTest {
  private static final long SIZE = 8 << 20;
  private static final int GRANULARITY = 512;

  private interface Step {
    void run(Qcow2Image image) throws IOException;
  }

  private enum Operation {
    STORE(image -> image.node().write(4 << 20, 3 << 20)),
    REMOVE(image -> image.node().remove("b")),
    RESIZE(image -> image.resize(64 << 20)),
    REOPEN(
        image -> {
          image.reopen(OpenMode.READ_ONLY);
          image.reopen(OpenMode.READ_WRITE);
          image.node().write(4 << 20, 3 << 20);
          image.reopen(OpenMode.READ_ONLY);
        }),
    ADD(
        image -> {
          image.node().add(persistent("c", GRANULARITY));
          image.node().write(4 << 20, 3 << 20);
        });

    private final Step step;

    Operation(Step step) {
      this.step = step;
    }
  }

  private static ByteBuffer base() throws IOException {
    MemoryStorage storage = Images.create(CreateOptions.ofSize(SIZE).withClusterSize(512));
    try (Qcow2Image image = Images.writing(storage)) {
      image.node().add(persistent("b", GRANULARITY));
      image.node().write(1 << 20, 100_000);
    }
    return storage.bytes();
  }

  private static final Set<Long> KNOWN_COUNTS = Set.of(100_352L, 100_352L + (3 << 20));

  @ParameterizedTest
  @EnumSource(Operation.class)
  void survivesOneFailure(Operation operation) throws IOException {
    assertTrue(failEverywhere(operation, 1) > 10);
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void survivesAStorageThatFailsForGood(Operation operation) throws IOException {
    assertTrue(failEverywhere(operation, Integer.MAX_VALUE) > 10);
  }

  private static int failEverywhere(Operation operation, int times) throws IOException {
    ByteBuffer base = base();
    int calls = callsIn(operation, base);
    for (int call = 0; ; call++) {
      MemoryStorage storage = new MemoryStorage(base);
      storage.failAt(call, times);
      boolean failed = false;
      try (Qcow2Image image = Images.writing(storage)) {
        operation.step.run(image);
      } catch (IOException e) {
        failed = true;
        assertTrue(e.getMessage().contains("m.qcow2"), e.getMessage());
        assertTrue(e.getMessage().contains("failed: planted failure"), e.getMessage());
      }
      boolean reached = storage.calls() > call;
      verify(new MemoryStorage(storage.bytes()), operation + " with call " + call + " failing");
      if (!reached) {
        assertEquals(false, failed);
        assertEquals(calls, call, "calls that failed");
        return call;
      }
    }
  }

  private static int callsIn(Operation operation, ByteBuffer base) throws IOException {
    MemoryStorage storage = new MemoryStorage(base);
    try (Qcow2Image image = Images.writing(storage)) {
      operation.step.run(image);
    }
    return storage.calls();
  }

  private static void verify(MemoryStorage storage, String what) throws IOException {
    CheckReport report = ImageCheck.check(storage, "m.qcow2");
    assertTrue(report.exitCode() == 0 || report.exitCode() == 3, what + ": " + report);
    try (Qcow2Image image = Images.reading(storage)) {
      for (DirtyBitmap bitmap : image.node().bitmaps()) {
        boolean known =
            bitmap.name().orElseThrow().equals("b")
                ? KNOWN_COUNTS.contains(bitmap.count())
                : bitmap.count() == 3 << 20;
        assertTrue(bitmap.isInconsistent() || known, what + ": " + bitmap);
      }
      if (!what.startsWith("REMOVE")) {
        assertTrue(image.node().find("b").isPresent(), what + ": the bitmap is gone");
      }
    }
  }

  /** A disk so large that its bitmap needs at least one refcount block more. */
  @ParameterizedTest
  @CsvSource({"1, 8192", "2, 4096", "16, 512", "64, 128"})
  void keepsTheRefcountsRightWhenGrowingThemFails(int refcountBits, long mebibytes)
      throws IOException {
    long size = mebibytes << 20;
    MemoryStorage created =
        Images.create(
            CreateOptions.ofSize(size).withClusterSize(512).withRefcountBits(refcountBits));
    ByteBuffer base = created.bytes();
    for (int call = 0; ; call++) {
      MemoryStorage storage = new MemoryStorage(base).failAt(call, 1);
      try (Qcow2Image image = Images.writing(storage)) {
        image.node().add(persistent("b", GRANULARITY));
        // A bit in each cluster of the bitmap.
        for (long at = 0; at < size; at += 512 * 8 * GRANULARITY) {
          image.node().write(at, 1);
        }
      } catch (IOException e) {
        assertTrue(e.getMessage().contains("planted failure"), e.getMessage());
      }
      CheckReport report = ImageCheck.check(new MemoryStorage(storage.bytes()), "m.qcow2");
      assertTrue(report.exitCode() == 0 || report.exitCode() == 3, "call " + call + ": " + report);
      if (storage.calls() <= call) {
        assertTrue(refcountBlocks(storage.bytes()) > refcountBlocks(base), "nothing has grown");
        assertTrue(call > 15, "only " + call + " calls failed");
        return;
      }
    }
  }

  private static int refcountBlocks(ByteBuffer image) {
    long table = image.getLong(48);
    int blocks = 0;
    for (int entry = 0; entry < image.getInt(56) * 512 / 8; entry++) {
      blocks += image.getLong((int) table + entry * 8) == 0 ? 0 : 1;
    }
    return blocks;
  }

  @Test
  void leavesTheImageUsableAfterAFailedRemoval() throws IOException {
    MemoryStorage storage = new MemoryStorage(base());
    try (Qcow2Image image = Images.writing(storage)) {
      storage.failAt(0, 1);
      try {
        image.node().remove("b");
      } catch (IOException e) {
        assertTrue(image.node().find("b").isPresent());
      }
      image.node().write(4 << 20, 3 << 20);
    }
    try (Qcow2Image image = Images.reading(storage)) {
      assertEquals(100_352L + (3 << 20), image.node().require("b").count());
    }
    Images.assertClean(storage);
  }
}
