package dev.dirtybench.backend.adaptive;

import java.util.Arrays;

/**
 * A piece of 2^16 bits as a sorted list: of runs, or of the positions of single bits.
 *
 * <p>Element 0 is the header: how many entries there are, how many bits they set, the kind, how
 * often the piece was marked and how often it was found clean. From element 1 on stand the entries:
 * runs as 32 bits, first and last bit in 16 each, two to an element; positions as 16 bits, four to
 * an element. Both kinds are read as runs; of positions each is a run of its own, also beside the
 * next. Runs never touch. What lies past the last entry has no meaning.
 *
 * <p>Only runs are changed in place, while there is room. Ranges have inclusive ends, 0 to 65535.
 */
final class PackedPiece {
  /** Entries beyond which a marked piece becomes words instead of a longer list. */
  static final int MOST_MARKED = 4;

  private static final int FIELD = (1 << 17) - 1;
  private static final int COUNT_SHIFT = 17;
  private static final int WORDS_SHIFT = 34;
  private static final int WORDS_FIELD = (1 << 11) - 1;
  private static final int HEAT_SHIFT = 45;
  private static final long ONE_HEAT = 1L << HEAT_SHIFT;
  private static final int IDLE_SHIFT = 53;
  private static final long ONE_IDLE = 1L << IDLE_SHIFT;
  private static final long POSITIONS = Long.MIN_VALUE;
  private static final long GATHERED = 1L << 62;
  private static final long IDLE = 0xFFL << IDLE_SHIFT;
  private static final long KEPT = 0xFFL << HEAT_SHIFT;

  /** Entries after a hint that are looked at in turn. */
  private static final int NEAR = 8;

  private PackedPiece() {}

  /**
   * An empty list.
   *
   * @param runs for how many it has room, 1 or more
   */
  static long[] create(int runs) {
    return new long[1 + (runs + 1 >>> 1)];
  }

  static int size(long[] piece) {
    return (int) piece[0] & FIELD;
  }

  static int count(long[] piece) {
    return (int) (piece[0] >>> COUNT_SHIFT) & FIELD;
  }

  static boolean holdsPositions(long[] piece) {
    return piece[0] < 0;
  }

  static boolean isGathered(long[] piece) {
    return (piece[0] & GATHERED) != 0;
  }

  static long gatheredHeader(int blocks, int words, int count) {
    return GATHERED | (long) words << WORDS_SHIFT | (long) count << COUNT_SHIFT | blocks;
  }

  static int gatheredWords(long[] piece) {
    return (int) (piece[0] >>> WORDS_SHIFT) & WORDS_FIELD;
  }

  /** Whether a set or a clear of any range can be done in place. */
  static boolean hasRoom(long[] piece) {
    return !holdsPositions(piece) && size(piece) < piece.length - 1 << 1;
  }

  /** Counts a change or a look for one; returns how often that was, up to 255. */
  static int warm(long[] piece) {
    int heat = (int) (piece[0] >>> HEAT_SHIFT) & 0xFF;
    if (heat == 0xFF) {
      return heat;
    }
    piece[0] += ONE_HEAT;
    return heat + 1;
  }

  /** Takes over how often another packed piece was touched. */
  static void keepWarm(long[] before, long[] piece) {
    piece[0] = piece[0] & ~KEPT | before[0] & KEPT;
  }

  /** An entry as a run: the first bit in the low half, the last one in the high half. */
  static int entry(long[] piece, int i) {
    if (holdsPositions(piece)) {
      int bit = (int) (piece[1 + (i >>> 2)] >>> (i << 4)) & 0xFFFF;
      return bit << 16 | bit;
    }
    return (int) (piece[1 + (i >>> 1)] >>> (i << 5));
  }

  static int first(long[] piece, int i) {
    return entry(piece, i) & 0xFFFF;
  }

  static int last(long[] piece, int i) {
    return entry(piece, i) >>> 16;
  }

