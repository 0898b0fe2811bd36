package dev.dirtybench.qcow2.testsupport;

import dev.dirtybench.qcow2.image.ImageStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** An image in memory that counts its calls and can be told to fail at some of them. */
public final class MemoryStorage implements ImageStorage {
  private byte[] content;
  private int size;
  private int calls;
  private int writes;
  private int failingCall = Integer.MAX_VALUE;
  private int failures;
  private boolean closed;

  public MemoryStorage() {
    this(ByteBuffer.allocate(0));
  }

  public MemoryStorage(ByteBuffer image) {
    content = Arrays.copyOf(image.array(), image.limit());
    size = content.length;
  }

  /** Lets so many calls fail from the given one on, counted from now; writes, flushes, reads. */
  public MemoryStorage failAt(int call, int times) {
    calls = 0;
    failingCall = call;
    failures = times;
    return this;
  }

  /** A copy of the bytes. */
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(Arrays.copyOf(content, size));
  }

  public int writes() {
    return writes;
  }

  public int calls() {
    return calls;
  }

  public boolean isClosed() {
    return closed;
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
    if (offset >= size) {
      return -1;
    }
    int bytes = (int) Math.min(target.remaining(), size - offset);
    target.put(content, (int) offset, bytes);
    return bytes;
  }

  @Override
  public void write(ByteBuffer source, long offset) throws IOException {
    called("write");
    writes++;
    int bytes = source.remaining();
    grow(Math.toIntExact(offset + bytes));
    source.get(content, (int) offset, bytes);
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
    grow(Math.toIntExact(bytes));
    size = (int) bytes;
  }

  private void grow(int bytes) {
    if (bytes > content.length) {
      content = Arrays.copyOf(content, Math.max(bytes, Math.min(2 * content.length, 1 << 28)));
    }
    size = Math.max(size, bytes);
  }

  @Override
  public void close() {
    closed = true;
  }
}
