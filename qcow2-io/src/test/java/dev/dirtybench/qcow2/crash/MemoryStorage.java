package dev.dirtybench.qcow2.crash;

import dev.dirtybench.qcow2.image.ImageStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** An image in memory that counts what is asked of it. */
public final class MemoryStorage implements ImageStorage {
  private byte[] bytes;
  private int size;
  private long reads;
  private long bytesRead;
  private int closes;

  /**
   * Copies the bytes.
   *
   * @param content what the image holds at first
   */
  public MemoryStorage(byte[] content) {
    bytes = content.clone();
    size = content.length;
  }

  /**
   * What the image holds now.
   *
   * @return a copy
   */
  public byte[] content() {
    return Arrays.copyOf(bytes, size);
  }

  /**
   * How often it has been read.
   *
   * @return calls of {@link #read}
   */
  public long reads() {
    return reads;
  }

  /**
   * How much has been read.
   *
   * @return bytes, those read twice counted twice
   */
  public long bytesRead() {
    return bytesRead;
  }

  /**
   * How often it has been closed.
   *
   * @return calls of {@link #close}
   */
  public int closes() {
    return closes;
  }

  @Override
  public int read(ByteBuffer target, long offset) {
    reads++;
    if (offset >= size) {
      return -1;
    }
    int count = (int) Math.min(target.remaining(), size - offset);
    target.put(bytes, (int) offset, count);
    bytesRead += count;
    return count;
  }

  @Override
  public void write(ByteBuffer source, long offset) throws IOException {
    int count = source.remaining();
    ensure(Math.addExact(offset, count));
    source.get(bytes, (int) offset, count);
    size = (int) Math.max(size, offset + count);
  }

  @Override
  public void flush() {}

  @Override
  public long size() {
    return size;
  }

  @Override
  public void setSize(long newSize) throws IOException {
    ensure(newSize);
    if (newSize < size) {
      Arrays.fill(bytes, (int) newSize, size, (byte) 0);
    }
    size = (int) newSize;
  }

  private void ensure(long needed) throws IOException {
    if (needed > 1 << 28) {
      throw new IOException("no space left in memory for " + needed + " bytes");
    }
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, bytes.length * 3L / 2));
    }
  }

  @Override
  public void close() {
    closes++;
  }
}
