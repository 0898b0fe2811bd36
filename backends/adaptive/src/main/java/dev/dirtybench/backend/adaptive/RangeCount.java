package dev.dirtybench.backend.adaptive;

/** Counts set bits of a range: whole pieces by their count, parts of two pieces by their words. */
final class RangeCount {
  private static final int SHIFT = 16;
  private static final int INSIDE = WordPiece.BITS - 1;

  private RangeCount() {}

  /**
   * Counts.
   *
   * @param firstBit first bit of the range
   * @param lastBit its last bit
   */
  static long of(Directory directory, long firstBit, long lastBit) {
    int first = (int) (firstBit >>> SHIFT);
    int last = (int) (lastBit >>> SHIFT);
    int head = (int) firstBit & INSIDE;
    int tail = (int) lastBit & INSIDE;
    if (first == last) {
      return inPiece(directory.get(first), head, tail);
    }
    return inPiece(directory.get(first), head, INSIDE)
        + directory.count(first + 1, last)
        + inPiece(directory.get(last), 0, tail);
  }

  private static int inPiece(long[] piece, int first, int last) {
    int whole = Forms.count(piece);
    if (whole == 0 || last - first == INSIDE) {
      return whole;
    }
    if (whole == WordPiece.BITS) {
      return last - first + 1;
    }
    // The rest instead where that is less.
    if (last - first > WordPiece.BITS / 2) {
      int before = first == 0 ? 0 : part(piece, 0, first - 1);
      int after = last == INSIDE ? 0 : part(piece, last + 1, INSIDE);
      return whole - before - after;
    }
    return part(piece, first, last);
  }

  private static int part(long[] piece, int first, int last) {
    if (WordPiece.is(piece)) {
      return WordPiece.count(piece, first, last);
    }
    return GatheredPiece.is(piece)
        ? GatheredPiece.count(piece, first, last)
        : PackedPiece.count(piece, first, last);
  }
}
