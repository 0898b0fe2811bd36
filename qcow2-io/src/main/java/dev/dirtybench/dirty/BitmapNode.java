package dev.dirtybench.dirty;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A disk with its dirty bitmaps: it marks what the guest writes and holds every operation to the
 * permission table, {@link BitmapOperation}.
 *
 * <p>Bitmaps are listed newest first, as QEMU does. An operation that throws has changed nothing,
 * in memory or in the store, unless it says otherwise.
 *
 * <p>Threads: every method may be called by any thread. Each node has one lock, held for the whole
 * of an operation, so that a query sees each write in all bitmaps or in none; an operation on
 * several nodes takes their locks in the order in which the nodes were made. While a removal
 * touches the store, guest writes wait.
 */
public final class BitmapNode implements AutoCloseable {
  private static final AtomicLong SERIALS = new AtomicLong();

  private final long serial = SERIALS.getAndIncrement();
  private final ReentrantLock lock = new ReentrantLock();
  private final String name;
  private final BitmapProvider provider;
  private final PersistentStore store;
  private final Granularity defaultGranularity;
  private final NodeStorage storage = new NodeStorage(this);

  // Guarded by the lock.
  private final NodeBitmaps bitmaps = new NodeBitmaps();
  private long size;
  private Access access;
  private boolean closed;

  BitmapNode(BitmapNodeBuilder builder) {
    this.name = builder.name;
    this.size = builder.size;
    this.provider = builder.provider;
    this.store = builder.store;
    this.access = builder.access;
    this.defaultGranularity = BitmapGranularity.defaultFor(builder.clusterSize);
  }

  /**
   * Starts the description of a node.
   *
   * @param provider makes the bits of its bitmaps
   * @param size size of the disk in bytes, 0 or more
   * @return a builder
   */
  public static BitmapNodeBuilder builder(BitmapProvider provider, long size) {
    return new BitmapNodeBuilder(provider, size);
  }

  /**
   * The node's name.
   *
   * @return the name, or empty
   */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /**
   * The size of the disk.
   *
   * @return bytes
   */
  public long size() {
    return exclusively(() -> size);
  }

  /**
   * Whether the guest may write.
   *
   * @return the node's access
   */
  public Access access() {
    return exclusively(() -> access);
  }

  /**
   * The granularity of bitmaps that are added without one: the cluster size, but 4 KiB at least and
   * 64 KiB at most, which also holds where there are no clusters.
   *
   * @return bytes per bit
   */
  public Granularity defaultGranularity() {
    return defaultGranularity;
  }

  /**
   * Does something while no other thread reads or changes this node's bitmaps. May be nested on one
   * node; must not be entered on another one from within.
   *
   * @param work what to do
   * @param <T> what it returns
   * @param <X> what it may throw
   * @return its result
   * @throws X if it fails
   */
  public <T, X extends Exception> T exclusively(ExclusiveWork<T, X> work) throws X {
    lock.lock();
    try {
      return work.run();
    } finally {
      lock.unlock();
    }
  }

  // Asking.

  /**
   * The bitmaps as they are at this moment, anonymous ones too.
   *
   * @return a list of its own, newest first
   */
  public List<DirtyBitmap> bitmaps() {
    return exclusively(bitmaps::list);
  }

  /**
   * Finds a bitmap.
   *
   * @param bitmap its name
   * @return the bitmap, or empty
   */
  public Optional<DirtyBitmap> find(String bitmap) {
    Objects.requireNonNull(bitmap, "name");
    return exclusively(() -> bitmaps.find(bitmap));
  }

  /**
   * Finds a bitmap that must be there.
   *
   * @param bitmap its name
   * @return the bitmap
   * @throws UnknownBitmapException if the node has none of that name
   */
  public DirtyBitmap require(String bitmap) {
    return find(bitmap).orElseThrow(() -> new UnknownBitmapException(bitmap));
  }

  /**
   * Finds a bitmap whose state permits an operation.
   *
   * @param bitmap its name
   * @param operation the row of the permission table
   * @return the bitmap
   * @throws UnknownBitmapException if the node has none of that name
   * @throws BitmapRefusedException if its state refuses the operation
   */
  public DirtyBitmap require(String bitmap, BitmapOperation operation) {
    return exclusively(
        () -> {
          DirtyBitmap found = require(bitmap);
          found.check(operation.refusals());
          return found;
        });
  }

