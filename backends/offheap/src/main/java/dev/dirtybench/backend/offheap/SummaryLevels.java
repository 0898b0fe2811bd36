package dev.dirtybench.backend.offheap;

import static dev.dirtybench.spi.Bitmap.NONE;

import dev.dirtybench.spi.Bitmap;
import java.util.function.LongFunction;

/**
 * Levels of bits above a row of words, which find the non-zero ones without reading the others.
 *
 * <p>Invariant "true summary": bit {@code k} of the lowest level is set if and only if word {@code
 * k} is non-zero, and bit {@code k} of any other level if and only if word {@code k} of the level
 * below it is non-zero. The highest level is one word. A word of the lowest level and the 64 words
 * that it describes are a block.
 *
 * <p>A search costs two reads for every level that it has to climb; a change climbs only while it
 * makes a summary word zero or non-zero.
 */
final class SummaryLevels {
  /** Words in 64 bytes: every level starts on a cache line. */
  private static final int LINE = 8;

  private final WordMemory memory;
  private final long[] starts;
  private final long[] lengths;

  SummaryLevels(long wordCount, LongFunction<? extends WordMemory> allocator) {
    int levels = 1;
    for (long below = ceil64(wordCount); below > 1; below = ceil64(below)) {
      levels++;
    }
    starts = new long[levels];
    lengths = new long[levels];
    long total = 0;
    long below = wordCount;
    for (int level = 0; level < levels; level++) {
      below = ceil64(below);
      starts[level] = total;
      lengths[level] = below;
      total += (below + LINE - 1) & -LINE;
    }
    memory = allocator.apply(total);
  }

  private static long ceil64(long count) {
    return (count + 63) >>> 6;
  }

  long blockCount() {
    return lengths[0];
  }

  /** Which words of a block are non-zero. */
  long block(long block) {
    return memory.get(block);
  }

  /** Says of those words of a block that are in the mask which of them are now non-zero. */
  void replace(long block, long mask, long nonZero) {
    long old = memory.get(block);
    long now = (old & ~mask) | nonZero;
    memory.put(block, now);
    if (old == 0) {
      if (now != 0) {
        raise(block);
      }
    } else if (now == 0) {
      lower(block);
    }
  }

  /** Says that a word, zero before, is now non-zero. */
  void mark(long word) {
    long block = word >>> 6;
    long old = memory.get(block);
    memory.put(block, old | 1L << word);
    if (old == 0) {
      raise(block);
    }
  }

  /** Says that a word, non-zero before, is now zero. */
  void unmark(long word) {
    long block = word >>> 6;
    long now = memory.get(block) & ~(1L << word);
    memory.put(block, now);
    if (now == 0) {
      lower(block);
    }
  }

  private void raise(long block) {
    long index = block;
    for (int level = 1; level < starts.length; level++) {
      long at = starts[level] + (index >>> 6);
      long old = memory.get(at);
      memory.put(at, old | 1L << index);
      if (old != 0) {
        return;
      }
      index >>>= 6;
    }
  }

  private void lower(long block) {
    long index = block;
    for (int level = 1; level < starts.length; level++) {
      long at = starts[level] + (index >>> 6);
      long now = memory.get(at) & ~(1L << index);
      memory.put(at, now);
      if (now != 0) {
        return;
      }
      index >>>= 6;
    }
  }

  /** The first non-zero word from one on, or {@link Bitmap#NONE}. */
  long next(long word) {
    long block = word >>> 6;
    if (block >= lengths[0]) {
      return NONE;
    }
    long rest = memory.get(block) & (-1L << word);
    if (rest == 0) {
      block = nextBlock(block + 1);
      if (block == NONE) {
        return NONE;
      }
      rest = memory.get(block);
    }
    return (block << 6) + Long.numberOfTrailingZeros(rest);
  }

  /** The first block from one on that has a non-zero word, or {@link Bitmap#NONE}. */
  long nextBlock(long block) {
    if (block < lengths[0] && memory.get(block) != 0) {
      return block;
    }
    long index = block;
    for (int level = 1; level < starts.length; level++) {
      long at = index >>> 6;
      if (at >= lengths[level]) {
        return NONE;
      }
      long rest = memory.get(starts[level] + at) & (-1L << index);
      if (rest != 0) {
        return descend(level, (at << 6) + Long.numberOfTrailingZeros(rest));
      }
      index = at + 1;
    }
    return NONE;
  }

  private long descend(int level, long index) {
    long found = index;
    for (int below = level - 1; below > 0; below--) {
      long bits = memory.get(starts[below] + found);
      found = (found << 6) + Long.numberOfTrailingZeros(bits);
    }
    return found;
  }

  /** The end of the run of non-zero words that starts at a word, looked for up to a limit. */
  long runEnd(long word, long limit) {
    long end = word;
    do {
      long zero = ~memory.get(end >>> 6) >>> end;
      if (zero != 0) {
        return Math.min(end + Long.numberOfTrailingZeros(zero), limit);
      }
      end = (end | 63) + 1;
    } while (end < limit);
    return limit;
  }

  long reservedBytes() {
    return memory.reservedBytes();
  }

  void free() {
    memory.free();
  }
}
