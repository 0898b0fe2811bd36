package dev.dirtybench.qcow2.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * An image in a file, locked as QEMU locks it for as long as it is open.
 *
 * <p>All images of one file that a process has open share one descriptor. Whoever opens and closes
 * the same file by other means in the same process loses the locks without a sign of it: that is
 * how POSIX locks work.
 */
public final class FileStorage implements ImageStorage {
  private final String path;
  private final SharedFile file;
  private OpenMode mode;
  private boolean closed;

  private FileStorage(String path, SharedFile file, OpenMode mode) {
    this.path = path;
    this.file = file;
    this.mode = mode;
  }

  /**
   * Opens and locks an existing file.
   *
   * @param path which file
   * @param mode what for
   * @return the storage
   * @throws ImageLockedException if another process, or this one, has it open in the way
   * @throws IOException if it cannot be opened
   */
  public static FileStorage open(Path path, OpenMode mode) throws IOException {
    Objects.requireNonNull(mode, "mode");
    return new FileStorage(path.toString(), SharedFile.open(path, mode), mode);
  }

  /**
   * Creates and locks a file for writing.
   *
   * @param path which file; there must be none yet
   * @return the storage, empty
   * @throws java.nio.file.FileAlreadyExistsException if there is one
   * @throws IOException if it cannot be created
   */
  public static FileStorage create(Path path) throws IOException {
    Files.createFile(path);
    return open(path, OpenMode.READ_WRITE);
  }

  @Override
  public int read(ByteBuffer target, long offset) throws IOException {
    return channel().read(target, offset);
  }

  @Override
  public void write(ByteBuffer source, long offset) throws IOException {
    requireWritable();
    long at = offset;
    while (source.hasRemaining()) {
      at += channel().write(source, at);
    }
  }

  @Override
  public void flush() throws IOException {
    channel().force(false);
  }

  @Override
  public long size() throws IOException {
    return channel().size();
  }

  @Override
  public void setSize(long bytes) throws IOException {
    requireWritable();
    if (bytes > channel().size()) {
      write(ByteBuffer.allocate(1), bytes - 1);
    } else {
      channel().truncate(bytes);
    }
  }

  @Override
  public boolean isHeld() throws IOException {
    channel();
    return mode == OpenMode.READ_UNLOCKED && file.isHeld();
  }

  @Override
  public void reopen(OpenMode wanted) throws IOException {
    if (wanted != mode) {
      if (wanted == OpenMode.READ_UNLOCKED || mode == OpenMode.READ_UNLOCKED) {
        throw new IOException(
            path + " cannot be reopened with or without locks; close it and open it again");
      }
      channel();
      file.change(path, wanted);
      mode = wanted;
    }
  }

  private FileChannel channel() throws IOException {
    if (closed) {
      throw new IOException(path + " has been closed");
    }
    return file.channel();
  }

  private void requireWritable() {
    if (mode != OpenMode.READ_WRITE) {
      throw new NonWritableChannelException();
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      file.release(mode);
    }
  }
}
