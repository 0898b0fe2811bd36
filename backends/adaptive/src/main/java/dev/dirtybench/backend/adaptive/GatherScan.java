package dev.dirtybench.backend.adaptive;

import dev.dirtybench.spi.WordCursor;

/**
 * A step of a scan that gathers words which do not stand together, from as many pieces as the
 * cursor has room for. It ends before dense blocks and long runs, which {@link ScanWords} copies
 * run by run.
 */
final class GatherScan {
  private static final int SHIFT = 10;
  private static final int INSIDE = WordPiece.WORDS - 1;

  /** Words of a block from which on taking them one by one is slower than copying its runs. */
  private static final int DENSE = 16;

  /** Words of a run in a list from which copying it at once is faster. */
  private static final int LONG_RUN = 4;

  /** Bits of a list's runs, by their mean, from which on it is not worth a look. */
  private static final int LONG_RUNS = 128;

  private long[] indices;
  private long[] words;
  private int count;

  /** Of a list the entry where the last step ended; right or wrong, the search begins there. */
  private int entry;

  /**
   * Where nothing was to be gathered: from a word to the end of its piece it is not tried again.
   */
  private long refusedFrom;

  private long refusedEnd;

  GatherScan() {}

  /**
   * Takes one step.
   *
   * @param directory the pieces
   * @param cursor a gathering one, to be filled
   * @return false if no word is left, or the next ones are not to be gathered
   */
  boolean step(Directory directory, WordCursor cursor) {
    if (isLikelyInVain(cursor)) {
      return false;
    }
    indices = cursor.indices();
    words = cursor.words();
    count = 0;
    int end = directory.pieces();
    int number = (int) (cursor.position() >>> SHIFT);
    int from = (int) cursor.position() & INSIDE;
    while (number < end && take(directory.get(number), (long) number << SHIFT, from)) {
      number = directory.nextNotEmpty(number + 1, end);
      from = 0;
    }
    if (count != 0) {
      cursor.acceptGathered(count);
    } else {
      refusedFrom = cursor.position();
      refusedEnd = (long) (number + 1) << SHIFT;
    }
    indices = null;
    words = null;
    return count != 0;
  }

  /** Whether the last step was a long run, or ended before one, or the piece was refused before. */
  private boolean isLikelyInVain(WordCursor cursor) {
    int last = cursor.count();
    return last >= LONG_RUN && last < cursor.words().length
        || cursor.position() >= refusedFrom && cursor.position() < refusedEnd;
  }

  /** Takes what is left of a piece; false if that was not all of it. */
  private boolean take(long[] piece, long base, int from) {
    if (WordPiece.is(piece)) {
      return piece == Directory.EMPTY || takeWords(piece, base, from);
    }
    if (GatheredPiece.is(piece)) {
      return takeGathered(piece, base, from);
    }
    int first = from == 0 ? 0 : PackedPiece.find(piece, from << 6, entry);
    return PackedPiece.holdsPositions(piece)
        ? takePositions(piece, base, first)
        : takeRuns(piece, base, first, from);
  }

  private boolean takeWords(long[] piece, long base, int from) {
    int block = from >>> 6;
    long bits = piece[WordPiece.SUMMARY + block] & -1L << from;
    while (isSparse(bits)) {
      if (!takeBlock(piece, base, block << 6, bits)) {
        return false;
      }
      if (++block == WordPiece.WORDS >>> 6) {
        return true;
      }
      bits = piece[WordPiece.SUMMARY + block];
    }
    return false;
  }

  private static boolean isSparse(long nonZero) {
    return Long.bitCount(nonZero) < DENSE;
  }

  private boolean takeBlock(long[] piece, long base, int first, long nonZero) {
    long[] toIndices = indices;
    long[] toWords = words;
    int n = count;
    long bits = nonZero;
    while (bits != 0 && n < toWords.length) {
      int word = first + Long.numberOfTrailingZeros(bits);
      toIndices[n] = base + word;
      toWords[n++] = piece[word];
      bits &= bits - 1;
    }
    count = n;
    return bits == 0;
  }

  private boolean takeGathered(long[] piece, long base, int from) {
    long[] toIndices = indices;
    long[] toWords = words;
    int n = count;
    int blocks = GatheredPiece.blocks(piece);
    int block = from >>> 6;
    int mask = GatheredPiece.maskIndex(blocks, block);
    int at = GatheredPiece.index(piece, from);
    long cut = -1L << from;
    for (int rest = blocks & -1 << block; rest != 0; rest &= rest - 1) {
      int next = Integer.numberOfTrailingZeros(rest);
      long bits = piece[mask++] & (next == block ? cut : -1L);
      long first = base + (next << 6);
      if (!isSparse(bits)) {
        count = n;
        return false;
      }
      while (bits != 0) {
        if (n == toWords.length) {
          count = n;
          return false;
        }
        toIndices[n] = first + Long.numberOfTrailingZeros(bits);
        toWords[n++] = piece[at++];
        bits &= bits - 1;
      }
    }
    count = n;
    return true;
  }

  private boolean takePositions(long[] piece, long base, int first) {
    long[] toIndices = indices;
    long[] toWords = words;
    int size = PackedPiece.size(piece);
    int n = count;
    long last = n == 0 ? -1 : toIndices[n - 1];
    for (int i = first; i < size; i++) {
      int bit = PackedPiece.first(piece, i);
      long word = base + (bit >>> 6);
      if (word == last) {
        toWords[n - 1] |= 1L << bit;
      } else if (n == toWords.length) {
        count = n;
        entry = i;
        return false;
      } else {
        toIndices[n] = word;
        toWords[n++] = 1L << bit;
        last = word;
      }
    }
    count = n;
    return true;
  }

  private boolean takeRuns(long[] piece, long base, int firstEntry, int from) {
    int size = PackedPiece.size(piece);
    if (PackedPiece.count(piece) >= LONG_RUNS * size) {
      return false;
    }
    for (int i = firstEntry; i < size; i++) {
      int run = PackedPiece.entry(piece, i);
      int first = run & 0xFFFF;
      int last = run >>> 16;
      int word = Math.max(first >>> 6, from);
      if ((last >>> 6) - word >= LONG_RUN) {
        // Its first word may hold an earlier run, too: the whole word is left to the copy.
        count -= count != 0 && indices[count - 1] == base + word ? 1 : 0;
        return false;
      }
      if (!takeRun(base, word, first, last)) {
        entry = i;
        return false;
      }
    }
    return true;
  }

  /** Takes the words of a run from one of them on. */
  private boolean takeRun(long base, int from, int first, int last) {
    int end = last >>> 6;
    for (int word = from; word <= end; word++) {
      long bits = -1L << Math.max(first, word << 6);
      bits &= word == end ? -1L >>> ~last : -1L;
      if (count != 0 && indices[count - 1] == base + word) {
        words[count - 1] |= bits;
      } else if (count == words.length) {
        return false;
      } else {
        indices[count] = base + word;
        words[count++] = bits;
      }
    }
    return true;
  }
}
