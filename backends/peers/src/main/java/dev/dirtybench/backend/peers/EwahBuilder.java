package dev.dirtybench.backend.peers;

import com.googlecode.javaewah.EWAHCompressedBitmap;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.WordCursor;
import java.nio.LongBuffer;

/** Builds EWAH bitmaps from start to end, which is what they are made for. */
final class EwahBuilder {
  private static final int CHUNK_WORDS = 512;

  private EwahBuilder() {}

  /** A bitmap with one run of set bits. */
  static EWAHCompressedBitmap run(int first, int end) {
    EWAHCompressedBitmap bits = new EWAHCompressedBitmap();
    appendRun(bits, first, end);
    return bits;
  }

  /**
   * Appends a run of set bits.
   *
   * @param bits its present size is at most {@code first}
   * @param first first bit of the run
   * @param end end of it, exclusive, more than {@code first}
   */
  static void appendRun(EWAHCompressedBitmap bits, int first, int end) {
    if (end - first > 1) {
      bits.setSizeInBits(first, false);
      bits.setSizeInBits(end, true);
    } else {
      bits.set(first);
    }
  }

  /** A bitmap of so many words of zeroes. */
  static EWAHCompressedBitmap zeroes(long words) {
    EWAHCompressedBitmap bits = new EWAHCompressedBitmap();
    if (words > 0) {
      bits.addStreamOfEmptyWords(false, words);
    }
    return bits;
  }

  /**
   * Appends words.
   *
   * @param bits of whole words
   * @param words the words, whose position moves on
   * @param count words to take, 1 or more
   * @param lastMask which bits of the last one exist
   */
  static void append(EWAHCompressedBitmap bits, LongBuffer words, int count, long lastMask) {
    for (int i = 1; i < count; i++) {
      bits.addWord(words.get());
    }
    bits.addWord(words.get() & lastMask);
  }

  /** The words of a bitmap of another backend. */
  static EWAHCompressedBitmap copy(Bitmap source) {
    EWAHCompressedBitmap bits = new EWAHCompressedBitmap();
    WordCursor cursor = new WordCursor(CHUNK_WORDS);
    long next = 0;
    while (source.nextWords(cursor)) {
      if (cursor.firstWord() > next) {
        bits.addStreamOfEmptyWords(false, cursor.firstWord() - next);
      }
      append(bits, LongBuffer.wrap(cursor.words()), cursor.count(), -1L);
      next = cursor.firstWord() + cursor.count();
    }
    return bits;
  }
}
