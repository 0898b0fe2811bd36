package dev.dirtybench.qcow2.crash;

import dev.dirtybench.qcow2.image.ImageStorage;
import dev.dirtybench.qcow2.testsupport.MemoryStorage;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An image in memory whose calls fail as planned, once the plan is armed. */
final class FaultyStorage implements ImageStorage {
  /** How a call fails. */
  enum Fault {
    /** One call does nothing and fails. */
    ERROR,
    /** This call and all after it do nothing and fail. */
    DEAD,
    /** A write puts down a part and fails; other calls do nothing and fail. */
    SHORT,
    /** From this call on, nothing that makes the image longer succeeds; a write fills up first. */
    FULL
  }

  private final MemoryStorage memory;
  private Fault fault;
  private int failingCall;
  private int calls;
  private long fullAt;
  private String failed = "";

  FaultyStorage(byte[] initial) {
    memory = new MemoryStorage(initial);
  }

  /** Counts calls from here, and lets that one fail. */
  void arm(Fault planned, int call) {
    fault = planned;
    failingCall = call;
    calls = 0;
    failed = "";
  }

  /** Lets everything succeed again. */
  void disarm() {
    fault = null;
  }

  /** Calls since it was armed. */
  int calls() {
    return calls;
  }

  /** Which kind of call has failed, empty if none has. */
  String failed() {
    return failed;
  }

  byte[] content() {
    return memory.content();
  }

  private boolean fails(String call, long end) throws IOException {
    int index = calls++;
    if (fault == null || index < failingCall) {
      return false;
    }
    if (fault == Fault.FULL) {
      if (index == failingCall) {
        fullAt = memory.size();
      }
      if (end <= fullAt) {
        return false;
      }
    } else if (fault != Fault.DEAD && index != failingCall) {
      return false;
    }
    failed = failed.isEmpty() ? call : failed;
    return true;
  }

  private static IOException failure(String call) {
    return new IOException("planted failure of " + call);
  }

  @Override
  public int read(ByteBuffer target, long offset) throws IOException {
    if (fails("read", 0)) {
      throw failure("read");
    }
    return memory.read(target, offset);
  }

  @Override
  public void write(ByteBuffer source, long offset) throws IOException {
    if (!fails("write", offset + source.remaining())) {
      memory.write(source, offset);
      return;
    }
    if (fault == Fault.SHORT || fault == Fault.FULL) {
      long room = fault == Fault.FULL ? fullAt - offset : source.remaining() / 2;
      int part = (int) Math.max(0, Math.min(source.remaining(), room));
      source.limit(source.position() + part);
      memory.write(source, offset);
    }
    throw failure("write");
  }

  @Override
  public void flush() throws IOException {
    if (fails("flush", 0)) {
      throw failure("flush");
    }
    memory.flush();
  }

  @Override
  public long size() throws IOException {
    return memory.size();
  }

  @Override
  public void setSize(long bytes) throws IOException {
    if (fails("setSize", bytes)) {
      throw failure("setSize");
    }
    memory.setSize(bytes);
  }

  @Override
  public void close() {
    memory.close();
  }
}
