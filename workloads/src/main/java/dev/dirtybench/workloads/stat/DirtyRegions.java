package dev.dirtybench.workloads.stat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which granules of 512 bytes were written, by regions of 1 MiB, in bounded memory.
 *
 * <p>A region that is written whole costs an entry of a table, one that is written in part 256
 * bytes more. Past {@link #MAX_PARTIAL} or {@link #MAX_REGIONS} of them every second region is
 * forgotten, by {@link NestedSample}, and counts become estimates.
 */
final class DirtyRegions {
  /** log2 of the bytes of a granule. */
  static final int GRANULE_BITS = 9;

  /** log2 of the bytes of a region. */
  static final int REGION_BITS = 20;

  /** Regions written in part that are remembered: half a TiB of them, in 128 MiB of memory. */
  static final int MAX_PARTIAL = 1 << 19;

  /** Regions that are remembered. */
  static final int MAX_REGIONS = 1 << 20;

  private static final int SHIFT = REGION_BITS - GRANULE_BITS;
  private static final int REGION_GRANULES = 1 << SHIFT;
  private static final int WORDS = REGION_GRANULES / 64;
  private static final int PAGE_BITS = 10;
  private static final int PLACE_BITS = 20;
  private static final int WHOLE = (1 << PLACE_BITS) - 1;
  private static final int FIRST_CAPACITY = 1 << 10;

  private final int maxPartial;
  private final int maxRegions;
  private final List<long[]> pages = new ArrayList<>();
  private int[] freeSlots = new int[16];
  private int free;
  private int slots;

  // Region + 1 in the upper bits, 0 for an empty entry; below, where the region's words are.
  private long[] entries = new long[FIRST_CAPACITY];
  private int regions;
  private int partial;
  private int level;
  private long lastRegion = -1;
  private int lastPlace;

  DirtyRegions() {
    this(MAX_PARTIAL, MAX_REGIONS);
  }

  DirtyRegions(int maxPartial, int maxRegions) {
    this.maxPartial = maxPartial;
    this.maxRegions = maxRegions;
  }

  /** Of how many regions one is remembered, as log2: 0 while all is exact. */
  int level() {
    return level;
  }

  /** Marks bytes, rounded outward; the length is 1 or more. */
  void mark(long offset, long length) {
    long end = offset + length - 1;
    long first = offset >>> REGION_BITS;
    long last = end >>> REGION_BITS;
    if (first == last) {
      if (level == 0 || NestedSample.contains(first, level)) {
        markIn(first, granuleIn(offset), granuleIn(end));
      }
      return;
    }
    while ((last - first >>> level) >= maxRegions) {
      raiseLevel();
    }
    int walked = level;
    long group = first >>> walked;
    while (group <= last >>> walked) {
      long region = NestedSample.ofGroup(group, walked);
      if (region >= first && region <= last && NestedSample.contains(region, level)) {
        markIn(
            region,
            region == first ? granuleIn(offset) : 0,
            region == last ? granuleIn(end) : REGION_GRANULES - 1);
      }
      group++;
    }
  }

  private static int granuleIn(long offset) {
    return (int) (offset >>> GRANULE_BITS) & REGION_GRANULES - 1;
  }

  private void markIn(long region, int from, int to) {
    boolean whole = from == 0 && to == REGION_GRANULES - 1;
    int place;
    if (region == lastRegion) {
      place = lastPlace;
    } else {
      int at = find(region);
      if (entries[at] == 0) {
        insert(region, whole);
        if (!NestedSample.contains(region, level)) {
          return;
        }
        at = find(region);
      }
      place = placeOf(entries[at]);
      lastRegion = region;
      lastPlace = place;
    }
    if (place == WHOLE) {
      return;
    }
    if (whole) {
      release(place);
      entries[find(region)] = entry(region, WHOLE);
      lastPlace = WHOLE;
      return;
    }
    long[] page = pages.get(place >>> PAGE_BITS);
    int base = (place & (1 << PAGE_BITS) - 1) * WORDS;
    int word = base + (from >>> 6);
    int lastWord = base + (to >>> 6);
    long head = -1L << from;
    long tail = -1L >>> -(to + 1);
    if (word == lastWord) {
      page[word] |= head & tail;
      return;
    }
    page[word] |= head;
    Arrays.fill(page, word + 1, lastWord, -1L);
    page[lastWord] |= tail;
  }

  private int find(long region) {
    int mask = entries.length - 1;
    int at = (int) (region * 0x9e3779b97f4a7c15L >>> 40) & mask;
    while (entries[at] != 0 && regionOf(entries[at]) != region) {
      at = at + 1 & mask;
    }
    return at;
  }

  private static long entry(long region, int place) {
    return region + 1 << PLACE_BITS | place;
  }

  private static long regionOf(long entry) {
    return (entry >>> PLACE_BITS) - 1;
  }

  private static int placeOf(long entry) {
    return (int) entry & WHOLE;
  }

  private void insert(long region, boolean whole) {
    while (regions >= maxRegions || !whole && partial >= maxPartial) {
      raiseLevel();
      if (!NestedSample.contains(region, level)) {
        return;
      }
    }
    if (regions >= entries.length / 2) {
      rehash(entries.length * 2);
    }
    entries[find(region)] = entry(region, whole ? WHOLE : newSlot());
    regions++;
  }

  private int newSlot() {
    partial++;
    if (free > 0) {
      free--;
      int slot = freeSlots[free];
      int base = (slot & (1 << PAGE_BITS) - 1) * WORDS;
      Arrays.fill(pages.get(slot >>> PAGE_BITS), base, base + WORDS, 0);
      return slot;
    }
    if (slots >>> PAGE_BITS == pages.size()) {
      pages.add(new long[WORDS << PAGE_BITS]);
    }
    slots++;
    return slots - 1;
  }

  private void release(int slot) {
    if (free == freeSlots.length) {
      freeSlots = Arrays.copyOf(freeSlots, free * 2);
    }
    freeSlots[free] = slot;
    free++;
    partial--;
  }

  private void raiseLevel() {
    level++;
    rehash(entries.length);
  }

  /** Into a table of another size, without what the present level leaves out. */
  private void rehash(int capacity) {
    long[] old = entries;
    entries = new long[capacity];
    regions = 0;
    lastRegion = -1;
    for (long entry : old) {
      if (entry != 0) {
        if (NestedSample.contains(regionOf(entry), level)) {
          entries[find(regionOf(entry))] = entry;
          regions++;
        } else if (placeOf(entry) != WHOLE) {
          release(placeOf(entry));
        }
      }
    }
  }

  /** How many granules were written, of any size up to a region's; an estimate if sampled. */
  long count(int granularityBits) {
    long count = 0;
    for (long entry : entries) {
      if (entry != 0) {
        int place = placeOf(entry);
        count +=
            place == WHOLE ? 1L << REGION_BITS - granularityBits : countIn(place, granularityBits);
      }
    }
    return count << level;
  }

  private int countIn(int place, int granularityBits) {
    long[] page = pages.get(place >>> PAGE_BITS);
    int base = (place & (1 << PAGE_BITS) - 1) * WORDS;
    int fold = granularityBits - GRANULE_BITS;
    int count = 0;
    if (fold < 6) {
      for (int i = base; i < base + WORDS; i++) {
        count += Long.bitCount(folded(page[i], fold));
      }
      return count;
    }
    int step = 1 << fold - 6;
    for (int i = base; i < base + WORDS; i += step) {
      long any = 0;
      for (int j = i; j < i + step; j++) {
        any |= page[j];
      }
      count += any == 0 ? 0 : 1;
    }
    return count;
  }

  /** Sets the lowest bit of each group of 2^fold bits that has a bit set, and no other. */
  private static long folded(long word, int fold) {
    long bits = word;
    for (int i = 0; i < fold; i++) {
      bits |= bits >>> (1 << i);
    }
    long lowest = fold == 0 ? -1L : Long.divideUnsigned(-1L, (1L << (1 << fold)) - 1);
    return bits & lowest;
  }

  /** Takes dirty runs. */
  interface Runs {
    void run(long firstGranule, long granules);
  }

  /**
   * The lengths of the dirty runs in granules of a size; of a sample only what lies within one
   * region of each.
   */
  LogHistogram runs(int granularityBits) {
    LogHistogram runs = new LogHistogram();
    runs(granularityBits, (first, granules) -> runs.add(granules, 1L << level));
    return runs;
  }

  /** Visits the dirty runs in granules of a size, in their order. */
  void runs(int granularityBits, Runs visitor) {
    long[] sorted = new long[regions];
    int filled = 0;
    for (long entry : entries) {
      if (entry != 0) {
        sorted[filled] = regionOf(entry);
        filled++;
      }
    }
    Arrays.sort(sorted);
    int perRegion = 1 << REGION_BITS - granularityBits;
    long run = 0;
    long at = 0;
    for (long region : sorted) {
      if (region * perRegion != at || level > 0) {
        end(visitor, at, run);
        run = 0;
      }
      at = region * perRegion;
      int place = placeOf(entries[find(region)]);
      if (place == WHOLE) {
        run += perRegion;
      } else {
        for (int i = 0; i < perRegion; i++) {
          if (isDirty(place, i, granularityBits)) {
            run++;
          } else {
            end(visitor, at + i, run);
            run = 0;
          }
        }
      }
      at += perRegion;
    }
    end(visitor, at, run);
  }

  private static void end(Runs visitor, long at, long run) {
    if (run > 0) {
      visitor.run(at - run, run);
    }
  }

  private boolean isDirty(int place, int granule, int granularityBits) {
    long[] page = pages.get(place >>> PAGE_BITS);
    int base = (place & (1 << PAGE_BITS) - 1) * WORDS;
    int fold = granularityBits - GRANULE_BITS;
    int bit = granule << fold;
    if (fold < 6) {
      return (page[base + (bit >>> 6)] >>> bit & (1L << (1 << fold)) - 1) != 0;
    }
    for (int i = bit >>> 6; i < bit + (1 << fold) >>> 6; i++) {
      if (page[base + i] != 0) {
        return true;
      }
    }
    return false;
  }
}
