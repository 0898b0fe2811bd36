package dev.dirtybench.backend.adaptive;

/**
 * The steps of a scan over words inside a piece of any form.
 *
 * <p>Remembers the entry of a list where the last step was, because the next one goes on near it;
 * right or wrong, it is only where the search begins.
 */
final class ScanWords {
  private int entry;

  ScanWords() {}

  /**
   * Finds a word that is not zero.
   *
   * @param from the first to look at
   * @return the lowest one from {@code from} on, or {@link WordPiece#NONE}
   */
  int next(long[] piece, int from) {
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
    return SpanPiece.is(piece)
        ? SpanPiece.copyRun(piece, word, target, at)
        : PackedPiece.copyRun(piece, word, entry, target, at);
  }
}
