package dev.dirtybench.backend.adaptive;

/**
 * What form a piece takes, and work on pieces whatever their form.
 *
 * <p>A change comes in two steps, so that running out of memory changes nothing: {@code readyTo...}
 * gives a piece of the same content, in most cases the same piece, in which the change can be done
 * in place; the change then cannot fail.
 *
 * <p>What changes the form, and back:
 *
 * <ul>
 *   <li>a clean piece that is marked becomes a list of runs, which grows to {@link
 *       PackedPiece#MOST_MARKED};
 *   <li>a list becomes words when it would have to grow beyond that, or at its {@value #HOT}th
 *       touch: what is touched often must be fast, what is touched once must be small;
 *   <li>words, once there, stay for as long as they are used, so that a warm piece allocates
 *       nothing: they are given up only by {@link #resting}, or when all was cleared {@value #IDLE}
 *       times with nothing set in between.
 * </ul>
 */
final class Forms {
  /** Touches that turn a list into words. */
  static final int HOT = 16;

  /** Touches that a load counts for: it reads every word and packs them anew. */
  private static final int LOAD = 4;

  /** Clears in a row that find a piece clean before it is given up. */
  static final int IDLE = 8;

  /** Runs that two lists may have together to stay a list when merged. */
  static final int MOST_MERGED = 64;

  /** Words for every run up to which a list is slower to merge and to scan than words. */
  private static final int SLOW_RUNS = 16;

  /** Positions for every word from which a list is slower than words. */
  private static final int SLOW_POSITIONS = 2;

  /** Elements that a packed form may have: words are packed only if that saves an eighth. */
  private static final int MOST_PACKED = WordPiece.WORDS / 8 * 7;

  private Forms() {}

  static int count(long[] piece) {
    return WordPiece.is(piece) ? WordPiece.count(piece) : PackedPiece.count(piece);
  }

  static boolean get(long[] piece, int bit) {
    return WordPiece.is(piece) ? WordPiece.get(piece, bit) : covers(piece, bit, bit);
  }

  /** A piece of words of its own with the same content. */
  static long[] toWords(long[] piece) {
    if (WordPiece.is(piece)) {
      return piece.clone();
    }
    long[] words = WordPiece.create();
    or(piece, words);
    return words;
  }

  private static int or(long[] packed, long[] words) {
    return GatheredPiece.is(packed) ? GatheredPiece.or(packed, words) : ListWords.or(packed, words);
  }

  private static boolean covers(long[] packed, int first, int last) {
    return GatheredPiece.is(packed)
        ? GatheredPiece.nextClear(packed, first) > last
        : PackedPiece.covers(packed, first, last);
  }

  private static boolean misses(long[] packed, int first, int last) {
    if (!GatheredPiece.is(packed)) {
      return PackedPiece.misses(packed, first, last);
    }
    int next = GatheredPiece.nextSet(packed, first);
    return next == WordPiece.NONE || next > last;
  }

  private static long[] withRoom(long[] piece) {
    if (PackedPiece.warm(piece) >= HOT || GatheredPiece.is(piece)) {
      return toWords(piece);
    }
    if (PackedPiece.hasRoom(piece)) {
      return piece;
    }
    return PackedPiece.size(piece) < PackedPiece.MOST_MARKED
        ? PackedPiece.grown(piece, PackedPiece.MOST_MARKED)
        : toWords(piece);
  }

  /** A piece of the same content in which the range can be set by {@link #set}. */
  static long[] readyToSet(long[] piece, int first, int last) {
    if (piece == Directory.EMPTY) {
      return PackedPiece.create(2);
    }
    if (WordPiece.is(piece)) {
      return piece;
    }
    if (covers(piece, first, last)) {
      return PackedPiece.warm(piece) >= HOT ? toWords(piece) : piece;
    }
    return withRoom(piece);
  }

  /**
   * Sets a range of a piece made ready for it.
   *
   * @return how many bits were clear before
   */
  static int set(long[] piece, int first, int last) {
    if (WordPiece.is(piece)) {
      return WordPiece.set(piece, first, last);
    }
    return covers(piece, first, last) ? 0 : PackedPiece.set(piece, first, last);
  }

  /** A piece of the same content in which the range can be cleared by {@link #clear}. */
  static long[] readyToClear(long[] piece, int first, int last) {
    if (piece == Directory.FULL) {
      long[] whole = PackedPiece.create(PackedPiece.MOST_MARKED);
      PackedPiece.set(whole, 0, WordPiece.BITS - 1);
      return whole;
    }
    if (WordPiece.is(piece)) {
      return piece;
    }
    if (misses(piece, first, last)) {
      return PackedPiece.warm(piece) >= HOT ? toWords(piece) : piece;
    }
    return withRoom(piece);
  }

  /**
   * Clears a range of a piece made ready for it.
   *
   * @return how many bits were set before
   */
  static int clear(long[] piece, int first, int last) {
    if (WordPiece.is(piece)) {
      return WordPiece.clear(piece, first, last);
    }
    return misses(piece, first, last) ? 0 : PackedPiece.clear(piece, first, last);
  }

