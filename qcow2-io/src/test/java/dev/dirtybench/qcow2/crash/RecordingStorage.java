package dev.dirtybench.qcow2.crash;

import dev.dirtybench.qcow2.image.ImageStorage;
import dev.dirtybench.qcow2.testsupport.MemoryStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** An image in memory that keeps every change and flush, so that a crash at each can be played. */
final class RecordingStorage implements ImageStorage {
  private final byte[] initial;
  private final MemoryStorage memory;
  private final List<StorageEvent> events = new ArrayList<>();

  RecordingStorage(byte[] initial) {
    this.initial = initial;
    this.memory = new MemoryStorage(initial);
  }

  /** The same recording as if one of its flushes, counted from 0, had never been made. */
  RecordingStorage withoutFlush(int which) {
    RecordingStorage changed = new RecordingStorage(initial);
    int flushes = 0;
    for (StorageEvent event : events) {
      if (!(event instanceof StorageEvent.Flush) || flushes++ != which) {
        changed.events.add(event);
      }
    }
    return changed;
  }

  int flushes() {
    return (int) events.stream().filter(event -> event instanceof StorageEvent.Flush).count();
  }

  byte[] initial() {
    return initial;
  }

  byte[] content() {
    return memory.content();
  }

  List<StorageEvent> events() {
    return events;
  }

  /** Says what a crash may leave from here on. */
  void mark(String what, Expectation expectation) {
    events.add(new StorageEvent.Mark(what, expectation));
  }

  @Override
  public int read(ByteBuffer target, long offset) throws IOException {
    return memory.read(target, offset);
  }

  @Override
  public void write(ByteBuffer source, long offset) throws IOException {
    byte[] copy = new byte[source.remaining()];
    source.duplicate().get(copy);
    memory.write(source, offset);
    events.add(new StorageEvent.Write(offset, copy));
  }

  @Override
  public void flush() {
    events.add(new StorageEvent.Flush());
  }

  @Override
  public long size() throws IOException {
    return memory.size();
  }

  @Override
  public void setSize(long bytes) throws IOException {
    memory.setSize(bytes);
    events.add(new StorageEvent.SetSize(bytes));
  }

  @Override
  public void close() {
    memory.close();
  }
}
