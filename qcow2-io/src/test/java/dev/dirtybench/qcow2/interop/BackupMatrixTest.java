package dev.dirtybench.qcow2.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.dirty.BackupJob;
import dev.dirtybench.dirty.BackupRequest;
import dev.dirtybench.dirty.BackupRequest.BitmapMode;
import dev.dirtybench.dirty.BackupRequest.SyncMode;
import dev.dirtybench.dirty.BackupTarget;
import dev.dirtybench.dirty.BitmapNode;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.qcow2.image.CreateOptions;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.DirtyExtent;
import dev.dirtybench.qcow2.testsupport.MemoryFolder;
import dev.dirtybench.qcow2.testsupport.NbdClient;
import dev.dirtybench.qcow2.testsupport.QemuBitmap;
import dev.dirtybench.spi.ExtentCursor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Incremental backups, run by a real daemon and followed by us: after each end in each mode the
 * bitmap holds the same.
 */
@Tag("qemu")
class BackupMatrixTest {
  private static final long CLUSTER = 64 << 10;
  private static final String DISK = "disk";

  private Judge judge;

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private enum End {
    SUCCESS,
    CANCELLED,
    FAILURE
  }

  @BeforeEach
  void start() throws IOException {
    judge = Judge.start();
  }

  @AfterEach
  void stop() throws IOException {
    if (judge != null) {
      judge.close();
    }
  }