  /**
   * What a query says about every bitmap, all of it taken at one moment.
   *
   * @return records, newest first, those of anonymous bitmaps too
   */
  public List<BitmapInfo> query() {
    return exclusively(() -> bitmaps.list().stream().map(DirtyBitmap::info).toList());
  }

  // The life of bitmaps.

  /**
   * Adds a bitmap in which everything is clean. A persistent one is checked by the store, which
   * writes it when it is closed; a read-only node is no obstacle.
   *
   * @param spec what it shall be like
   * @return the bitmap
   * @throws IllegalArgumentException if the name is taken, the granularity cannot be, or the store
   *     could not keep it
   */
  public DirtyBitmap add(BitmapSpec spec) {
    return exclusively(
        () -> {
          requireUnique(spec.name());
          Granularity granularity = spec.granularity().orElse(defaultGranularity);
          BitmapGranularity.require(granularity);
          boolean persistent = spec.persistence() == Persistence.PERSISTENT;
          if (persistent) {
            requireStore().requireCanStore(spec.name(), granularity, size);
          }
          DirtyBitmap added = new DirtyBitmap(this, spec.name(), granularity, newBits(granularity));
          added.setPersistent(persistent);
          added.setRecording(spec.recording());
          insert(added);
          return added;
        });
  }

  /**
   * Removes a bitmap, from the store first if it is persistent.
   *
   * @param bitmap its name
   * @throws IOException if the store could not; the bitmap is then as it was
   */
  public void remove(String bitmap) throws IOException {
    this.<Void, IOException>exclusively(
        () -> {
          DirtyBitmap found = require(bitmap, BitmapOperation.REMOVE);
          if (found.isPersistent()) {
            requireStore().remove(List.of(bitmap));
          }
          drop(found);
          return null;
        });
  }

  /**
   * Marks everything clean in a bitmap.
   *
   * @param bitmap its name
   */
  public void clear(String bitmap) {
    change(() -> require(bitmap, BitmapOperation.CLEAR).bits().clearAll());
  }

  /**
   * Lets a bitmap record; changes nothing when it does already.
   *
   * @param bitmap its name
   */
  public void enable(String bitmap) {
    change(() -> require(bitmap, BitmapOperation.ENABLE).setRecording(Recording.ENABLED));
  }

  /**
   * Keeps a bitmap from recording; changes nothing when it does not.
   *
   * @param bitmap its name
   */
  public void disable(String bitmap) {
    change(() -> require(bitmap, BitmapOperation.DISABLE).setRecording(Recording.DISABLED));
  }

  /**
   * Merges bitmaps into one: it then marks what any of them marks, rounded outward to its own
   * granularity. All of them are merged or none.
   *
   * @param target the name of the bitmap that is changed
   * @param sources the bitmaps merged, of this node or others; the target itself adds nothing
   * @throws IllegalArgumentException if one is unknown or describes a disk of another size
   * @throws BitmapRefusedException if the state of one refuses it
   */
  public void merge(String target, List<MergeSource> sources) {
    List<BitmapNode> nodes = new ArrayList<>(List.of(this));
    sources.forEach(source -> nodes.add(source.node()));
    NodeLocks.holding(
        nodes,
        () -> {
          BitmapMerge.run(this, target, sources).close();
          return null;
        });
  }

  /**
   * Merges bitmaps of this node.
   *
   * @param target the name of the bitmap that is changed
   * @param sources the names of those merged
   */
  public void merge(String target, String... sources) {
    List<MergeSource> list = new ArrayList<>();
    for (String source : sources) {
      list.add(new MergeSource(this, source));
    }
    merge(target, list);
  }

  /**
   * Gives a bitmap a successor, which records in its place while the bitmap is busy.
   *
   * @param bitmap its name
   * @return the successor, anonymous
   * @throws IllegalStateException if it has one
   */
  public DirtyBitmap createSuccessor(String bitmap) {
    return exclusively(() -> Successors.create(require(bitmap)));
  }

  /**
   * Lets a bitmap's successor take its place, name and persistence; what the bitmap marked is
   * forgotten.
   *
   * @param bitmap its name
   * @return the successor, now of that name
   * @throws IllegalStateException if it has none
   */
  public DirtyBitmap abdicate(String bitmap) {
    return exclusively(() -> Successors.abdicate(require(bitmap)));
  }

  /**
   * Merges a bitmap's successor back into it and ends its being busy.
   *
   * @param bitmap its name
   * @throws IllegalStateException if it has none
   */
  public void reclaim(String bitmap) {
    change(() -> Successors.reclaim(require(bitmap)));
  }

