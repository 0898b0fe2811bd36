package dev.dirtybench.spi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Word access for backends that have none of their own: correct for any backend, in runs of bits.
 *
 * <p>Costs one search or one range operation for every run of set bits, and a small buffer a call.
 */
final class WordRuns {
  /** Words that pass through a buffer at a time, 4 KiB. */
  static final int CHUNK_WORDS = 512;

  private WordRuns() {}

  static void get(Bitmap bitmap, long firstWord, long[] target, int from, int count) {
    Arrays.fill(target, from, from + count, 0);
    long origin = firstWord << 6;
    long end = Math.min(origin + ((long) count << 6), bitmap.bitCount());
    long bit = bitmap.nextSetBit(origin, end);
    while (bit != Bitmap.NONE) {
      long clear = bit + 1 == end ? Bitmap.NONE : bitmap.nextClearBit(bit + 1, end);
      long runEnd = clear == Bitmap.NONE ? end : clear;
      fill(target, from, bit - origin, runEnd - origin);
      bit = runEnd == end ? Bitmap.NONE : bitmap.nextSetBit(runEnd, end);
    }
  }

  static long count(Bitmap bitmap, long firstBit, long endBit) {
    long count = 0;
    long bit = bitmap.nextSetBit(firstBit, endBit);
    while (bit != Bitmap.NONE) {
      long clear = bit + 1 == endBit ? Bitmap.NONE : bitmap.nextClearBit(bit + 1, endBit);
      long runEnd = clear == Bitmap.NONE ? endBit : clear;
      count += runEnd - bit;
      bit = runEnd == endBit ? Bitmap.NONE : bitmap.nextSetBit(runEnd, endBit);
    }
    return count;
  }

  private static void fill(long[] target, int from, long firstBit, long endBit) {
    int first = from + (int) (firstBit >>> 6);
    int last = from + (int) ((endBit - 1) >>> 6);
    long head = -1L << firstBit;
    long tail = -1L >>> -endBit;
    if (first == last) {
      target[first] |= head & tail;
    } else {
      target[first] |= head;
      Arrays.fill(target, first + 1, last, -1L);
      target[last] |= tail;
    }
  }

  static void set(Bitmap bitmap, long firstWord, long[] source, int from, int count) {
    long runStart = Bitmap.NONE;
    for (int i = 0; i < count; i++) {
      long origin = (firstWord + i) << 6;
      long word = source[from + i];
      int at = 0;
      while (at < 64) {
        long rest = (runStart == Bitmap.NONE ? word : ~word) >>> at;
        if (rest == 0) {
          break;
        }
        at += Long.numberOfTrailingZeros(rest);
        if (runStart == Bitmap.NONE) {
          runStart = origin + at;
        } else {
          bitmap.setBits(runStart, origin + at - runStart);
          runStart = Bitmap.NONE;
        }
      }
    }
    if (runStart != Bitmap.NONE) {
      bitmap.setBits(runStart, ((firstWord + count) << 6) - runStart);
    }
  }

  static boolean scan(Bitmap bitmap, WordCursor cursor) {
    long bit = bitmap.nextSetBit(cursor.position() << 6, bitmap.bitCount());
    if (bit == Bitmap.NONE) {
      return false;
    }
    long firstWord = bit >>> 6;
    long[] words = cursor.words();
    int available = (int) Math.min(words.length, bitmap.wordCount() - firstWord);
    int count = 0;
    int step = 1;
    // Doubling steps: a lone word costs one copy, a long run few.
    while (count < available) {
      int copied = Math.min(step, available - count);
      bitmap.getWords(firstWord + count, words, count, copied);
      int end = count + copied;
      while (count < end && words[count] != 0) {
        count++;
      }
      if (count < end) {
        break;
      }
      step <<= 1;
    }
    cursor.accept(firstWord, count);
    return true;
  }

  static void serialize(Bitmap bitmap, long firstWord, int count, ByteBuffer target) {
    LongBuffer out = words(target);
    long[] chunk = new long[Math.min(count, CHUNK_WORDS)];
    for (int done = 0; done < count; done += chunk.length) {
      int step = Math.min(chunk.length, count - done);
      bitmap.getWords(firstWord + done, chunk, 0, step);
      out.put(chunk, 0, step);
    }
    target.position(target.position() + (count << 3));
  }

  static void deserialize(Bitmap bitmap, long firstWord, int count, ByteBuffer source) {
    LongBuffer in = words(source);
    long[] chunk = new long[Math.min(count, CHUNK_WORDS)];
    for (int done = 0; done < count; done += chunk.length) {
      int step = Math.min(chunk.length, count - done);
      in.get(chunk, 0, step);
      chunk[step - 1] &= bitmap.wordMask(firstWord + done + step - 1);
      bitmap.putWords(firstWord + done, chunk, 0, step);
    }
    source.position(source.position() + (count << 3));
  }

  private static LongBuffer words(ByteBuffer buffer) {
    return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }
}
