package dev.dirtybench.backend.adaptive;

import dev.dirtybench.spi.Bitmap;

/**
 * The searches for set and clear bits, which remember what a scan asks next.
 *
 * <p>Of words, the one found last: a search that starts in it reads it from where it is remembered,
 * and the processor may do so before the search's bit is known. Of a list, the run found last.
 */
final class Search {
  private static final int SHIFT = 16;
  private static final int INSIDE = WordPiece.BITS - 1;
  private static final int WORD_INSIDE = WordPiece.WORDS - 1;
  private static final long NONE = Bitmap.NONE;

  // The word found last: its number in the bitmap, and where its piece holds it.
  private long hint = NONE;
  private long[] hintPiece = Directory.EMPTY;
  private int hintAt;

  // The run of a list found last: a scan asks next for its end, and then for the run after it.
  private long[] runPiece = Directory.EMPTY;
  private int runEntry;
  private int runEntries;
  private long runInside = NONE;
  private long runEnd = NONE;

  Search() {}

  /** Before a piece is replaced, or a packed one changed. */
  void forget() {
    hint = NONE;
    hintPiece = Directory.EMPTY;
    hintAt = 0;
    forgetRun();
  }

  private void forgetRun() {
    runInside = NONE;
    runEnd = NONE;
    runPiece = Directory.EMPTY;
    runEntries = 0;
  }

  private static long inRange(long bit, long endBit) {
    return bit < endBit ? bit : NONE;
  }

  /** The first set bit of a range with an exclusive end, or {@link Bitmap#NONE}. */
  long nextSet(Directory directory, long firstBit, long endBit) {
    if (firstBit >>> 6 == hint) {
      long rest = hintPiece[hintAt] >>> firstBit;
      return rest != 0
          ? inRange(firstBit + Long.numberOfTrailingZeros(rest), endBit)
          : nextSetAfterHint(directory, endBit);
    }
    if (firstBit == hint + 1 << 6) {
      // A run has ended where its word does.
      return nextSetAfterHint(directory, endBit);
    }
    if (firstBit == runEnd) {
      int next = runEntry + 1;
      return next < runEntries
          ? inRange(foundRun(runPiece, next, firstBit & ~INSIDE, 0), endBit)
          : nextSetInPieces(directory, (int) (firstBit >>> SHIFT) + 1, endBit);
    }
    return seekSet(directory, firstBit, endBit);
  }

  private long nextSetAfterHint(Directory directory, long endBit) {
    long[] piece = hintPiece;
    int word = (int) hint & WORD_INSIDE;
    int next;
    int at;
    if (WordPiece.is(piece)) {
      next = WordPiece.nextNonZero(piece, word + 1);
      at = next;
    } else {
      next = GatheredPiece.nextNonZero(piece, word + 1);
      at = hintAt + 1;
    }
    if (next == WordPiece.NONE) {
      return nextSetInPieces(directory, (int) (hint >>> SHIFT - 6) + 1, endBit);
    }
    hint += next - word;
    hintAt = at;
    return inRange((hint << 6) + Long.numberOfTrailingZeros(piece[at]), endBit);
  }

  private long seekSet(Directory directory, long firstBit, long endBit) {
    int number = (int) (firstBit >>> SHIFT);
    long found = seekSetInPiece(directory.get(number), number, (int) firstBit & INSIDE);
    return found == NONE ? nextSetInPieces(directory, number + 1, endBit) : inRange(found, endBit);
  }

  private long nextSetInPieces(Directory directory, int from, long endBit) {
    int end = (int) (endBit + INSIDE >>> SHIFT);
    int number = directory.nextNotEmpty(from, end);
    return number >= end ? NONE : inRange(seekSetInPiece(directory.get(number), number, 0), endBit);
  }

  private long seekSetInPiece(long[] piece, int number, int bit) {
    if (!WordPiece.is(piece) && !GatheredPiece.is(piece)) {
      int i = PackedPiece.find(piece, bit);
      return i == PackedPiece.size(piece) ? NONE : foundRun(piece, i, (long) number << SHIFT, bit);
    }
    int found =
        WordPiece.is(piece) ? WordPiece.nextSet(piece, bit) : GatheredPiece.nextSet(piece, bit);
    if (found == WordPiece.NONE) {
      return NONE;
    }
    foundWord(piece, number, found >>> 6);
    return ((long) number << SHIFT) + found;
  }

