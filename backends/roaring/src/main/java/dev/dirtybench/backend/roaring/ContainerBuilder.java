package dev.dirtybench.backend.roaring;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.Container;
import org.roaringbitmap.RoaringBitmap;

/**
 * Builds Roaring containers from words, a container at a time.
 *
 * <p>Each becomes the smallest of array, bitmap and runs, as the library chooses it.
 */
final class ContainerBuilder {
  private static final int WORDS = ContainerWindow.WORDS;

  private ContainerBuilder() {}

  /**
   * The set bits of words, as bitmaps by bucket.
   *
   * @param firstWord index of the first word
   * @param words the words, whose position moves on
   * @param count words to take
   * @param lastMask which bits of the last word exist
   * @return the buckets in which a bit is set
   */
  static Map<Integer, RoaringBitmap> build(
      long firstWord, LongBuffer words, int count, long lastMask) {
    Map<Integer, RoaringBitmap> buckets = new TreeMap<>();
    long[] container = new long[WORDS];
    for (int done = 0; done < count; ) {
      long word = firstWord + done;
      int from = (int) (word % WORDS);
      int to = Math.min(WORDS, from + count - done);
      Arrays.fill(container, 0, from, 0);
      words.get(container, from, to - from);
      Arrays.fill(container, to, WORDS, 0);
      done += to - from;
      if (done == count) {
        container[to - 1] &= lastMask;
      }
      Container built = BitSetUtil.bitmapOf(container).getContainerPointer().getContainer();
      if (built != null) {
        long index = word / WORDS;
        buckets
            .computeIfAbsent((int) (index >>> 16), absent -> new RoaringBitmap())
            .append((char) index, built.runOptimize());
      }
    }
    return buckets;
  }

  /**
   * Whether words hold at most so many runs of set bits.
   *
   * @return true if it is cheaper to add the runs than to build containers
   */
  static boolean hasAtMost(int runs, long[] words, int from, int count) {
    int found = 0;
    long carry = 0;
    for (int i = from; i < from + count && found <= runs; i++) {
      long word = words[i];
      found += Long.bitCount(word & ~(word << 1 | carry));
      carry = word >>> 63;
    }
    return found <= runs;
  }
}
