package dev.dirtybench.qcow2.image;

import dev.dirtybench.dirty.Access;
import dev.dirtybench.dirty.BitmapNode;
import dev.dirtybench.dirty.ExclusiveWork;
import dev.dirtybench.dirty.PersistentStore;
import dev.dirtybench.qcow2.format.BitmapDirectory;
import dev.dirtybench.qcow2.format.HeaderArea;
import dev.dirtybench.qcow2.format.HeaderExtensions;
import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.qcow2.format.Qcow2Header;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An open qcow2 image and the dirty bitmaps in it.
 *
 * <p>Opening loads every bitmap onto {@link #node()}; opened for writing, the image says meanwhile
 * that they are in use, and {@link #close()} stores them. One that was found in use is inconsistent
 * and can only be removed. Guest data is never changed, and read only by {@link #resize}.
 *
 * <p>Threads: the image belongs to one thread at a time; its node may be used by any. While the
 * image stores, is resized or reopened, the node's other users wait.
 */
public final class Qcow2Image implements PersistentStore, AutoCloseable {
  private final ImageFile file;
  private final Optional<Path> origin;
  private final HeaderWriter headers;
  private final BulkBuffer buffer = new BulkBuffer();
  private final List<String> warnings = new ArrayList<>();
  private final BitmapNode node;
  private OpenMode mode = OpenMode.READ_ONLY;
  private BitmapDirectory directory;
  private BitmapStore store;
  private boolean held;
  private boolean closed;

  private Qcow2Image(
      ImageFile file, HeaderArea area, Optional<Path> origin, BitmapProvider backend) {
    this.file = file;
    this.origin = origin;
    this.headers = new HeaderWriter(file, area);
    this.node =
        BitmapNode.builder(backend, area.header().diskSize())
            .store(this)
            .access(Access.READ_ONLY)
            .clusterSize(area.header().clusterSize())
            .build();
  }

  /**
   * Opens and locks an image file and loads its bitmaps.
   *
   * @param path which file
   * @param mode what for
   * @param backend makes the bits of the bitmaps
   * @return the image, which the caller closes
   * @throws dev.dirtybench.qcow2.format.Qcow2FormatException if the file is damaged, no image, or
   *     needs what this library lacks
   * @throws ImageLockedException if it is in use
   * @throws IOException if it cannot be read, or for writing not be written
   */
  public static Qcow2Image open(Path path, OpenMode mode, BitmapProvider backend)
      throws IOException {
    return open(FileStorage.open(path, mode), path.toString(), Optional.of(path), mode, backend);
  }

  /**
   * Opens an image in some storage and loads its bitmaps.
   *
   * @param storage its bytes; the image closes it, here already if opening fails
   * @param path a name for messages
   * @param mode what for
   * @param backend makes the bits of the bitmaps
   * @return the image, which the caller closes
   * @throws dev.dirtybench.qcow2.format.Qcow2FormatException if it is damaged, no image, or needs
   *     what this library lacks
   * @throws IOException if it cannot be read, or for writing not be written
   */
  public static Qcow2Image open(
      ImageStorage storage, String path, OpenMode mode, BitmapProvider backend) throws IOException {
    return open(storage, path, Optional.empty(), mode, backend);
  }

  /**
   * Opens an image in some storage as if it were in a file, in whose folder its backing file and
   * its data file are looked for when it grows.
   *
   * @param storage its bytes; the image closes it, here already if opening fails
   * @param location the file, which need not exist
   * @param mode what for
   * @param backend makes the bits of the bitmaps
   * @return the image, which the caller closes
   * @throws dev.dirtybench.qcow2.format.Qcow2FormatException if it is damaged, no image, or needs
   *     what this library lacks
   * @throws IOException if it cannot be read, or for writing not be written
   */
  public static Qcow2Image open(
      ImageStorage storage, Path location, OpenMode mode, BitmapProvider backend)
      throws IOException {
    return open(storage, location.toString(), Optional.of(location), mode, backend);
  }

  private static Qcow2Image open(
      ImageStorage storage,
      String path,
      Optional<Path> origin,
      OpenMode mode,
      BitmapProvider backend)
      throws IOException {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(backend, "backend");
    ImageFile file = new ImageFile(storage, path);
    try {
      return mode == OpenMode.READ_UNLOCKED
          ? MovingImage.read(file, attempt -> look(file, origin, backend, attempt))
          : loaded(file, origin, mode, backend);
    } catch (IOException | RuntimeException | Error e) {
      try {
        file.close();
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  private static Qcow2Image loaded(
      ImageFile file, Optional<Path> origin, OpenMode mode, BitmapProvider backend)
      throws IOException {
    Qcow2Image image = new Qcow2Image(file, ImageHeaderFile.read(file), origin, backend);
    try {
      image.load(mode);
      return image;
    } catch (IOException | RuntimeException | Error e) {
      image.node.close();
      throw e;
    }
  }

  /**
   * Null if the image has changed meanwhile. QEMU clears the autoclear bit for a moment when it
   * changes the directory: a held image without the bit is looked at again.
   */
  private static Qcow2Image look(
      ImageFile file, Optional<Path> origin, BitmapProvider backend, MovingImage.Attempt attempt)
      throws IOException {
    boolean before = file.isHeld();
    Qcow2Image image = loaded(file, origin, OpenMode.READ_UNLOCKED, backend);
    boolean settled = false;
    try {
      image.held = before || file.isHeld();
      // In this order: a writer who has come and gone since has changed the directory by now.
      boolean passing =
          image.held
              && attempt == MovingImage.Attempt.EARLY
              && StoredDirectory.isOrphaned(image.headers.area());
      settled =
          !passing && new StoredDirectory(file).isStill(image.headers.area(), image.directory);
      if (image.held) {
        image.warnings.add(MovingImage.warning(file));
      }
    } finally {
      if (!settled) {
        image.node.close();
      }
    }
    return settled ? image : null;
  }

  private void load(OpenMode wanted) throws IOException {
    HeaderArea area = headers.area();
    if (wanted == OpenMode.READ_WRITE) {
      ImageHeaderFile.requireWritable(file, area.header());
    }
    if (StoredDirectory.isOrphaned(area)) {
      warnings.add(new StoredDirectory(file).orphanedWarning());
    }
    directory = new StoredDirectory(file).read(area, node.size());
    new BitmapLoader(file, area.header().clusterBits(), buffer).load(directory, node);
    NodeAccess.forbidWriting(node);
    if (wanted == OpenMode.READ_WRITE) {
      becomeWritable();
    }
    mode = wanted;
    buffer.free();
  }

  private void becomeWritable() throws IOException {
    HeaderArea cleaned = ImageHeaderFile.cleanedForWriting(headers.area());
    if (!cleaned.equals(headers.area())) {
      headers.switchTo(cleaned);
    }
    BitmapStore opened = BitmapStore.open(file, headers, directory, buffer, warnings);
    opened.markInUse();
    store = opened;
    mode = OpenMode.READ_WRITE;
    NodeAccess.allowWriting(node);
  }

  /**
   * Creates an image file in which the disk reads as zeros, or as its backing file.
   *
   * @param path which file; there must be none yet
   * @param options what it shall be like
   * @throws IllegalArgumentException if clusters of that size cannot describe the disk
   * @throws IOException if it cannot be created
   */
  public static void create(Path path, CreateOptions options) throws IOException {
    Objects.requireNonNull(options, "options");
    ImageCreator.requirePossible(options);
    try (FileStorage storage = FileStorage.create(path)) {
      create(storage, path.toString(), options);
    }
  }

  /**
   * Creates an image in empty storage.
   *
   * @param storage where to; stays open
   * @param path a name for messages
   * @param options what it shall be like
   * @throws IllegalArgumentException if clusters of that size cannot describe the disk
   * @throws IOException if it cannot be written
   */
  public static void create(ImageStorage storage, String path, CreateOptions options)
      throws IOException {
    new ImageCreator(new ImageFile(storage, path), options).create();
  }

  /**
   * The disk with its dirty bitmaps.
   *
   * @return the node, until the image is closed
   */
  public BitmapNode node() {
    return node;
  }

  /**
   * What the image is open for.
   *
   * @return the mode
   */
  public OpenMode mode() {
    return mode;
  }

  /**
   * Whether somebody had the image for writing while it was opened {@link OpenMode#READ_UNLOCKED}:
   * what was read is a snapshot, and a bitmap that is in use is so by that program and not damaged
   * by that. A file that this process may not write tells nobody.
   *
   * @return false in every other mode, in which nobody else can have it for writing
   */
  public boolean isHeld() {
    return held;
  }

  /**
   * The header as it is in the file.
   *
   * @return the header
   */
  public Qcow2Header header() {
    return headers.header();
  }

  /**
   * The header extensions as they are in the file, unknown ones too.
   *
   * @return the extensions
   */
  public HeaderExtensions extensions() {
    return headers.area().extensions();
  }

  /**
   * The name of the backing file.
   *
   * @return the name as it is stored, if there is one
   */
  public Optional<String> backingFile() {
    return headers.area().backingFile();
  }

  /**
   * The format of the backing file.
   *
   * @return such as {@code qcow2}, if the image says it
   */
  public Optional<String> backingFormat() {
    return headers.area().backingFormat();
  }

  /**
   * The bitmaps as the file's directory lists them at present; added ones are not in it before they
   * are stored.
   *
   * @return the list, in the directory's order
   */
  public List<StoredBitmap> storedBitmaps() {
    return guarded(() -> presentDirectory().entries().stream().map(StoredBitmap::of).toList());
  }

  /**
   * What opening found that is no error, such as bitmaps that another program has made invalid.
   *
   * @return lines for the user
   */
  public List<String> warnings() {
    return guarded(() -> List.copyOf(warnings));
  }

  /**
   * Reopens the image for another use. For reading only, the bitmaps are stored and stay, read-only
   * from then on; for writing, they are marked as in use.
   *
   * @param mode what for
   * @throws IOException if that is not possible, as with or without locks; the image then goes on
   *     as it was, or, where it is not known any more what is on the disk, for reading only and for
   *     good
   */
  public void reopen(OpenMode mode) throws IOException {
    Objects.requireNonNull(mode, "mode");
    this.<Void, IOException>guarded(
        () -> {
          requireOpen();
          if (mode != this.mode) {
            if (mode == OpenMode.READ_UNLOCKED || this.mode == OpenMode.READ_UNLOCKED) {
              throw new IOException(
                  file.path() + " cannot be reopened with or without locks; open it again");
            } else if (mode == OpenMode.READ_WRITE) {
              reopenForWriting();
            } else {
              reopenForReading();
            }
          }
          return null;
        });
  }

  private void reopenForWriting() throws IOException {
    headers.requireCertain();
    file.reopen(OpenMode.READ_WRITE);
    try {
      if (!new StoredDirectory(file).isStill(headers.area(), directory)) {
        throw new Qcow2FormatException(
            Qcow2FormatException.Kind.CORRUPT,
            "the image must not change while it is open for reading, another program has changed"
                + " it; close it and open it again",
            file.at("header", 0));
      }
      ImageHeaderFile.requireWritable(file, header());
      becomeWritable();
    } catch (IOException | RuntimeException e) {
      try {
        file.reopen(OpenMode.READ_ONLY);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  private void reopenForReading() throws IOException {
    try {
      store.handOver(node);
    } catch (IOException | RuntimeException e) {
      if (headers.uncertain()) {
        // What is stored may count as valid: only if nothing is recorded any more, it stays true.
        stopWriting();
      }
      throw e;
    } finally {
      buffer.free();
    }
    stopWriting();
  }

  private void stopWriting() {
    directory = store.directory();
    store = null;
    mode = OpenMode.READ_ONLY;
    NodeAccess.forbidWriting(node);
  }

  /**
   * Makes the disk larger; the new part reads as zeros and is clean in every bitmap. A data file
   * grows with it; what a backing file holds behind the old end stays hidden, for which the rest of
   * the disk's last cluster may be copied from there.
   *
   * @param newSize bytes, a multiple of 512, at least the present size
   * @throws IllegalArgumentException if the disk would shrink, or the size cannot be
   * @throws IllegalStateException if a bitmap is busy, read-only or inconsistent
   * @throws IOException if it cannot be written; the size is then as it was
   */
  public void resize(long newSize) throws IOException {
    this.<Void, IOException>guarded(
        () -> {
          requireStore("resize");
          new Resizer(file, headers, store, node, origin).resize(newSize);
          return null;
        });
  }

  /**
   * Waits until everything written has reached the disk. Bitmaps are not stored by it.
   *
   * @throws IOException if that cannot be said
   */
  public void flush() throws IOException {
    this.<Void, IOException>guarded(
        () -> {
          requireOpen();
          if (store != null) {
            store.flush();
          }
          return null;
        });
  }

  @Override
  public void requireCanStore(String name, Granularity granularity, long size) {
    guarded(
        () -> {
          new StoreLimits(headers.area(), presentDirectory(), node)
              .requireCanStore(name, granularity, size);
          return null;
        });
  }

  @Override
  public void remove(List<String> names) throws IOException {
    this.<Void, IOException>guarded(
        () -> {
          requireOpen();
          // What was added and never stored needs no access to the file.
          if (names.stream().anyMatch(presentDirectory()::hasName)) {
            requireStore("remove bitmaps from");
            store.remove(names);
          }
          return null;
        });
  }

  private void requireStore(String what) throws IOException {
    requireOpen();
    if (store == null) {
      throw new IOException(
          "cannot " + what + " " + file.path() + ": no write access, it is open for reading only");
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(file.path() + " is closed");
    }
  }

  private BitmapDirectory presentDirectory() {
    return store == null ? directory : store.directory();
  }

  private <T, X extends Exception> T guarded(ExclusiveWork<T, X> work) throws X {
    return node.exclusively(work);
  }

  /**
   * Stores the bitmaps and closes the image; does nothing the second time. Once it returns, all
   * persistent bitmaps are on the disk.
   *
   * @throws IOException if they could not be stored; the image is closed all the same, and those
   *     bitmaps will be found inconsistent
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    try (file;
        node) {
      this.<Void, IOException>guarded(
          () -> {
            closed = true;
            storeForGood();
            buffer.free();
            return null;
          });
    }
  }

  private void storeForGood() throws IOException {
    headers.requireCertain();
    if (store != null) {
      store.store(node);
      store.flush();
      return;
    }
    NodeAccess.requireNothingToStore(node, file.path());
  }

  /**
   * Closes the image as a crash would: nothing is stored, and bitmaps that were in use stay marked
   * so.
   *
   * @throws IOException if the storage could not be closed
   */
  public void closeWithoutStoring() throws IOException {
    if (!closed) {
      closed = true;
      try (file;
          node) {
        buffer.free();
      }
    }
  }
}
