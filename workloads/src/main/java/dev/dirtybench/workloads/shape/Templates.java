package dev.dirtybench.workloads.shape;

import dev.dirtybench.workloads.generate.SplitMix64;
import java.util.Arrays;

/** What the operations of a trace were like, without where they were: columns, one row for each. */
final class Templates {
  /** The rows that stay together when the order is shuffled. */
  private static final int BLOCK = 32;

  /** What share of all a block may move on by. */
  private static final int MOVE = 16;

  byte[] kinds = new byte[1024];
  long[] lengths = new long[1024];
  long[] gapsNs = new long[1024];
  long[] distances = new long[1024];
  int[] fresh = new int[1024];
  // The offset inside its granule of 4 KiB.
  short[] leads = new short[1024];
  // After which operation it started, 0 for the last one; -1 for none.
  byte[] follows = new byte[1024];
  int size;

  /** A distance as the distances of one operation are averaged. */
  static double log(long distance) {
    return Math.log(distance + 4096.0) / Math.log(2);
  }

  void flush(byte kind, long gapNs) {
    add(kind, 0, gapNs, 0, 0, 0, -1);
  }

  void add(
      byte kind,
      long length,
      long gapNs,
      long distance,
      long freshGranules,
      int lead,
      int followed) {
    if (size == kinds.length) {
      int capacity = size + (size >> 1);
      kinds = Arrays.copyOf(kinds, capacity);
      lengths = Arrays.copyOf(lengths, capacity);
      gapsNs = Arrays.copyOf(gapsNs, capacity);
      distances = Arrays.copyOf(distances, capacity);
      fresh = Arrays.copyOf(fresh, capacity);
      leads = Arrays.copyOf(leads, capacity);
      follows = Arrays.copyOf(follows, capacity);
    }
    kinds[size] = kind;
    lengths[size] = length;
    gapsNs[size] = gapNs;
    distances[size] = distance;
    fresh[size] = (int) freshGranules;
    leads[size] = (short) lead;
    follows[size] = (byte) followed;
    size++;
  }

  /** All rows, in blocks that each have moved a little, by chance. */
  int[] shuffledRows(SplitMix64 random) {
    int blocks = (size + BLOCK - 1) / BLOCK;
    long[] order = new long[blocks];
    long reach = Math.max(2, blocks / MOVE);
    for (int i = 0; i < blocks; i++) {
      order[i] = (i + random.below(reach)) << 32 | i;
    }
    Arrays.sort(order);
    int[] rows = new int[size];
    int next = 0;
    for (long block : order) {
      int first = (int) block * BLOCK;
      for (int row = first; row < Math.min(size, first + BLOCK); row++) {
        rows[next] = row;
        next++;
      }
    }
    return rows;
  }
}
