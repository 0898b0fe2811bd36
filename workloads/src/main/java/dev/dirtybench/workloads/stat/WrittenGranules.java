package dev.dirtybench.workloads.stat;

/**
 * When each granule was written last, in bounded memory: what tells overwrites from first writes.
 *
 * <p>Past a number of granules every second one is forgotten, by {@link NestedSample}; each one
 * that is left then counts for two.
 */
final class WrittenGranules {
  /** log2 of the bytes of a granule: 4 KiB. */
  static final int GRANULE_BITS = 12;

  /** Granules that are remembered: 8 GiB of them, in 96 MiB of memory. */
  static final int MAX_GRANULES = 1 << 21;

  private static final int FIRST_CAPACITY = 1 << 10;
  private static final int STRIDE = 3;

  private final int maxGranules;
  private final Touches touches;

  // Three for a granule: itself + 1, 0 for an empty entry; the bytes written up to its last write;
  // the tick of that write.
  private long[] entries = new long[FIRST_CAPACITY * STRIDE];
  private int capacity = FIRST_CAPACITY;
  private int granules;
  private int level;
  private long written;

  /** Told of every write of a granule. */
  interface Touches {
    /** The first write of a granule; it stands for {@code weight} granules. */
    void first(long tick, long weight);

    /** A further one: how many bytes other operations wrote since, and when the last one was. */
    void again(long tick, long weight, long distance, long lastTick);
  }

  WrittenGranules(Touches touches) {
    this(touches, MAX_GRANULES);
  }

  WrittenGranules(Touches touches, int maxGranules) {
    this.touches = touches;
    this.maxGranules = maxGranules;
  }

  /** Of how many granules one is remembered, as log2: 0 while all is exact. */
  int level() {
    return level;
  }

  /** Takes one write; the length is 1 or more. */
  void mark(long offset, long length, long tick) {
    long first = offset >>> GRANULE_BITS;
    long last = offset + length - 1 >>> GRANULE_BITS;
    while (last - first >>> level >= maxGranules) {
      raiseLevel();
    }
    long before = written;
    written += length;
    if (first == last) {
      if (level == 0 || NestedSample.contains(first, level)) {
        touch(first, before, tick);
      }
      return;
    }
    int walked = level;
    for (long group = first >>> walked; group <= last >>> walked; group++) {
      long granule = NestedSample.ofGroup(group, walked);
      if (granule >= first && granule <= last && NestedSample.contains(granule, level)) {
        touch(granule, before, tick);
      }
    }
  }

  private void touch(long granule, long before, long tick) {
    int at = find(granule);
    if (entries[at] == 0) {
      while (granules >= maxGranules) {
        raiseLevel();
      }
      if (!NestedSample.contains(granule, level)) {
        return;
      }
      if (granules >= capacity / 2) {
        rehash(capacity * 2);
      }
      at = find(granule);
      entries[at] = granule + 1;
      granules++;
      touches.first(tick, 1L << level);
    } else {
      touches.again(tick, 1L << level, before - entries[at + 1], entries[at + 2]);
    }
    entries[at + 1] = written;
    entries[at + 2] = tick;
  }

  private int find(long granule) {
    int mask = capacity - 1;
    int at = (int) (granule * 0x9e3779b97f4a7c15L >>> 40) & mask;
    while (entries[at * STRIDE] != 0 && entries[at * STRIDE] != granule + 1) {
      at = at + 1 & mask;
    }
    return at * STRIDE;
  }

  private void raiseLevel() {
    level++;
    rehash(capacity);
  }

  private void rehash(int newCapacity) {
    long[] old = entries;
    entries = new long[newCapacity * STRIDE];
    capacity = newCapacity;
    granules = 0;
    for (int i = 0; i < old.length; i += STRIDE) {
      if (old[i] != 0 && NestedSample.contains(old[i] - 1, level)) {
        System.arraycopy(old, i, entries, find(old[i] - 1), STRIDE);
        granules++;
      }
    }
  }
}
