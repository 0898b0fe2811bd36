package dev.dirtybench.backend.adaptive;

/**
 * The steps of a scan over words inside a piece of any form.
 *
 * <p>Remembers the entry of a list where the last step was, because the next one goes on near it;
 * right or wrong, it is only where the search begins.
 */
final class ScanWords {
  private int entry;

  /** The list in which {@link #entry} is known to be right for the word {@link #expected}. */
  private long[] list;

  private int expected;

  ScanWords() {}

  /** Before a list is changed or replaced. */
  void forget() {
    list = null;
  }

  /**
   * Finds a word that is not zero.
   *
   * @param from the first to look at
   * @return the lowest one from {@code from} on, or {@link WordPiece#NONE}
   */
  int next(long[] piece, int from) {
    if (piece == list && from == expected) {
      return entry == PackedPiece.size(piece)
          ? WordPiece.NONE
          : PackedPiece.first(piece, entry) >>> 6;
    }
    if (WordPiece.is(piece)) {
      return piece == Directory.EMPTY ? WordPiece.NONE : WordPiece.nextNonZero(piece, from);
    }
    if (SpanPiece.is(piece)) {
      int bit = SpanPiece.nextSet(piece, from << 6);
      return bit == WordPiece.NONE ? WordPiece.NONE : bit >>> 6;
    }
    entry = from == 0 ? 0 : PackedPiece.find(piece, from << 6, entry);
    return entry == PackedPiece.size(piece)
        ? WordPiece.NONE
        : Math.max(from, PackedPiece.first(piece, entry) >>> 6);
  }

  /**
   * Copies words until one is zero, or the piece or the target ends.
   *
   * @param word what {@link #next} has just found
   * @param target where to
   * @param at first index in {@code target}, which has room for a word there
   * @return how many were copied, 1 or more
   */
  int copyRun(long[] piece, int word, long[] target, int at) {
    if (WordPiece.is(piece)) {
      int run = WordPiece.runLength(piece, word, target.length - at);
      if (run == 1) {
        target[at] = piece[word];
      } else {
        System.arraycopy(piece, word, target, at, run);
      }
      return run;
    }
    if (SpanPiece.is(piece)) {
      return SpanPiece.copyRun(piece, word, target, at);
    }
    int run = PackedPiece.entry(piece, entry);
    int next = entry + 1;
    boolean apart =
        next == PackedPiece.size(piece) || PackedPiece.first(piece, next) >>> 6 > word + 1;
    if (apart && run >>> 22 == word) {
      // Sparse dirt: one entry, one word.
      target[at] = -1L << Math.max(run & 0xFFFF, word << 6) & -1L >>> ~(run >>> 16);
      entry = next;
      list = piece;
      expected = word + 1;
      return 1;
    }
    list = null;
    return PackedPiece.copyRun(piece, word, entry, target, at);
  }
}