  /** Remembers a word, which in gathered words is not zero. */
  private void foundWord(long[] piece, int number, int word) {
    hint = ((long) number << SHIFT - 6) + word;
    hintPiece = piece;
    hintAt = WordPiece.is(piece) ? word : GatheredPiece.index(piece, word);
  }

  /** Remembers where the run found ends and goes on, for the next two steps of a scan. */
  private long foundRun(long[] list, int entry, long base, int bit) {
    int run = PackedPiece.entry(list, entry);
    int end = (run >>> 16) + 1;
    long first = base + Math.max(bit, run & 0xFFFF);
    runPiece = list;
    runEntries = PackedPiece.size(list);
    runEntry = entry;
    if (PackedPiece.holdsPositions(list)) {
      end = joinPositions(list, entry, end);
    }
    runInside = first + 1;
    runEnd = base + end;
    if (end == WordPiece.BITS) {
      forgetRun();
    }
    return first;
  }

  private int joinPositions(long[] list, int entry, int end) {
    int at = entry + 1;
    int joined = end;
    while (at < runEntries && PackedPiece.first(list, at) == joined) {
      at++;
      joined++;
    }
    runEntry = at - 1;
    return joined;
  }

  /** The first clear bit of a range with an exclusive end, or {@link Bitmap#NONE}. */
  long nextClear(Directory directory, long firstBit, long endBit) {
    if (firstBit == runInside) {
      return inRange(runEnd, endBit);
    }
    if (firstBit >>> 6 == hint) {
      long rest = ~hintPiece[hintAt] >>> firstBit;
      if (rest != 0) {
        return inRange(firstBit + Long.numberOfTrailingZeros(rest), endBit);
      }
      if (!WordPiece.is(hintPiece)) {
        return nextClearAfterHint(directory, endBit);
      }
    }
    return seekClear(directory, firstBit, endBit);
  }

  /** In gathered words: goes on in the words after the one remembered. */
  private long nextClearAfterHint(Directory directory, long endBit) {
    long[] piece = hintPiece;
    int word = (int) hint & WORD_INSIDE;
    int run = GatheredPiece.runLength(piece, word, WordPiece.WORDS);
    int full = 1;
    while (full < run && piece[hintAt + full] == -1L) {
      full++;
    }
    // In a run that ends with its last word this is that word.
    int step = Math.min(full, run - 1);
    hint += step;
    hintAt += step;
    if (full < run) {
      return inRange((hint << 6) + Long.numberOfTrailingZeros(~piece[hintAt]), endBit);
    }
    long end = hint + 1 << 6;
    return word + run == WordPiece.WORDS && end < endBit
        ? seekClear(directory, end, endBit)
        : inRange(end, endBit);
  }

  private long seekClear(Directory directory, long firstBit, long endBit) {
    int number = (int) (firstBit >>> SHIFT);
    int found = nextClearInPiece(directory.get(number), number, (int) firstBit & INSIDE);
    if (found == WordPiece.BITS) {
      int end = (int) (endBit + INSIDE >>> SHIFT);
      number = directory.nextNotFull(number + 1, end);
      if (number >= end) {
        return NONE;
      }
      found = nextClearInPiece(directory.get(number), number, 0);
    }
    return inRange(((long) number << SHIFT) + found, endBit);
  }

  private int nextClearInPiece(long[] piece, int number, int bit) {
    if (WordPiece.is(piece)) {
      int found = WordPiece.nextClear(piece, bit);
      if (found != WordPiece.BITS) {
        foundWord(piece, number, found >>> 6);
      }
      return found;
    }
    return GatheredPiece.is(piece)
        ? GatheredPiece.nextClear(piece, bit)
        : PackedPiece.nextClear(piece, bit, PackedPiece.find(piece, bit));
  }
}
