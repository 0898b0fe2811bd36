package dev.dirtybench.dirty;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The bitmaps of a node by age and by name. An image may have 65,535 of them, so that finding,
 * adding and dropping one takes the same time however many there are. Guarded by the node's lock.
 */
final class NodeBitmaps {
  private final Set<DirtyBitmap> oldestFirst = new LinkedHashSet<>();
  private final Map<String, DirtyBitmap> byName = new HashMap<>();

  /** What {@link #list()} has returned last; null once that is no longer true. */
  private List<DirtyBitmap> newestFirst = List.of();

  /** All of them as they are now, newest first, unmodifiable. */
  List<DirtyBitmap> list() {
    if (newestFirst == null) {
      List<DirtyBitmap> list = new ArrayList<>(oldestFirst);
      Collections.reverse(list);
      newestFirst = List.copyOf(list);
    }
    return newestFirst;
  }

  Optional<DirtyBitmap> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  boolean contains(DirtyBitmap bitmap) {
    return oldestFirst.contains(bitmap);
  }

  void insert(DirtyBitmap bitmap) {
    oldestFirst.add(bitmap);
    bitmap.name().ifPresent(name -> byName.put(name, bitmap));
    newestFirst = null;
  }

  void drop(DirtyBitmap bitmap) {
    oldestFirst.remove(bitmap);
    bitmap.name().ifPresent(name -> byName.remove(name, bitmap));
    newestFirst = null;
  }

  /** Takes note of another name; null for none. */
  void rename(DirtyBitmap bitmap, String before, String after) {
    if (before != null) {
      byName.remove(before, bitmap);
    }
    if (after != null && contains(bitmap)) {
      byName.put(after, bitmap);
    }
  }

  void clear() {
    oldestFirst.clear();
    byName.clear();
    newestFirst = List.of();
  }
}