  static void put(long[] piece, int i, int first, int last) {
    int shift = i << 5;
    long entry = (last << 16 | first) & 0xFFFFFFFFL;
    int at = 1 + (i >>> 1);
    piece[at] = piece[at] & ~(0xFFFFFFFFL << shift) | entry << shift;
  }

  static void putPosition(long[] piece, int i, int bit) {
    int shift = i << 4;
    int at = 1 + (i >>> 2);
    piece[at] = piece[at] & ~(0xFFFFL << shift) | (long) bit << shift;
  }

  /** Whether a list of positions is the shorter kind. */
  static boolean prefersPositions(int runs, int count) {
    return count + 3 >>> 2 < runs + 1 >>> 1;
  }

  static void resize(long[] piece, int size, int count) {
    piece[0] = piece[0] & (KEPT | POSITIONS) | (long) count << COUNT_SHIFT | size;
  }

  /** Finds the first entry that does not end before a bit; the number of entries if none. */
  static int find(long[] piece, int bit) {
    return search(piece, bit, 0, size(piece));
  }

  /**
   * The same, a few steps on.
   *
   * @param hint an entry from which it is not far; any number
   */
  static int find(long[] piece, int bit, int hint) {
    int size = size(piece);
    if (hint < 0 || hint >= size || hint > 0 && last(piece, hint - 1) >= bit) {
      return search(piece, bit, 0, size);
    }
    int at = hint;
    int near = Math.min(size, hint + NEAR);
    while (at < near && last(piece, at) < bit) {
      at++;
    }
    return at == near ? search(piece, bit, at, size) : at;
  }

