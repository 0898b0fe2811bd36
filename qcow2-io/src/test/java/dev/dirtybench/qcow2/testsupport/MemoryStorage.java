package dev.dirtybench.qcow2.testsupport;

import dev.dirtybench.qcow2.image.ImageStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** An image in memory that counts what is asked of it and can be told to fail at some calls. */
public final class MemoryStorage implements ImageStorage {
  private static final int MAX_BYTES = 1 << 28;

  private byte[] content;
  private int size;
  private int calls;
  private int writes;
  private long reads;
  private long bytesRead;
  private int closes;
  private int failingCall = Integer.MAX_VALUE;
  private int failures;

  /** An empty one. */
  public MemoryStorage() {
    this(new byte[0]);
  }

  /**
   * Copies the bytes.
   *
   * @param image what it holds at first
   */
  public MemoryStorage(byte[] image) {
    content = image.clone();
    size = image.length;
  }

  /**
   * Copies the bytes.
   *
   * @param image what it holds at first, from index 0 to the limit, on the heap
   */
  public MemoryStorage(ByteBuffer image) {
    content = Arrays.copyOf(image.array(), image.limit());
    size = content.length;
  }

  /**
   * Lets calls fail; every call counts but closing.
   *
   * @param call the first that fails, counted from now
   * @param times how many fail
   * @return this
   */
  public MemoryStorage failAt(int call, int times) {
    calls = 0;
    failingCall = call;
    failures = times;
    return this;
  }

  /**
   * What it holds now.
   *
   * @return a copy
   */
  public byte[] content() {
    return Arrays.copyOf(content, size);
  }

  /**
   * What it holds now.
   *
   * @return a copy
   */
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(content());
  }

  /**
   * How often something has been asked of it.
   *
   * @return calls since the start, or since {@link #failAt}
   */
  public int calls() {
    return calls;
  }

  /**
   * How often it has been written.
   *
   * @return calls of {@link #write}
   */
  public int writes() {
    return writes;
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

  private void called(String what) throws IOException {
    if (calls++ >= failingCall && failures > 0) {
      failures--;
      throw new IOException("planted failure of " + what);
    }
  }

  @Override
  public int read(ByteBuffer target, long offset) throws IOException {
    called("read");
    reads++;
    if (offset >= size) {
      return -1;
    }
    int count = (int) Math.min(target.remaining(), size - offset);
    target.put(content, (int) offset, count);
    bytesRead += count;
    return count;
  }

  @Override
  public void write(ByteBuffer source, long offset) throws IOException {
    called("write");
    writes++;
    int count = source.remaining();
    ensure(Math.addExact(offset, count));
    source.get(content, (int) offset, count);
    size = (int) Math.max(size, offset + count);
  }

  @Override
  public void flush() throws IOException {
    called("flush");
  }

  @Override
  public long size() throws IOException {
    called("size");
    return size;
  }

  @Override
  public void setSize(long bytes) throws IOException {
    called("setSize");
    ensure(bytes);
    if (bytes < size) {
      Arrays.fill(content, (int) bytes, size, (byte) 0);
    }
    size = (int) bytes;
  }

  private void ensure(long needed) throws IOException {
    if (needed > MAX_BYTES) {
      throw new IOException("no space left in memory for " + needed + " bytes");
    }
    if (needed > content.length) {
      content = Arrays.copyOf(content, (int) Math.max(needed, content.length * 3L / 2));
    }
  }

  @Override
  public void close() {
    closes++;
  }
}
