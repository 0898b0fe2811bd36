package dev.dirtybench.dirty;

import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A store in memory that keeps names, can be full, and can be told to fail. */
final class MemoryStore implements PersistentStore {
  final Set<String> stored = new LinkedHashSet<>();
  final List<List<String>> removals = new ArrayList<>();
  int capacity = 10;
  Exception failure;

  @Override
  public void requireCanStore(String name, Granularity granularity, long size) {
    if (stored.size() >= capacity) {
      throw new IllegalArgumentException("the store is full at " + capacity + " bitmaps");
    }
  }

  @Override
  public void remove(List<String> names) throws IOException {
    if (failure instanceof IOException io) {
      throw io;
    }
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    removals.add(List.copyOf(names));
    names.forEach(stored::remove);
  }

  /** Stores as an image does when it is closed. */
  void store(BitmapNode node) {
    node.storage().toStore().forEach(bitmap -> stored.add(bitmap.name().orElseThrow()));
  }
}