  static int search(long[] piece, int bit, int from, int size) {
    int low = from;
    int high = size;
    while (low < high) {
      int middle = low + high >>> 1;
      if (last(piece, middle) < bit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether a range lies in one entry. */
  static boolean covers(long[] piece, int first, int last) {
    int i = search(piece, first, 0, size(piece));
    return i < size(piece) && first(piece, i) <= first && last(piece, i) >= last;
  }

  /** Whether no bit of a range is set. */
  static boolean misses(long[] piece, int first, int last) {
    int i = search(piece, first, 0, size(piece));
    return i == size(piece) || first(piece, i) > last;
  }

  /**
   * Counts the set bits of a range.
   *
   * @param first first bit
   * @param last last bit
   */
  static int count(long[] piece, int first, int last) {
    int size = size(piece);
    int from = search(piece, first, 0, size);
    if (holdsPositions(piece)) {
      return search(piece, last + 1, from, size) - from;
    }
    int count = 0;
    for (int i = from; i < size && first(piece, i) <= last; i++) {
      count += Math.min(last(piece, i), last) - Math.max(first(piece, i), first) + 1;
    }
    return count;
  }

  /**
   * The first clear bit from a bit on.
   *
   * @param i what {@link #find} says of the bit
   * @return up to 65536
   */
  static int nextClear(long[] piece, int bit, int i) {
    int at = bit;
    int size = size(piece);
    for (int k = i; k < size && first(piece, k) <= at; k++) {
      at = last(piece, k) + 1;
    }
    return at;
  }

  /**
   * Sets a range in place, in a list that {@link #hasRoom has room}.
   *
   * @return how many bits were clear before
   */
  static int set(long[] piece, int first, int last) {
    int size = size(piece);
    // Entries that the range meets or touches become one with it.
    int from = search(piece, Math.max(0, first - 1), 0, size);
    int lo = first;
    int hi = last;
    int covered = 0;
    int to = from;
    for (; to < size && first(piece, to) <= last + 1; to++) {
      int entry = entry(piece, to);
      lo = Math.min(lo, entry & 0xFFFF);
      hi = Math.max(hi, entry >>> 16);
      covered += (entry >>> 16) - (entry & 0xFFFF) + 1;
    }
    move(piece, to, from + 1, size);
    put(piece, from, lo, hi);
    int added = hi - lo + 1 - covered;
    resize(piece, size + from + 1 - to, count(piece) + added);
    return added;
  }

  /**
   * Clears a range in place, in a list that {@link #hasRoom has room}.
   *
   * @return how many bits were set before
   */
  static int clear(long[] piece, int first, int last) {
    int size = size(piece);
    int from = search(piece, first, 0, size);
    int removed = 0;
    int head = -1;
    int tail = -1;
    int to = from;
    for (; to < size && first(piece, to) <= last; to++) {
      int lo = first(piece, to);
      int hi = last(piece, to);
      head = lo < first ? lo : head;
      tail = hi > last ? hi : tail;
      removed += Math.min(hi, last) - Math.max(lo, first) + 1;
    }
    int keep = from + (head < 0 ? 0 : 1) + (tail < 0 ? 0 : 1);
    move(piece, to, keep, size);
    if (head >= 0) {
      put(piece, from, head, first - 1);
    }
    if (tail >= 0) {
      put(piece, keep - 1, last + 1, tail);
    }
    resize(piece, size + keep - to, count(piece) - removed);
    return removed;
  }

  /** Moves the entries from {@code from} on to {@code to}. */
  private static void move(long[] piece, int from, int to, int size) {
    if (to < from) {
      for (int i = from; i < size; i++) {
        put(piece, i + to - from, first(piece, i), last(piece, i));
      }
    } else if (to > from) {
      for (int i = size - 1; i >= from; i--) {
        put(piece, i + to - from, first(piece, i), last(piece, i));
      }
    }
  }

  /**
   * Clears every bit.
   *
   * @return how often in a row, this time included, nothing was set
   */
  static int clearAll(long[] piece) {
    if (count(piece) == 0) {
      piece[0] += ONE_IDLE;
      return (int) (piece[0] >>> IDLE_SHIFT) & 0xF;
    }
    piece[0] &= KEPT;
    return 0;
  }

  /**
   * A copy as runs with more room.
   *
   * @param runs for how many, at least as many as there are entries
   */
  static long[] grown(long[] piece, int runs) {
    long[] copy = create(runs);
    int size = size(piece);
    int to = 0;
    for (int i = 0; i < size; to++) {
      int first = first(piece, i);
      int last = last(piece, i);
      while (++i < size && first(piece, i) == last + 1) {
        last = last(piece, i);
      }
      put(copy, to, first, last);
    }
    copy[0] = piece[0] & KEPT;
    resize(copy, to, count(piece));
    return copy;
  }

  /** An empty list of another length that is as warm as an empty one. */
  static long[] roomier(long[] piece, int length) {
    long[] copy = new long[length];
    copy[0] = piece[0] & KEPT;
    return copy;
  }

  /** Elements that are in use, the header included. */
  static int used(long[] piece) {
    int size = size(piece);
    return isGathered(piece)
        ? GatheredPiece.used(piece)
        : 1 + (holdsPositions(piece) ? size + 3 >>> 2 : size + 1 >>> 1);
  }

  /** A copy without room, or the piece itself if it has none. */
  static long[] trimmed(long[] piece) {
    int length = used(piece);
    return length == piece.length ? piece : Arrays.copyOf(piece, length);
  }

  /**
   * Adds the entries of another list, for which there is room; or copies any packed piece to a
   * clean list that is as long.
   *
   * @return how many bits were clear before
   */
  static int merge(long[] piece, long[] source) {
    if (count(piece) == 0) {
      System.arraycopy(source, 1, piece, 1, used(source) - 1);
      piece[0] = piece[0] & KEPT | source[0] & ~(KEPT | IDLE);
      return count(piece);
    }
    int size = size(source);
    int added = 0;
    for (int i = 0; i < size; i++) {
      int entry = entry(source, i);
      added += set(piece, entry & 0xFFFF, entry >>> 16);
    }
    return added;
  }

  /**
   * Elements that a list of the shorter kind takes, the header included.
   *
   * @param runs maximal runs of set bits
   * @param count set bits
   */
  static int length(int runs, int count) {
    return 1 + Math.min(runs + 1 >>> 1, count + 3 >>> 2);
  }
}
