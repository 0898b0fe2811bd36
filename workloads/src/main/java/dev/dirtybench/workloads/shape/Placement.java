package dev.dirtybench.workloads.shape;

import dev.dirtybench.workloads.generate.SplitMix64;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds a place in a {@link Layout} for one operation after another, so that as much of it is fresh
 * and as much written again, after as many bytes, as is asked for; for use by one thread.
 */
final class Placement {
  /** Operations of which one may go on where they ended. */
  static final int RECENT = 16;

  private static final int NOWHERE = -1;
  private static final int TRIES = 32;
  private static final int NEIGHBOURS = 512;

  /** Granules of an operation whose last writes are looked at. */
  private static final int PROBES = 8;

  /** How far a distance may be off, as log2. */
  private static final double NEAR = 0.25;

  /** A free run this many times as long as needed is entered anywhere, else at its start. */
  private static final int ROOMY = 64;

  private final Layout layout;
  private final SplitMix64 random;
  private final FreePlaces free;
  // For each place the bytes written up to its last write, 0 if there was none.
  private final long[] lastWrites;
  // For each operation the bytes written up to it, where it was and how many granules it took.
  private final long[] writtenUpTo;
  private final int[] starts;
  private final int[] sizes;
  // Which operations found nothing fresh: without them the same places are dirty at the end.
  private final BitSet spare = new BitSet();
  private int operations;
  private long written;
  // Granules that should be fresh by now and are not.
  private long owed;

  Placement(Layout layout, int operations, SplitMix64 random) {
    this.layout = layout;
    this.random = random;
    free = new FreePlaces(layout);
    lastWrites = new long[layout.size()];
    writtenUpTo = new long[operations];
    starts = new int[operations];
    sizes = new int[operations];
  }

  /**
   * Places an operation.
   *
   * @param granules how many it takes, 1 or more
   * @param fresh how many of them should not have been written before
   * @param distance how many bytes ago the others should have been written
   * @param follows after which operation it should start, 0 for the last, or -1 for none
   * @param length its bytes
   */
  void place(int granules, int fresh, long distance, int follows, long length) {
    int wanted =
        fresh == 0 && owed >= granules ? granules : fresh > 0 && -owed >= fresh ? 0 : fresh;
    int place = NOWHERE;
    if (follows >= 0 && follows < operations) {
      place = following(operations - 1 - follows, granules, wanted, distance);
    }
    if (place == NOWHERE && wanted > 0) {
      place = wanted == granules ? freshPlace(granules) : mixedPlace(granules, wanted);
    }
    if (place == NOWHERE) {
      place = writtenPlace(granules, distance);
    }
    if (place == NOWHERE) {
      place = anyPlace(granules);
    }
    take(place, granules, fresh, length);
  }

  /** Moves operations that wrote nothing fresh to what is still free, as far as they fit in. */
  void settle() {
    TreeMap<Integer, Deque<Integer>> bySize = new TreeMap<>();
    spare.stream()
        .forEach(i -> bySize.computeIfAbsent(sizes[i], size -> new ArrayDeque<>()).add(i));
    int at = free.nextFree(0, layout.size());
    while (at < layout.size()) {
      int end = free.runAt(at).getValue();
      Map.Entry<Integer, Deque<Integer>> fitting = bySize.floorEntry(end - at);
      if (fitting == null) {
        at = free.nextFree(end, layout.size());
      } else {
        starts[fitting.getValue().remove()] = at;
        free.take(at, at + fitting.getKey());
        if (fitting.getValue().isEmpty()) {
          bySize.remove(fitting.getKey());
        }
        at = free.nextFree(at, layout.size());
      }
    }
  }

  /** The first place of an operation, all places of which lie in one extent. */
  int start(int operation) {
    return starts[operation];
  }

  private int following(int operation, int granules, int fresh, long distance) {
    int start = starts[operation] + sizes[operation];
    if (start >= layout.size()
        || layout.extentOf(start) != layout.extentOf(start - 1)
        || !fits(start, granules)) {
      return NOWHERE;
    }
    int actual = freeIn(start, start + granules);
    boolean right = fresh == 0 ? actual == 0 : Math.abs(actual - fresh) <= fresh >> 2;
    return right && (actual > 0 || isNear(start, granules, distance, 2)) ? start : NOWHERE;
  }

  private boolean fits(int start, int granules) {
    return start >= 0
        && start < layout.size()
        && granules <= layout.base(layout.extentOf(start) + 1) - start;
  }

  private int freeIn(int from, int to) {
    int count = 0;
    int at = free.nextFree(from, to);
    while (at < to) {
      int end = Math.min(to, free.runAt(at).getValue());
      count += end - at;
      at = free.nextFree(end, to);
    }
    return count;
  }