  static Stream<Arguments> matrix() {
    Stream<BackupRequest> guided =
        Stream.of(BitmapMode.values()).map(mode -> BackupRequest.of(SyncMode.BITMAP, "x", mode));
    Stream<BackupRequest> others =
        Stream.of(
            BackupRequest.incremental("x"),
            BackupRequest.of(SyncMode.FULL, "x", BitmapMode.ON_SUCCESS),
            BackupRequest.of(SyncMode.FULL, "x", BitmapMode.ALWAYS),
            BackupRequest.of(SyncMode.TOP, "x", BitmapMode.ON_SUCCESS),
            BackupRequest.of(SyncMode.TOP, "x", BitmapMode.ALWAYS));
    return Stream.concat(guided, others)
        .flatMap(request -> Stream.of(End.values()).map(end -> Arguments.of(request, end)));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void theBitmapHoldsWhatItsModeSays(BackupRequest request, End end) throws IOException {
    // The last granule is partial.
    run(request, end, 8 * Images.MIB + 512);
  }

  @Test
  void aChainOfIncrementalBackupsCopiesEachWriteOnce() throws IOException {
    Path path = folder.resolve("chain.qcow2");
    Qcow2Image.create(path, CreateOptions.ofSize(4 * Images.MIB));
    try (Qcow2Image image = Images.open(path)) {
      BitmapNode node = image.node();
      Images.add(node, "x", 4096);
      node.write(0, 100);
      assertEquals(Judge.dirty(0, CLUSTER), backedUp(node));
      assertEquals(List.of(), backedUp(node));
      node.write(Images.MIB, 70_000);
      try (BackupJob failed =
          node.startBackup(
              BackupRequest.incremental("x"), new BackupTarget(node.size(), CLUSTER))) {
        node.write(2 * Images.MIB, 1);
        failed.fail();
      }
      assertEquals(Judge.dirty(Images.MIB, 2 * CLUSTER, 2 * Images.MIB, CLUSTER), backedUp(node));
      assertEquals(List.of(), backedUp(node));
    }
    judge.agrees(path);
  }

  private static List<DirtyExtent> backedUp(BitmapNode node) {
    try (BackupJob job =
        node.startBackup(BackupRequest.incremental("x"), new BackupTarget(node.size(), CLUSTER))) {
      DirtyBitmap copy =
          node.bitmaps().stream()
              .filter(bitmap -> bitmap.name().isEmpty() && !bitmap.isEnabled())
              .findFirst()
              .orElseThrow();
      List<DirtyExtent> extents = DirtyExtent.of(copy);
      copyAll(job);
      job.succeed();
      return extents;
    }
  }

  private static void copyAll(BackupJob job) {
    ExtentCursor cursor = new ExtentCursor();
    while (job.nextExtent(cursor)) {
      job.copied(cursor.offset(), cursor.length());
    }
  }

  private void run(BackupRequest request, End end, long size) throws IOException {
    Path ours = folder.resolve("ours.qcow2");
    Path theirs = folder.resolve("theirs.qcow2");
    Qcow2Image.create(ours, CreateOptions.ofSize(size));
    Files.copy(ours, theirs);
    try (Qcow2Image image = Images.open(ours)) {
      judge.daemon().open(DISK, theirs);
      judge.daemon().export(DISK);
      addTarget(size, end);
      try (NbdClient guest = judge.daemon().guest(DISK)) {
        prepare(image.node(), guest, size);
        BackupJob job = image.node().startBackup(request, new BackupTarget(size, CLUSTER));
        startTheirs(request);
        if (end == End.FAILURE) {
          copyUpTo(job, request, size, 3 * Images.MIB);
          job.fail();
          awaitStatus("concluded");
        } else {
          awaitStatus("pending");
          skipUnallocated(job, request, size);
          copyAll(job);
          write(image.node(), guest, 2 * Images.MIB);
          assertEquals(records(judge.daemon().query(DISK)), records(ours(image)), "meanwhile");
          if (end == End.SUCCESS) {
            job.succeed();
            judge.daemon().qmp().run("job-finalize", Map.of("id", "backup"));
          } else {
            job.cancel();
            judge.daemon().qmp().run("job-cancel", Map.of("id", "backup"));
          }
          awaitStatus("concluded");
        }
        judge.daemon().qmp().run("job-dismiss", Map.of("id", "backup"));
      }
      assertEquals(judge.daemon().query(DISK), ours(image));
      assertEquals(judge.daemon().sha256(DISK, "x"), image.node().require("x").sha256());
      judge.daemon().endExport(DISK);
      judge.daemon().close(DISK);
      judge.daemon().qmp().run("blockdev-del", Map.of("node-name", "target"));
    }
    judge.agrees(ours);
    judge.agrees(theirs);
  }

  private void prepare(BitmapNode node, NbdClient guest, long size) throws IOException {
    Images.add(node, "x", (int) CLUSTER);
    judge
        .daemon()
        .qmp()
        .run(
            "block-dirty-bitmap-add",
            Map.of("node", DISK, "name", "x", "granularity", CLUSTER, "persistent", true));
    for (long offset : new long[] {Images.MIB, 3 * Images.MIB, 5 * Images.MIB, size - 512}) {
      write(node, guest, offset);
    }
  }

  private static void write(BitmapNode node, NbdClient guest, long offset) throws IOException {
    node.write(offset, 512);
    assertEquals(0, guest.write(offset, 512));
  }

  /** A target that forgets what is written, and fails at 3 MiB if it is to fail. */
  private void addTarget(long size, End end) {
    Map<String, Object> target = new LinkedHashMap<>();
    Map<String, Object> nothing = Map.of("driver", "null-co", "size", size, "read-zeroes", true);
    target.put("node-name", "target");
    if (end == End.FAILURE) {
      target.put("driver", "blkdebug");
      target.put("image", nothing);
      target.put(
          "inject-error",
          List.of(
              Map.of(
                  "event",
                  "none",
                  "iotype",
                  "write",
                  "errno",
                  5,
                  "sector",
                  3 * Images.MIB / 512,
                  "once",
                  false)));
    } else {
      target.putAll(nothing);
    }
    judge.daemon().qmp().run("blockdev-add", target);
  }

  private void startTheirs(BackupRequest request) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("job-id", "backup");
    arguments.put("device", DISK);
    arguments.put("target", "target");
    arguments.put("sync", word(request.sync()));
    arguments.put("bitmap", "x");
    request.mode().ifPresent(mode -> arguments.put("bitmap-mode", word(mode)));
    arguments.put("auto-finalize", false);
    arguments.put("auto-dismiss", false);
    // One cluster after the other, so that a failure has a place.
    arguments.put("x-perf", Map.of("max-workers", 1, "max-chunk", CLUSTER));
    judge.daemon().qmp().run("blockdev-backup", arguments);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void awaitStatus(String status) {
    judge
        .daemon()
        .qmp()
        .await("JOB_STATUS_CHANGE", data -> data.get("status").asText().equals(status));
  }

  private static void skipUnallocated(BackupJob job, BackupRequest request, long size) {
    if (request.sync() == SyncMode.TOP) {
      long at = 0;
      for (long offset : new long[] {1, 2, 3, 5}) {
        job.skipUnallocated(at, offset * Images.MIB - at);
        at = offset * Images.MIB + CLUSTER;
      }
      job.skipUnallocated(at, size - 512 - at);
    }
  }

  private static void copyUpTo(BackupJob job, BackupRequest request, long size, long limit) {
    skipUnallocated(job, request, size);
    ExtentCursor cursor = new ExtentCursor().reset(0, limit);
    while (job.nextExtent(cursor)) {
      job.copied(cursor.offset(), cursor.length());
    }
  }

  private static List<QemuBitmap> ours(Qcow2Image image) {
    return image.node().query().stream().map(QemuBitmap::of).toList();
  }

  private static List<String> records(List<QemuBitmap> bitmaps) {
    return bitmaps.stream().map(QemuBitmap::toString).sorted(Comparator.naturalOrder()).toList();
  }
}
