package dev.dirtybench.benchmarks.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What storing cannot undercut: as many bytes written from a direct buffer into a temporary file of
 * that length, with as many flushes after the same shares of them.
 */
public final class WriteFloor implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final List<Long> bytesFlushed;
  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer buffer;

  /**
   * Makes the file.
   *
   * @param bytesFlushed how much to write before each flush
   * @throws IOException if it cannot be made
   */
  public WriteFloor(List<Long> bytesFlushed) throws IOException {
    this.bytesFlushed = List.copyOf(bytesFlushed);
    this.buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    while (buffer.hasRemaining()) {
      buffer.put((byte) (buffer.position() % 251));
    }
    this.file = Files.createTempFile("dirtybench", ".floor");
    this.channel = FileChannel.open(file, StandardOpenOption.WRITE);
    run();
  }

  /**
   * Writes all of it over what the file has.
   *
   * @return where the last write ended
   * @throws IOException if that fails
   */
  public long run() throws IOException {
    long at = 0;
    for (long share : bytesFlushed) {
      long end = at + share;
      while (at < end) {
        buffer.clear().limit((int) Math.min(BUFFER_BYTES, end - at));
        at += channel.write(buffer, at);
      }
      channel.force(false);
    }
    return at;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}