  /** Where all is fresh, or as much of it as there is room for. */
  private int freshPlace(int granules) {
    Map.Entry<Integer, Integer> fitting = free.runOf(granules);
    if (fitting != null && fitting.getValue() - fitting.getKey() <= 2L * granules) {
      return fitting.getKey();
    }
    for (int i = 0; i < TRIES; i++) {
      int hit = (int) random.below(layout.size());
      Map.Entry<Integer, Integer> run = free.runAt(hit);
      if (run != null && run.getValue() - run.getKey() >= granules) {
        boolean roomy = run.getValue() - run.getKey() >= (long) granules * ROOMY;
        return roomy ? Math.min(hit, run.getValue() - granules) : run.getKey();
      }
    }
    return fitting != null ? fitting.getKey() : overlapping(free.longest(), granules);
  }

  /** Over the end of a free run that is too short. */
  private int overlapping(Map.Entry<Integer, Integer> run, int granules) {
    if (run == null) {
      return NOWHERE;
    }
    int extent = layout.extentOf(run.getKey());
    int place = Math.max(layout.base(extent), run.getValue() - granules);
    return fits(place, granules) ? place : NOWHERE;
  }

  /** Where about as much is fresh as should be, by trying. */
  private int mixedPlace(int granules, int fresh) {
    int best = NOWHERE;
    int bestError = Integer.MAX_VALUE;
    for (int i = 0; i < 2 * TRIES && bestError > fresh >> 4; i++) {
      Map.Entry<Integer, Integer> run = i == 0 ? free.runOf(fresh) : i == 1 ? free.longest() : null;
      int hit = run == null ? (int) random.below(layout.size()) : run.getKey();
      run = run == null ? free.runAt(hit) : run;
      int place =
          run == null || (i & 1) == 0
              ? hit - (int) random.below(granules)
              : Math.min(run.getKey() + fresh, run.getValue()) - granules;
      int extent = layout.extentOf(hit);
      place = Math.min(place, layout.base(extent + 1) - granules);
      place = Math.max(place, layout.base(extent));
      if (fits(place, granules)) {
        int error = Math.abs(freeIn(place, place + granules) - fresh);
        if (error < bestError) {
          bestError = error;
          best = place;
        }
      }
    }
    return best;
  }

  /** Where all is written, about that many bytes ago; or nowhere. */
  private int writtenPlace(int granules, long distance) {
    int middle = Arrays.binarySearch(writtenUpTo, 0, operations, written - distance);
    middle = middle < 0 ? -middle - 1 : middle;
    int best = NOWHERE;
    double bestError = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 2 * NEIGHBOURS && bestError > NEAR; i++) {
      int candidate = middle + ((i & 1) == 0 ? i / 2 : -1 - i / 2);
      if (candidate >= 0 && candidate < operations) {
        int inside = granules < sizes[candidate] ? (int) random.below(sizes[candidate]) : 0;
        int place = fit(starts[candidate] + inside, granules);
        double error =
            place == NOWHERE ? Double.POSITIVE_INFINITY : error(place, granules, distance);
        if (error < bestError) {
          bestError = error;
          best = place;
        }
      }
    }
    return best;
  }

  /** Moves an operation left until all of it is written and in one extent; or nowhere. */
  private int fit(int start, int granules) {
    int extent = layout.extentOf(start);
    int end = Math.min(start + granules, layout.base(extent + 1));
    end = free.nextFree(start, end);
    int place = end - granules;
    return place >= layout.base(extent) && free.nextFree(place, end) == end ? place : NOWHERE;
  }

  private boolean isNear(int place, int granules, long distance, double octaves) {
    return error(place, granules, distance) <= octaves;
  }

  /** How far the distances of some of the granules are off in the mean, as log2. */
  private double error(int place, int granules, long distance) {
    int probes = Math.min(granules, PROBES);
    double sum = 0;
    for (int i = 0; i < probes; i++) {
      long last = lastWrites[place + (int) ((long) i * granules / probes)];
      sum += Templates.log(written - last);
    }
    return Math.abs(sum / probes - Templates.log(distance));
  }

  /** Some place in an extent that is long enough. */
  private int anyPlace(int granules) {
    for (int i = 0; i < TRIES; i++) {
      int place = (int) random.below(layout.size());
      if (fits(place, granules)) {
        return place;
      }
    }
    int longest = 0;
    for (int i = 1; i < layout.extents(); i++) {
      if (layout.base(i + 1) - layout.base(i) > layout.base(longest + 1) - layout.base(longest)) {
        longest = i;
      }
    }
    return layout.base(longest);
  }

  private void take(int place, int granules, int fresh, long length) {
    int end = place + granules;
    written += length;
    int actual = 0;
    for (int i = place; i < end; i++) {
      actual += lastWrites[i] == 0 ? 1 : 0;
      lastWrites[i] = written;
    }
    if (actual > 0) {
      free.take(place, end);
    }
    spare.set(operations, actual == 0);
    owed += fresh - actual;
    writtenUpTo[operations] = written;
    starts[operations] = place;
    sizes[operations] = granules;
    operations++;
  }
}
