package dev.dirtybench.backend.peers;

import java.nio.LongBuffer;
import java.util.Arrays;
import org.roaringbitmap.buffer.BufferBitSetUtil;
import org.roaringbitmap.buffer.MappeableContainerPointer;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/** Builds bitmaps of Roaring's buffer package from words, a container at a time. */
final class ContainerRuns {
  private static final int WORDS = ContainerWords.WORDS;

  private ContainerRuns() {}

  /**
   * The set bits of words.
   *
   * @param firstWord index of the first word
   * @param words the words, whose position moves on
   * @param count words to take, 1 or more
   * @param lastMask which bits of the last word exist
   * @return a new bitmap, each container the smallest of its kinds
   */
  static MutableRoaringBitmap build(long firstWord, LongBuffer words, int count, long lastMask) {
    MutableRoaringBitmap built = new MutableRoaringBitmap();
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
      MappeableContainerPointer found = BufferBitSetUtil.bitmapOf(container).getContainerPointer();
      if (found.hasContainer()) {
        built.append((char) (word / WORDS), found.getContainer().runOptimize());
      }
    }
    return built;
  }

  /**
   * Whether words hold at most so many runs of set bits.
   *
   * @return true if it is cheaper to add the runs than to build containers
   */
  static boolean areAtMost(int runs, long[] words, int from, int count) {
    int found = 0;
    long carry = 0;
    for (int i = from; i < from + count && found <= runs; i++) {
      found += Long.bitCount(words[i] & ~(words[i] << 1 | carry));
      carry = words[i] >>> 63;
    }
    return found <= runs;
  }
}
