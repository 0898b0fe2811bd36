package dev.dirtybench.qcow2.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;

/**
 * The one descriptor that this process has of an image file, shared by all who read it.
 *
 * <p>Locks on a file belong to the process and vanish with any of its descriptors; therefore every
 * open image of one file uses one channel, and the last user closes it. Thread-safe.
 */
final class SharedFile {
  private static final Map<Object, SharedFile> OPEN = new HashMap<>();

  private final Object key;
  private final FileChannel channel;
  private final ImageLock lock;
  private final boolean writable;
  private int users;
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
      } else if (file.writing || mode == OpenMode.READ_WRITE) {
        throw new ImageLockedException(
            path.toString(),
            mode,
            "this process has it open for " + (file.writing ? "writing" : "reading"));
      }
      file.users++;
      file.writing = mode == OpenMode.READ_WRITE;
      return file;
    }
  }

  private static SharedFile openFirst(Object key, Path path, OpenMode mode) throws IOException {
    boolean writable = mode == OpenMode.READ_WRITE || Files.isWritable(path);
    FileChannel channel =
        writable
            ? FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)
            : FileChannel.open(path, StandardOpenOption.READ);
    try {
      ImageLock lock = ImageLock.acquire(channel, path.toString(), writable, mode);
      return new SharedFile(key, channel, lock, writable);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Object keyOf(Path path) throws IOException {
    Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    return key == null ? path.toRealPath() : key;
  }

  FileChannel channel() {
    return channel;
  }

  void change(String path, OpenMode mode) throws IOException {
    synchronized (OPEN) {
      if (mode == OpenMode.READ_WRITE && !writable) {
        throw new IOException(path + " cannot be reopened for writing: the file is read-only");
      }
      if (mode == OpenMode.READ_WRITE && users > 1) {
        throw new ImageLockedException(path, mode, "this process has it open for reading too");
      }
      lock.change(mode);
      writing = mode == OpenMode.READ_WRITE;
    }
  }

  void release() throws IOException {
    synchronized (OPEN) {
      if (--users == 0) {
        OPEN.remove(key);
        try (channel) {
          lock.close();
        }
      }
    }
  }
}
