package dev.dirtybench.qcow2.crash;

import dev.dirtybench.dirty.BitmapNode;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.qcow2.crash.Allowed.Alternative;
import dev.dirtybench.qcow2.image.LeakRepair;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.MemoryStorage;
import dev.dirtybench.spi.BitmapProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Uses an image and keeps account of what a crash may leave at each moment: valid content must be
 * that of the bitmap in memory, whatever the image said before.
 */
final class RecordedSession {
  static final String PATH = "disk.qcow2";

  private final RecordingStorage storage;
  private final Path location;
  private final BitmapProvider backend;
  private final Set<String> stored = new HashSet<>();
  private Expectation atRest;
  private Qcow2Image image;

  RecordedSession(RecordingStorage storage, BitmapProvider backend) throws IOException {
    this(storage, Path.of(PATH), backend);
  }

  /** A session on an image whose backing and data files are in the folder of a location. */
  RecordedSession(RecordingStorage storage, Path location, BitmapProvider backend)
      throws IOException {
    this.storage = storage;
    this.location = location;
    this.backend = backend;
    try (Qcow2Image before =
        Qcow2Image.open(new MemoryStorage(storage.initial()), PATH, OpenMode.READ_ONLY, backend)) {
      before.storedBitmaps().forEach(bitmap -> stored.add(bitmap.name()));
      atRest = exactly(before.node());
    }
    storage.mark("at rest", atRest);
  }

  Qcow2Image image() {
    return image;
  }

  /** What the image must hold while it is closed. */
  Expectation atRest() {
    return atRest;
  }

  void open(OpenMode mode) throws IOException {
    if (mode == OpenMode.READ_WRITE) {
      storage.mark("open", orInconsistent(atRest));
    }
    image = Qcow2Image.open(storage, location, mode, backend);
    if (mode == OpenMode.READ_WRITE) {
      storage.mark("opened", running());
    }
  }

  void edit(String what, Consumer<BitmapNode> change) {
    change.accept(image.node());
    storage.mark(what, running());
  }

  void remove(String name) throws IOException {
    Expectation before = running();
    Map<String, Allowed> during = new HashMap<>(before.bitmaps());
    during.computeIfPresent(name, (key, allowed) -> allowed.or(Alternative.ABSENT));
    storage.mark("remove " + name, new Expectation(during, before.diskSizes()));
    image.node().remove(name);
    stored.remove(name);
    storage.mark("removed " + name, running());
  }

  void resize(long bytes) throws IOException {
    Expectation before = running();
    storage.mark("resize", new Expectation(before.bitmaps(), Set.of(image.node().size(), bytes)));
    image.resize(bytes);
    storage.mark("resized", running());
  }

  void reopen(OpenMode mode) throws IOException {
    if (mode == OpenMode.READ_WRITE) {
      storage.mark("reopen for writing", orInconsistent(atRest));
      image.reopen(mode);
      storage.mark("reopened for writing", running());
    } else {
      storage.mark("reopen read-only", running());
      image.reopen(mode);
      rest("reopened read-only");
    }
  }

  void close() throws IOException {
    Expectation after = image.mode() == OpenMode.READ_ONLY ? atRest : exactly(image.node());
    if (image.mode() == OpenMode.READ_WRITE) {
      storage.mark("close", running());
    }
    image.close();
    atRest = after;
    stored.clear();
    stored.addAll(atRest.bitmaps().keySet());
    storage.mark("closed", atRest);
  }

  /** Ends as a crash does; what is in use stays so. */
  void crash() throws IOException {
    image.closeWithoutStoring();
    try (Qcow2Image after =
        Qcow2Image.open(new MemoryStorage(storage.content()), PATH, OpenMode.READ_ONLY, backend)) {
      atRest = exactly(after.node());
    }
  }

  void repairLeaks() throws IOException {
    storage.mark("repair leaks", atRest);
    LeakRepair.repair(storage, PATH);
    storage.mark("repaired leaks", atRest);
  }

  private void rest(String what) {
    atRest = exactly(image.node());
    stored.clear();
    stored.addAll(atRest.bitmaps().keySet());
    storage.mark(what, atRest);
  }

  /**
   * While the image is open for writing: the truth, or in use; what is not stored may be absent.
   */
  private Expectation running() {
    Expectation exact = exactly(image.node());
    Map<String, Allowed> bitmaps = new HashMap<>();
    exact
        .bitmaps()
        .forEach(
            (name, allowed) ->
                bitmaps.put(
                    name,
                    allowed.or(
                        stored.contains(name) ? Alternative.INCONSISTENT : Alternative.ABSENT)));
    return new Expectation(bitmaps, exact.diskSizes());
  }

  private static Expectation orInconsistent(Expectation exact) {
    Map<String, Allowed> bitmaps = new HashMap<>();
    exact
        .bitmaps()
        .forEach((name, allowed) -> bitmaps.put(name, allowed.or(Alternative.INCONSISTENT)));
    return new Expectation(bitmaps, exact.diskSizes());
  }

  static Expectation exactly(BitmapNode node) {
    Map<String, Allowed> bitmaps = new HashMap<>();
    for (DirtyBitmap bitmap : node.bitmaps()) {
      if (bitmap.isPersistent()) {
        bitmaps.put(
            bitmap.name().orElseThrow(),
            bitmap.isInconsistent()
                ? Allowed.of(null, Alternative.INCONSISTENT)
                : Allowed.of(BitmapContent.of(bitmap)));
      }
    }
    return new Expectation(bitmaps, Set.of(node.size()));
  }
}