  /**
   * Starts a backup, as far as bitmaps are concerned.
   *
   * @param request what is copied, and what becomes of the bitmap
   * @param target where it is copied to
   * @return the job, which the caller ends
   * @throws IllegalArgumentException if the bitmap is unknown or the target's length another one
   * @throws BitmapRefusedException if the bitmap's state refuses it
   */
  public BackupJob startBackup(BackupRequest request, BackupTarget target) {
    return exclusively(() -> BackupJob.start(this, request, target));
  }

  /**
   * Checks that the size could be changed; changes nothing.
   *
   * @param newSize bytes, 0 or more
   * @throws BitmapRefusedException if a bitmap is busy, read-only or inconsistent
   * @throws IllegalStateException if a backup is running
   * @throws IllegalArgumentException if the backend cannot hold a bitmap of that size
   */
  public void requireCanResize(long newSize) {
    change(() -> NodeResize.check(this, newSize));
  }

  /**
   * Changes the size of the disk, and with it all bitmaps or none. A new part is clean.
   *
   * @param newSize bytes, 0 or more
   * @throws BitmapRefusedException if a bitmap is busy, read-only or inconsistent
   * @throws IllegalStateException if a backup is running
   * @throws IllegalArgumentException if the backend cannot hold a bitmap of that size
   */
  public void resize(long newSize) {
    change(() -> NodeResize.run(this, newSize));
  }

  // The guest.

  /**
   * Marks a guest's write in every bitmap that records.
   *
   * @param offset first byte
   * @param length bytes, 0 for none
   * @throws WriteRefusedException if the node or one of its bitmaps is read-only
   * @throws IndexOutOfBoundsException if the range leaves the disk
   */
  public void write(long offset, long length) {
    mark("write", offset, length);
  }

  /**
   * Marks a guest's write of zeroes, just as a write.
   *
   * @param offset first byte
   * @param length bytes, 0 for none
   * @throws WriteRefusedException if the node or one of its bitmaps is read-only
   * @throws IndexOutOfBoundsException if the range leaves the disk
   */
  public void writeZeroes(long offset, long length) {
    mark("write of zeroes", offset, length);
  }

  /**
   * Marks a guest's discard, just as a write.
   *
   * @param offset first byte
   * @param length bytes, 0 for none
   * @throws WriteRefusedException if the node or one of its bitmaps is read-only
   * @throws IndexOutOfBoundsException if the range leaves the disk
   */
  public void discard(long offset, long length) {
    mark("discard", offset, length);
  }

  /**
   * What the image does with this node that loads and stores its bitmaps.
   *
   * @return the image's side of this node
   */
  public NodeStorage storage() {
    return storage;
  }

  /** Frees every bitmap, without touching the store. Closing twice does nothing. */
  @Override
  public void close() {
    exclusively(
        () -> {
          closed = true;
          bitmaps.list().forEach(DirtyBitmap::closeBits);
          bitmaps.clear();
          return null;
        });
  }

  // For operations of this package, with the lock held.

  long serial() {
    return serial;
  }

  ReentrantLock lock() {
    return lock;
  }

  String label() {
    return name == null ? "the node" : "node '" + name + "'";
  }

  BitmapProvider provider() {
    return provider;
  }

  List<DirtyBitmap> list() {
    return bitmaps.list();
  }

  NodeBitmaps held() {
    return bitmaps;
  }

  Bitmap newBits(Granularity granularity) {
    requireOpen();
    return provider.create(size, granularity);
  }

  void changeAccess(Access value) {
    access = value;
  }

  void setSize(long newSize) {
    size = newSize;
  }

  void insert(DirtyBitmap bitmap) {
    bitmaps.insert(bitmap);
  }

  void drop(DirtyBitmap bitmap) {
    bitmaps.drop(bitmap);
    bitmap.closeBits();
  }

  PersistentStore requireStore() {
    if (store == null) {
      throw new IllegalArgumentException(
          label() + " has nowhere to keep a persistent bitmap; add a transient one");
    }
    return store;
  }

  void requireUnique(String bitmap) {
    if (find(bitmap).isPresent()) {
      throw new IllegalArgumentException(
          "bitmap '" + bitmap + "' exists already on " + label() + "; choose another name");
    }
  }

  private void mark(String operation, long offset, long length) {
    exclusively(
        () -> {
          requireOpen();
          GuestWrites.mark(this, operation, offset, length);
          return null;
        });
  }

  private void change(Runnable work) {
    exclusively(
        () -> {
          work.run();
          return null;
        });
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(label() + " is closed");
    }
  }
}
