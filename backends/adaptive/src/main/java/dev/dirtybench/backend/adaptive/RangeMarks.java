package dev.dirtybench.backend.adaptive;

/**
 * Sets and clears ranges of bits that go through pieces, whatever their form.
 *
 * <p>Every piece that is changed in part is given a form first in which the change cannot fail.
 */
final class RangeMarks {
  private static final int SHIFT = 16;
  private static final int INSIDE = WordPiece.BITS - 1;

  private RangeMarks() {}

  /**
   * Sets a range with an inclusive end.
   *
   * @return how many bits were clear before
   */
  static void set(AdaptiveBitmap owner, Directory directory, long firstBit, long lastBit) {
    int firstPiece = (int) (firstBit >>> SHIFT);
    int lastPiece = (int) (lastBit >>> SHIFT);
    int head = (int) firstBit & INSIDE;
    int tail = (int) lastBit & INSIDE;
    if (firstPiece == lastPiece) {
      long[] piece = directory.get(firstPiece);
      if (piece != Directory.EMPTY && WordPiece.is(piece)) {
        owner.marked(WordPiece.set(piece, head, tail));
        return;
      }
      owner.forget();
      owner.marked(setInPiece(directory, firstPiece, head, tail));
      return;
    }
    owner.forget();
    int from = head == 0 ? firstPiece : firstPiece + 1;
    int to = tail == INSIDE ? lastPiece : lastPiece - 1;
    own(directory, firstPiece, lastPiece, from, to, Directory.FULL_CHUNK);
    if (head != 0) {
      long[] piece = directory.get(firstPiece);
      directory.replace(firstPiece, piece, Forms.readyToSet(piece, head, INSIDE));
    }
    if (tail != INSIDE) {
      long[] piece = directory.get(lastPiece);
      directory.replace(lastPiece, piece, Forms.readyToSet(piece, 0, tail));
    }
    // From here on nothing can fail.
    long added = 0;
    while (from <= to) {
      int chunk = directory.chunkOf(from);
      long[][] pieces = directory.chunk(chunk);
      int base = directory.firstOf(chunk);
      int end = Math.min(pieces.length, to + 1 - base);
      if (pieces == Directory.EMPTY_CHUNK) {
        directory.setChunk(chunk, Directory.FULL_CHUNK);
        added += (long) pieces.length << SHIFT;
      } else if (pieces != Directory.FULL_CHUNK) {
        for (int i = from - base; i < end; i++) {
          added += WordPiece.BITS - Forms.count(pieces[i]);
          pieces[i] = Forms.filled(pieces[i]);
        }
      }
      from = base + end;
    }
    if (head != 0) {
      added += Forms.set(directory.get(firstPiece), head, INSIDE);
    }
    if (tail != INSIDE) {
      added += Forms.set(directory.get(lastPiece), 0, tail);
    }
    owner.marked(added);
  }

  private static int setInPiece(Directory directory, int number, int first, int last) {
    long[] piece = directory.get(number);
    if (last - first == INSIDE) {
      int before = Forms.count(piece);
      directory.replace(number, piece, Forms.filled(piece));
      return WordPiece.BITS - before;
    }
    if (piece == Directory.EMPTY || !WordPiece.is(piece)) {
      piece = directory.replace(number, piece, Forms.readyToSet(piece, first, last));
    }
    return Forms.set(piece, first, last);
  }

