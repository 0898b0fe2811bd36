package dev.dirtybench.qcow2.image;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The byte-range locks by which QEMU's processes keep out of each other's images, taken on a file.
 *
 * <p>For each permission {@code i} (0 reading what is consistent, 1 writing, 3 resizing) a user
 * locks byte {@code 100 + i} if it uses the permission and {@code 200 + i} if it will not share it
 * with others. QEMU takes shared locks and looks whether a byte that would conflict is locked. A
 * Java program cannot look, it can only try: a reader tries the conflicting bytes for a moment; a
 * writer first takes all bytes that no other user may hold exclusively, so that there is no moment
 * between looking and taking, and then turns them into the shared locks that QEMU expects.
 *
 * <p>Of a file that this process may not write, the system does not let it try bytes that a writer
 * holds; Linux tells of them all the same, {@link LockTable}.
 *
 * <p>These are POSIX locks: they belong to the process and vanish when it closes any descriptor of
 * the file, so a process must keep to one; {@link FileStorage} sees to that.
 */
final class ImageLock implements AutoCloseable {
  static final int CONSISTENT_READ_USED = 100;
  static final int WRITE_USED = 101;
  static final int RESIZE_USED = 103;
  static final int CONSISTENT_READ_UNSHARED = 200;
  static final int WRITE_UNSHARED = 201;
  static final int RESIZE_UNSHARED = 203;

  private static final int[] WRITER = {WRITE_USED, RESIZE_USED, WRITE_UNSHARED, RESIZE_UNSHARED};
  private static final int[] READER = {CONSISTENT_READ_USED, WRITE_UNSHARED, RESIZE_UNSHARED};
  private static final int[] READER_PROBES = {WRITE_USED, RESIZE_USED, CONSISTENT_READ_UNSHARED};

  // Somebody else's momentary look at a byte is no conflict; it has passed by the next attempt.
  private static final int ATTEMPTS = 10;
  private static final int PAUSE_MILLIS = 10;

  private final FileChannel channel;
  private final String path;
  private final boolean writable;
  private final Map<Integer, FileLock> held = new HashMap<>();

  /** What is locked for; null if nothing is. */
  private OpenMode mode;

  /** The locks of a file of which this process has no other descriptor; none is taken yet. */
  ImageLock(FileChannel channel, String path, boolean writable) {
    this.channel = channel;
    this.path = path;
    this.writable = writable;
  }

  /** Changes what is locked; on failure the former locks are held again. */
  void change(OpenMode wanted) throws IOException {
    if (wanted == mode) {
      return;
    }
    for (int attempt = 1; ; attempt++) {
      try {
        if (wanted == OpenMode.READ_ONLY) {
          lockAsReader();
        } else {
          lockAsWriter();
        }
        mode = wanted;
        return;
      } catch (ImageLockedException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        pause();
      }
    }
  }

  /**
   * Whether another process holds a lock that is in a reader's way. Nothing is tried where the
   * system tells, so that nobody is kept from the file by being looked at.
   */
  boolean isContested() throws IOException {
    Optional<Boolean> told = LockTable.othersHold(Path.of(path), READER_PROBES);
    if (told.isPresent()) {
      return told.get();
    }
    for (int attempt = 1; writable; attempt++) {
      try {
        probeAsReader();
        return false;
      } catch (ImageLockedException e) {
        if (attempt == ATTEMPTS) {
          return true;
        }
        pause();
      }
    }
    return false;
  }

  private void probeAsReader() throws IOException {
    if (writable) {
      for (int position : READER_PROBES) {
        probe(position, OpenMode.READ_ONLY);
      }
    } else if (LockTable.othersHold(Path.of(path), READER_PROBES).orElse(false)) {
      throw new ImageLockedException(
          path, OpenMode.READ_ONLY, "another process has it open for writing");
    }
  }

  private void lockAsReader() throws IOException {
    if (mode == OpenMode.READ_WRITE) {
      release(WRITE_USED);
      release(RESIZE_USED);
      return;
    }
    try {
      for (int position : READER) {
        take(position, true, OpenMode.READ_ONLY);
      }
      probeAsReader();
    } catch (IOException e) {
      releaseAll();
      throw e;
    }
  }

  private void lockAsWriter() throws IOException {
    try {
      take(CONSISTENT_READ_USED, true, OpenMode.READ_WRITE);
      for (int position : WRITER) {
        take(position, false, OpenMode.READ_WRITE);
      }
      probe(CONSISTENT_READ_UNSHARED, OpenMode.READ_WRITE);
      // From here on a shared lock says as much. While a byte changes hands, another one of this
      // user's still keeps everybody out.
      for (int position : WRITER) {
        take(position, true, OpenMode.READ_WRITE);
      }
    } catch (IOException e) {
      if (mode == OpenMode.READ_ONLY) {
        take(WRITE_UNSHARED, true, OpenMode.READ_ONLY);
        take(RESIZE_UNSHARED, true, OpenMode.READ_ONLY);
        release(WRITE_USED);
        release(RESIZE_USED);
      } else {
        releaseAll();
      }
      throw e;
    }
  }

  private void take(int position, boolean shared, OpenMode wanted) throws IOException {
    FileLock present = held.get(position);
    if (present != null && present.isShared() == shared) {
      return;
    }
    release(position);
    held.put(position, tryLock(position, shared, wanted));
  }

  private void probe(int position, OpenMode wanted) throws IOException {
    tryLock(position, false, wanted).release();
  }

  private FileLock tryLock(int position, boolean shared, OpenMode wanted) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock(position, 1, shared);
    } catch (OverlappingFileLockException e) {
      ImageLockedException locked =
          new ImageLockedException(path, wanted, "this process holds " + describe(position));
      locked.initCause(e);
      throw locked;
    }
    if (lock == null) {
      throw new ImageLockedException(path, wanted, "another process holds " + describe(position));
    }
    return lock;
  }

  private static String describe(int position) {
    String permission =
        switch (position % 100) {
          case 0 -> "consistent read";
          case 1 -> "write";
          default -> "resize";
        };
    return position < CONSISTENT_READ_UNSHARED
        ? "the lock on byte " + position + " (it uses \"" + permission + "\")"
        : "the lock on byte " + position + " (it does not share \"" + permission + "\")";
  }

  private void release(int position) throws IOException {
    FileLock lock = held.remove(position);
    if (lock != null) {
      lock.release();
    }
  }

  private void releaseAll() throws IOException {
    for (int position : held.keySet().toArray(Integer[]::new)) {
      release(position);
    }
  }

  private void pause() throws InterruptedIOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the locks of " + path);
    }
  }

  @Override
  public void close() throws IOException {
    mode = null;
    if (channel.isOpen()) {
      releaseAll();
    }
  }
}
