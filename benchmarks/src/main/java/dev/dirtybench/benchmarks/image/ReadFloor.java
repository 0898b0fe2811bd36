package dev.dirtybench.benchmarks.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * What loading is compared with: the same number of bytes of the same file, read from its start
 * into a direct buffer that holds all of them or, piece by piece, into a small one.
 */
public final class ReadFloor implements AutoCloseable {
  private final FileChannel channel;
  private final ByteBuffer buffer;
  private final long bytes;

  /**
   * Opens the file.
   *
   * @param file that no image of this process has open, because closing it would undo its locks
   * @param bytes how much to read
   * @param bufferBytes length of the buffer, at most 2 GiB
   * @throws IOException if it cannot be opened
   */
  public ReadFloor(Path file, long bytes, long bufferBytes) throws IOException {
    this.bytes = bytes;
    this.buffer = ByteBuffer.allocateDirect(Math.toIntExact(Math.min(bytes, bufferBytes)));
    this.channel = FileChannel.open(file);
  }

  /**
   * Reads all of it.
   *
   * @return the last byte read
   * @throws IOException if that fails, or the file is shorter
   */
  public byte run() throws IOException {
    return read(buffer);
  }

  /**
   * Reads all of it into a new buffer of the same length, as loading makes a new bitmap.
   *
   * @return the last byte read
   * @throws IOException if that fails, or the file is shorter
   */
  public byte runAnew() throws IOException {
    return read(ByteBuffer.allocateDirect(buffer.capacity()));
  }

  private byte read(ByteBuffer target) throws IOException {
    for (long done = 0; done < bytes; ) {
      target.clear().limit((int) Math.min(target.capacity(), bytes - done));
      int read = channel.read(target, done);
      if (read < 0) {
        throw new EOFException("the file must have " + bytes + " bytes, it ends after " + done);
      }
      done += read;
    }
    return target.get(0);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
