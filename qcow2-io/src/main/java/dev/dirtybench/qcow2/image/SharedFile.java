package dev.dirtybench.qcow2.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;

/**
 * The one descriptor that this process has of an image file, shared by all who use it.
 *
 * <p>Locks on a file belong to the process and vanish with any of its descriptors; therefore every
 * open image of one file uses one channel, and the last user closes it. The locks are taken for the
 * first user who needs them and given back by the last; who looks without locks needs none.
 * Thread-safe.
 */
final class SharedFile {
  private static final Map<Object, SharedFile> OPEN = new HashMap<>();

  private final Object key;
  private final FileChannel channel;
  private final ImageLock lock;
  private final boolean writable;
  private int users;
  private int lockedUsers;
  private boolean writing;

  private SharedFile(Object key, FileChannel channel, ImageLock lock, boolean writable) {
    this.key = key;
    this.channel = channel;
    this.lock = lock;
    this.writable = writable;
  }

  static SharedFile open(Path path, OpenMode mode) throws IOException {
    synchronized (OPEN) {
      Object key = keyOf(path);
      SharedFile file = OPEN.get(key);
      if (file == null) {
        file = openFirst(key, path, mode);
        OPEN.put(key, file);
      }
      try {
        file.admit(path, mode);
      } catch (IOException | RuntimeException e) {
        file.closeIfUnused();
        throw e;
      }
      return file;
    }
  }

  private static SharedFile openFirst(Object key, Path path, OpenMode mode) throws IOException {
    boolean writable = mode == OpenMode.READ_WRITE || Files.isWritable(path);
    FileChannel channel =
        writable
            ? FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)
            : FileChannel.open(path, StandardOpenOption.READ);
    return new SharedFile(
        key, channel, new ImageLock(channel, path.toString(), writable), writable);
  }

  private static Object keyOf(Path path) throws IOException {
    Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    return key == null ? path.toRealPath() : key;
  }

  private void admit(Path path, OpenMode mode) throws IOException {
    if (mode != OpenMode.READ_UNLOCKED) {
      if (writing || mode == OpenMode.READ_WRITE && lockedUsers > 0) {
        throw new ImageLockedException(
            path.toString(),
            mode,
            "this process has it open for " + (writing ? "writing" : "reading"));
      }
      if (mode == OpenMode.READ_WRITE && !writable) {
        throw new AccessDeniedException(path.toString());
      }
      lock.change(mode);
      lockedUsers++;
      writing = mode == OpenMode.READ_WRITE;
    }
    users++;
  }

  FileChannel channel() {
    return channel;
  }

  /** Whether somebody, in this process or another one, has the file so that it cannot be read. */
  boolean isHeld() throws IOException {
    synchronized (OPEN) {
      return writing || lockedUsers == 0 && lock.isContested();
    }
  }

  void change(String path, OpenMode mode) throws IOException {
    synchronized (OPEN) {
      if (mode == OpenMode.READ_WRITE && !writable) {
        throw new IOException(path + " cannot be reopened for writing: the file is read-only");
      }
      if (mode == OpenMode.READ_WRITE && lockedUsers > 1) {
        throw new ImageLockedException(path, mode, "this process has it open for reading too");
      }
      lock.change(mode);
      writing = mode == OpenMode.READ_WRITE;
    }
  }

  /** Takes leave of a user who had the file in a mode. */
  void release(OpenMode mode) throws IOException {
    synchronized (OPEN) {
      users--;
      try {
        if (mode != OpenMode.READ_UNLOCKED && --lockedUsers == 0) {
          writing = false;
          lock.close();
        }
      } finally {
        closeIfUnused();
      }
    }
  }

  private void closeIfUnused() throws IOException {
    if (users == 0) {
      OPEN.remove(key);
      channel.close();
    }
  }
}
