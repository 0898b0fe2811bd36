package dev.dirtybench.workloads.own;

import dev.dirtybench.workloads.read.PackedFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A part of a damaged file, long enough for what is looked at as a whole; for use by one thread.
 */
final class SalvageWindow {
  private static final int FIRST_CAPACITY = 1 << 16;

  private final InputStream in;
  private ByteBuffer bytes = buffer(FIRST_CAPACITY);
  private int at;
  private int limit;
  private long start;
  private boolean ended;
  private PackedFault fault;

  SalvageWindow(InputStream in) {
    this.in = in;
  }

  private static ByteBuffer buffer(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** All bytes until {@link #has} is called; those from {@link #at} on are the next ones. */
  ByteBuffer bytes() {
    return bytes;
  }

  int at() {
    return at;
  }

  /** The offset of the next byte in the file. */
  long position() {
    return start + at;
  }

  /** What ended the file before its time, where it is packed; or null. */
  PackedFault fault() {
    return fault;
  }

  void advance(int count) {
    at += count;
  }

  /** Whether the file has so many bytes more. */
  boolean has(int count) throws IOException {
    if (limit - at >= count) {
      return true;
    }
    if (at + count > bytes.capacity()) {
      makeRoom(count);
    }
    while (!ended && limit - at < count) {
      fill();
    }
    return limit - at >= count;
  }

  /** Moves what is left to the start; twice the room asked for makes that rare. */
  private void makeRoom(int count) {
    ByteBuffer next = bytes.capacity() < 2 * count ? buffer(2 * count) : bytes;
    System.arraycopy(bytes.array(), at, next.array(), 0, limit - at);
    bytes = next;
    limit -= at;
    start += at;
    at = 0;
  }

  private void fill() throws IOException {
    try {
      int read = in.read(bytes.array(), limit, bytes.capacity() - limit);
      if (read < 0) {
        ended = true;
      } else {
        limit += read;
      }
    } catch (PackedFault e) {
      fault = e;
      ended = true;
    }
  }

  /** How many bytes are there without reading. */
  int available() {
    return limit - at;
  }
}