  /**
   * Clears a range with an inclusive end.
   *
   * @return how many bits were set before
   */
  static void clear(AdaptiveBitmap owner, Directory directory, long firstBit, long lastBit) {
    int firstPiece = (int) (firstBit >>> SHIFT);
    int lastPiece = (int) (lastBit >>> SHIFT);
    int head = (int) firstBit & INSIDE;
    int tail = (int) lastBit & INSIDE;
    if (firstPiece == lastPiece) {
      long[] piece = directory.get(firstPiece);
      if (piece != Directory.FULL && WordPiece.is(piece)) {
        owner.marked(-WordPiece.clear(piece, head, tail));
        return;
      }
      owner.forget();
      owner.marked(-clearInPiece(directory, firstPiece, head, tail));
      return;
    }
    owner.forget();
    int from = head == 0 ? firstPiece : firstPiece + 1;
    int to = tail == INSIDE ? lastPiece : lastPiece - 1;
    own(directory, firstPiece, lastPiece, from, to, Directory.EMPTY_CHUNK);
    if (head != 0) {
      long[] piece = directory.get(firstPiece);
      directory.replace(firstPiece, piece, Forms.readyToClear(piece, head, INSIDE));
    }
    if (tail != INSIDE) {
      long[] piece = directory.get(lastPiece);
      directory.replace(lastPiece, piece, Forms.readyToClear(piece, 0, tail));
    }
    // From here on nothing can fail.
    long removed = 0;
    while (from <= to) {
      int chunk = directory.chunkOf(from);
      long[][] pieces = directory.chunk(chunk);
      int base = directory.firstOf(chunk);
      int end = Math.min(pieces.length, to + 1 - base);
      if (pieces == Directory.FULL_CHUNK) {
        directory.setChunk(chunk, Directory.EMPTY_CHUNK);
        removed += (long) pieces.length << SHIFT;
      } else if (pieces != Directory.EMPTY_CHUNK) {
        for (int i = from - base; i < end; i++) {
          removed += Forms.count(pieces[i]);
          pieces[i] = Forms.emptied(pieces[i]);
        }
      }
      from = base + end;
    }
    if (head != 0) {
      removed += Forms.clear(directory.get(firstPiece), head, INSIDE);
    }
    if (tail != INSIDE) {
      removed += Forms.clear(directory.get(lastPiece), 0, tail);
    }
    owner.marked(-removed);
  }

  private static int clearInPiece(Directory directory, int number, int first, int last) {
    long[] piece = directory.get(number);
    if (last - first == INSIDE) {
      int before = Forms.count(piece);
      if (before != 0) {
        directory.replace(number, piece, Forms.emptied(piece));
      }
      return before;
    }
    if (piece == Directory.FULL || !WordPiece.is(piece)) {
      piece = directory.replace(number, piece, Forms.readyToClear(piece, first, last));
    }
    return Forms.clear(piece, first, last);
  }

  /**
   * Clears every piece; cannot fail.
   *
   * @return whether every piece is the shared clean one now
   */
  static boolean clearAll(Directory directory) {
    boolean bare = true;
    for (int chunk = 0; chunk < directory.chunkCount(); chunk++) {
      long[][] pieces = directory.chunk(chunk);
      if (pieces == Directory.FULL_CHUNK) {
        directory.setChunk(chunk, Directory.EMPTY_CHUNK);
      } else if (pieces != Directory.EMPTY_CHUNK) {
        for (int i = 0; i < pieces.length; i++) {
          long[] piece = pieces[i];
          if (piece != Directory.EMPTY) {
            pieces[i] = Forms.emptied(piece);
            bare &= pieces[i] == Directory.EMPTY;
          }
        }
      }
    }
    return bare;
  }

  /**
   * Makes the chunks of a range of pieces the bitmap's own, but those that may stay shared: the
   * ones that are as they shall be, and those that lie among the pieces changed as a whole.
   */
  private static void own(
      Directory directory,
      int firstPiece,
      int lastPiece,
      int firstWhole,
      int lastWhole,
      long[][] wanted) {
    int last = directory.chunkOf(lastPiece);
    for (int chunk = directory.chunkOf(firstPiece); chunk <= last; chunk++) {
      int base = directory.firstOf(chunk);
      boolean whole = firstWhole <= base && lastWhole >= base + directory.chunk(chunk).length - 1;
      if (directory.chunk(chunk) != wanted && !whole) {
        directory.own(chunk);
      }
    }
  }
}
