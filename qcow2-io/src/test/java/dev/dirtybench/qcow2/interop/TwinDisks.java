package dev.dirtybench.qcow2.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.dirty.Access;
import dev.dirtybench.dirty.BitmapHold;
import dev.dirtybench.dirty.BitmapNode;
import dev.dirtybench.dirty.BitmapRefusedException;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.dirty.UnknownBitmapException;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.NbdClient;
import dev.dirtybench.qcow2.testsupport.QemuBitmap;
import dev.dirtybench.qcow2.testsupport.QmpException;
import dev.dirtybench.qcow2.testsupport.StorageDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One disk twice, in an image of ours and in one of a storage daemon: everything is done to both,
 * and both must accept or refuse it and then look the same.
 */
final class TwinDisks implements AutoCloseable {
  static final String NODE = "twin";
  private static final String HOLD = "hold";

  /** A daemon that can be killed and replaced. */
  static final class Daemon implements AutoCloseable {
    private StorageDaemon running;

    Daemon() throws IOException {
      running = StorageDaemon.start();
    }

    StorageDaemon running() {
      return running;
    }

    void killAndRestart() throws IOException {
      running.close();
      running = StorageDaemon.start();
    }

    @Override
    public void close() throws IOException {
      running.close();
    }
  }

  /** Something done on our side. */
  @FunctionalInterface
  interface Ours {
    void run() throws IOException;
  }

  /** A command of the guest. */
  @FunctionalInterface
  interface GuestCommand {
    int run(NbdClient guest) throws IOException;
  }

  private final Daemon daemon;
  private final Path ourPath;
  private final Path theirPath;
  private Qcow2Image image;
  private NbdClient guest;
  private BitmapHold hold;

  TwinDisks(Daemon daemon, Path ourPath, Path theirPath) throws IOException {
    this.daemon = daemon;
    this.ourPath = ourPath;
    this.theirPath = theirPath;
    open();
  }

  BitmapNode node() {
    return image.node();
  }

  StorageDaemon daemon() {
    return daemon.running();
  }

  boolean isReadOnly() {
    return image.mode() == OpenMode.READ_ONLY;
  }

  boolean isHeld() {
    return hold != null;
  }

  /**
   * Runs a command on both sides; the texts must agree where one bitmap's state or name is refused.
   * A command on several bitmaps may have several reasons, of which each side names the first one.
   */
  void both(Ours ours, String command, Map<String, ?> arguments) throws IOException {
    Refusals refusals = refusals(ours, () -> daemon().qmp().run(command, arguments));
    if (arguments.containsKey("name") && refusals.ours.filter(TwinDisks::hasText).isPresent()) {
      assertEquals(refusals.theirs.get(), refusals.ours.get().getMessage());
    }
  }

  private record Refusals(Optional<Exception> ours, Optional<String> theirs) {}

  private static Refusals refusals(Ours ours, Runnable theirs) {
    Optional<Exception> ourRefusal = Optional.empty();
    try {
      ours.run();
    } catch (IllegalArgumentException | IllegalStateException | IOException e) {
      ourRefusal = Optional.of(e);
    }
    Optional<String> theirRefusal = Optional.empty();
    try {
      theirs.run();
    } catch (QmpException e) {
      theirRefusal = Optional.of(e.getMessage());
    }
    if (ourRefusal.isPresent() != theirRefusal.isPresent()) {
      throw new AssertionError(
          "QEMU "
              + theirRefusal.map(text -> "refused: " + text).orElse("accepted")
              + ", and we "
              + ourRefusal.map(e -> "refused: " + e).orElse("accepted"),
          ourRefusal.orElse(null));
    }
    return new Refusals(ourRefusal, theirRefusal);
  }

  private static boolean hasText(Exception refusal) {
    return refusal instanceof BitmapRefusedException || refusal instanceof UnknownBitmapException;
  }

  /** Lets the guest write, unless the disk is read-only. */
  void guest(Runnable ours, GuestCommand theirs) throws IOException {
    if (!isReadOnly()) {
      ours.run();
      assertEquals(0, theirs.run(guest), "error number of the guest's command");
    }
  }

  /** Makes a bitmap busy by exporting it. */
  void hold(String bitmap) throws IOException {
    refusals(
        () ->
            hold =
                BitmapHold.export(
                    node(), bitmap, Access.READ_ONLY, BitmapHold.ExportLookup.NODE_AND_NAME),
        () -> daemon().exportBitmap(HOLD, NODE, bitmap));
  }

  void release() {
    if (hold != null) {
      daemon().endExport(HOLD);
      hold.close();
      hold = null;
    }
  }

  void resize(long size) throws IOException {
    disconnect();
    refusals(
        () -> image.resize(size),
        () -> daemon().qmp().run("block_resize", Map.of("node-name", NODE, "size", size)));
    connect();
  }

  void reopen(OpenMode mode) throws IOException {
    release();
    disconnect();
    refusals(() -> image.reopen(mode), () -> daemon().reopen(NODE, mode == OpenMode.READ_ONLY));
    connect();
  }

  /** Closes and opens both: bitmaps are stored and loaded. */
  void closeAndOpen() throws IOException {
    closeBoth();
    open();
  }

  /** Both crash. */
  void kill() throws IOException {
    if (hold != null) {
      hold.close();
      hold = null;
    }
    guest = null;
    image.closeWithoutStoring();
    daemon.killAndRestart();
    open();
  }

  /** The records in their order and the hashes of both sides are the same. */
  void agree() {
    assertEquals(
        daemon().query(NODE),
        node().query().stream().map(QemuBitmap::of).toList(),
        "records, QEMU's first");
    for (QemuBitmap bitmap : daemon().query(NODE)) {
      assertEquals(
          daemon().sha256(NODE, bitmap.name()),
          node().require(bitmap.name()).sha256(),
          "hash of bitmap " + bitmap.name());
    }
  }

  /** Closes both, exchanges the images and compares again. */
  void exchange() throws IOException {
    closeBoth();
    image = Images.openReadOnly(theirPath);
    daemon().openReadOnly(NODE, ourPath);
    agree();
    daemon().close(NODE);
    image.close();
  }

  private void open() throws IOException {
    image = Images.open(ourPath);
    daemon().open(NODE, theirPath);
    connect();
  }

  private void closeBoth() throws IOException {
    release();
    disconnect();
    boolean losesBitmaps =
        isReadOnly() && node().bitmaps().stream().anyMatch(TwinDisks::cannotBeStored);
    daemon().close(NODE);
    try {
      image.close();
    } catch (IOException e) {
      // QEMU loses them and says nothing that a client would see.
      if (!losesBitmaps) {
        throw e;
      }
    }
  }

  private static boolean cannotBeStored(DirtyBitmap bitmap) {
    return bitmap.isPersistent() && !bitmap.isReadOnly() && !bitmap.isInconsistent();
  }

  private void connect() throws IOException {
    if (!isReadOnly()) {
      daemon().export(NODE);
      guest = daemon().guest(NODE);
    }
  }

  private void disconnect() throws IOException {
    if (guest != null) {
      guest.close();
      guest = null;
      daemon().endExport(NODE);
    }
  }

  List<String> names() {
    return node().bitmaps().stream().map(bitmap -> bitmap.name().orElseThrow()).toList();
  }

  @Override
  public void close() throws IOException {
    image.closeWithoutStoring();
  }
}