  /** What becomes of a piece when every bit of it is set; allocates nothing. */
  static long[] filled(long[] piece) {
    if (piece == Directory.EMPTY || !WordPiece.is(piece)) {
      return Directory.FULL;
    }
    if (WordPiece.count(piece) != WordPiece.BITS) {
      WordPiece.fill(piece);
    }
    return piece;
  }

  /** What becomes of a piece when every bit of it is cleared; allocates nothing. */
  static long[] emptied(long[] piece) {
    if (piece == Directory.EMPTY || piece == Directory.FULL) {
      return Directory.EMPTY;
    }
    int idle = WordPiece.is(piece) ? WordPiece.clearAll(piece) : PackedPiece.clearAll(piece);
    return idle >= IDLE ? Directory.EMPTY : piece;
  }

  /**
   * A piece of the content of {@code piece} to which {@code source} can be added by {@link #merge}.
   */
  static long[] readyToMerge(long[] piece, long[] source) {
    if (source == Directory.EMPTY || source == Directory.FULL) {
      return piece;
    }
    if (piece != Directory.EMPTY && WordPiece.is(piece) || count(source) == 0) {
      return piece;
    }
    if (WordPiece.is(source)) {
      return toWords(piece);
    }
    if (piece == Directory.EMPTY) {
      return new long[source.length];
    }
    if (count(piece) == 0) {
      return piece.length >= source.length ? piece : PackedPiece.roomier(piece, source.length);
    }
    if (GatheredPiece.is(piece) || GatheredPiece.is(source)) {
      return toWords(piece);
    }
    int runs = PackedPiece.size(piece) + PackedPiece.size(source);
    if (runs > MOST_MERGED || PackedPiece.warm(piece) >= HOT) {
      return toWords(piece);
    }
    return PackedPiece.holdsPositions(piece) || piece.length - 1 << 1 < runs
        ? PackedPiece.grown(piece, runs)
        : piece;
  }

  /**
   * Adds a piece of another bitmap to one made ready for it.
   *
   * @return how many bits were clear before
   */
  static int merge(long[] piece, long[] source) {
    if (!WordPiece.is(piece)) {
      return PackedPiece.merge(piece, source);
    }
    if (!WordPiece.is(source)) {
      return or(source, piece);
    }
    return WordPiece.or(piece, source);
  }

  /**
   * Whether a piece that is not words was loaded so often that it shall be words now. Counts a load
   * as {@value #LOAD} touches.
   */
  static boolean isLoadedOften(long[] piece) {
    if (WordPiece.is(piece)) {
      return false;
    }
    for (int touch = 1; touch < LOAD; touch++) {
      PackedPiece.warm(piece);
    }
    return PackedPiece.warm(piece) >= HOT;
  }

  /** Hands on to a piece how often the one before it was touched. */
  static void keepWarm(long[] before, long[] piece) {
    if (!WordPiece.is(before) && !WordPiece.is(piece)) {
      PackedPiece.keepWarm(before, piece);
    }
  }

  /**
   * Elements that the smallest form of a piece's content takes.
   *
   * @return 0 for a piece that all bitmaps share
   */
  static int smallest(long[] piece) {
    int count = count(piece);
    if (count == 0 || count == WordPiece.BITS) {
      return 0;
    }
    if (!WordPiece.is(piece)) {
      return PackedPiece.used(piece);
    }
    int list = PackedPiece.length(WordPiece.runs(piece), count);
    return Math.min(list, GatheredPiece.length(piece));
  }

  /**
   * A small form of a piece's content, for a rest. Words are packed if that saves an eighth: as a
   * list, or gathered where that is smaller, or where a list would have many entries for its words
   * and there is memory to spare.
   *
   * @param spare elements by which the form may be larger than the smallest
   * @return the piece itself if there is none smaller
   */
  static long[] resting(long[] piece, long spare) {
    int count = count(piece);
    if (count == 0) {
      return Directory.EMPTY;
    }
    if (count == WordPiece.BITS) {
      return Directory.FULL;
    }
    if (!WordPiece.is(piece)) {
      return PackedPiece.trimmed(piece);
    }
    int runs = WordPiece.runs(piece);
    int list = PackedPiece.length(runs, count);
    int gathered = GatheredPiece.length(piece);
    if (Math.min(list, gathered) > MOST_PACKED) {
      return piece;
    }
    int words = WordPiece.nonZeroWords(piece);
    boolean slow =
        PackedPiece.prefersPositions(runs, count)
            ? count >= SLOW_POSITIONS * words
            : runs * SLOW_RUNS >= words;
    boolean gathers = gathered <= list || slow && gathered - list <= spare;
    // Also because no packed form may have the length that tells words.
    return list > MOST_PACKED || gathers && gathered <= MOST_PACKED
        ? GatheredPiece.of(piece)
        : ListWords.of(piece, runs);
  }
}
