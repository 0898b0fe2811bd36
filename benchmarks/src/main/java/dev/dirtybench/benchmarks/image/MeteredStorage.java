package dev.dirtybench.benchmarks.image;

import dev.dirtybench.qcow2.image.ImageStorage;
import dev.dirtybench.qcow2.image.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Storage that counts what passes through it to another one. */
public final class MeteredStorage implements ImageStorage {
  private final ImageStorage inner;
  private final List<Long> flushed = new ArrayList<>();
  private long bytesRead;
  private long unflushed;

  /**
   * Meters a storage.
   *
   * @param inner does the work and is closed with this
   */
  public MeteredStorage(ImageStorage inner) {
    this.inner = inner;
  }

  /**
   * How much was read.
   *
   * @return bytes
   */
  public long bytesRead() {
    return bytesRead;
  }

  /**
   * How much was written before each flush, since the flush before it.
   *
   * @return bytes, one number for each flush
   */
  public List<Long> bytesFlushed() {
    return List.copyOf(flushed);
  }

  /** Counts from 0 again. */
  public void reset() {
    flushed.clear();
    bytesRead = 0;
    unflushed = 0;
  }

  @Override
  public int read(ByteBuffer target, long offset) throws IOException {
    int read = inner.read(target, offset);
    bytesRead += Math.max(0, read);
    return read;
  }

  @Override
  public void write(ByteBuffer source, long offset) throws IOException {
    int bytes = source.remaining();
    inner.write(source, offset);
    unflushed += bytes;
  }

  @Override
  public void flush() throws IOException {
    inner.flush();
    flushed.add(unflushed);
    unflushed = 0;
  }

  @Override
  public long size() throws IOException {
    return inner.size();
  }

  @Override
  public void setSize(long bytes) throws IOException {
    inner.setSize(bytes);
  }

  @Override
  public void reopen(OpenMode mode) throws IOException {
    inner.reopen(mode);
  }

  @Override
  public void close() throws IOException {
    inner.close();
  }
}
