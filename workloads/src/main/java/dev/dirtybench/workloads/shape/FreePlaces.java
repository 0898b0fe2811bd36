package dev.dirtybench.workloads.shape;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** The places of a {@link Layout} that nothing was written to yet, as runs inside extents. */
final class FreePlaces {
  private final TreeMap<Integer, Integer> endsByStart = new TreeMap<>();
  // Starts that may be outdated: one that is no more as long as its key is passed over.
  private final TreeMap<Integer, Deque<Integer>> startsByLength = new TreeMap<>();

  FreePlaces(Layout layout) {
    for (int i = 0; i < layout.extents(); i++) {
      add(layout.base(i), layout.base(i + 1));
    }
  }

  private void add(int start, int end) {
    if (start < end) {
      endsByStart.put(start, end);
      startsByLength.computeIfAbsent(end - start, length -> new ArrayDeque<>()).add(start);
    }
  }

  /** The run that a place lies in, start and end; null if it is taken. */
  Map.Entry<Integer, Integer> runAt(int place) {
    Map.Entry<Integer, Integer> run = endsByStart.floorEntry(place);
    return run != null && run.getValue() > place ? run : null;
  }

  /** The first free place from one on, or the end if there is none before it. */
  int nextFree(int from, int end) {
    if (runAt(from) != null) {
      return from;
    }
    Integer start = endsByStart.ceilingKey(from);
    return start == null ? end : Math.min(start, end);
  }

  /** A run of exactly that length, or the shortest that is longer; null if there is none. */
  Map.Entry<Integer, Integer> runOf(int length) {
    return firstOf(startsByLength.ceilingEntry(length), true);
  }

  /** The longest run; null if nothing is free. */
  Map.Entry<Integer, Integer> longest() {
    return firstOf(startsByLength.lastEntry(), false);
  }

  private Map.Entry<Integer, Integer> firstOf(
      Map.Entry<Integer, Deque<Integer>> candidates, boolean upwards) {
    Map.Entry<Integer, Deque<Integer>> entry = candidates;
    while (entry != null) {
      Deque<Integer> starts = entry.getValue();
      while (!starts.isEmpty()) {
        int start = starts.peek();
        Integer end = endsByStart.get(start);
        if (end != null && end - start == entry.getKey()) {
          return Map.entry(start, end);
        }
        starts.remove();
      }
      startsByLength.remove(entry.getKey());
      entry = upwards ? startsByLength.higherEntry(entry.getKey()) : startsByLength.lastEntry();
    }
    return null;
  }

  /** Takes places, free or not, inside one extent. */
  void take(int from, int to) {
    Map.Entry<Integer, Integer> run = endsByStart.lowerEntry(to);
    while (run != null && run.getValue() > from) {
      endsByStart.remove(run.getKey());
      add(run.getKey(), Math.min(from, run.getValue()));
      add(Math.max(to, run.getKey()), run.getValue());
      run = endsByStart.lowerEntry(Math.max(from, run.getKey()));
    }
  }
}
