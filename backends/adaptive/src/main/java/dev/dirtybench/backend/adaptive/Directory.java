package dev.dirtybench.backend.adaptive;

import java.util.Arrays;

/**
 * The pieces of a bitmap by number.
 *
 * <p>Up to {@value #FLAT_PIECES} pieces stand in one array, the only chunk. More stand in chunks of
 * {@value #CHUNK_PIECES}, of which those that are wholly clean, or wholly dirty, are one that all
 * bitmaps share. A chunk that a bitmap owns is never given back to be shared but by {@link
 * #setChunk}.
 */
final class Directory {
  static final int FLAT_PIECES = 512;
  static final int CHUNK_SHIFT = 6;
  static final int CHUNK_PIECES = 1 << CHUNK_SHIFT;

  /** So that the number of a piece, and of one past the last, is an {@code int}. */
  static final long MAX_BITS = 1L << 46;

  /** The clean piece that all bitmaps share: words, so that it is read like others. */
  static final long[] EMPTY = WordPiece.create();

  /** The dirty piece that all bitmaps share. */
  static final long[] FULL = WordPiece.create();

  static final long[][] EMPTY_CHUNK = new long[CHUNK_PIECES][];
  static final long[][] FULL_CHUNK = new long[CHUNK_PIECES][];

  private static final int FLAT_SHIFT = 31;

  static {
    WordPiece.fill(FULL);
    Arrays.fill(EMPTY_CHUNK, EMPTY);
    Arrays.fill(FULL_CHUNK, FULL);
  }

  private final int pieces;
  private final int shift;
  private final long[][][] chunks;

  /**
   * A directory of clean pieces.
   *
   * @param pieces how many, 0 or more
   */
  Directory(int pieces) {
    this.pieces = pieces;
    if (pieces <= FLAT_PIECES) {
      this.shift = FLAT_SHIFT;
      long[][] only = new long[pieces][];
      Arrays.fill(only, EMPTY);
      this.chunks = new long[][][] {only};
    } else {
      this.shift = CHUNK_SHIFT;
      this.chunks = new long[(pieces - 1 >>> CHUNK_SHIFT) + 1][][];
      Arrays.fill(chunks, EMPTY_CHUNK);
    }
  }

  int pieces() {
    return pieces;
  }

  int chunkCount() {
    return chunks.length;
  }

  int chunkOf(int piece) {
    return piece >>> shift;
  }

  int firstOf(int chunk) {
    return chunk << shift;
  }

  long[][] chunk(int chunk) {
    return chunks[chunk];
  }

  void setChunk(int chunk, long[][] shared) {
    chunks[chunk] = shared;
  }

  static boolean isShared(long[][] chunk) {
    return chunk == EMPTY_CHUNK || chunk == FULL_CHUNK;
  }

  /** A chunk, made the bitmap's own, whose pieces may be replaced. */
  long[][] own(int chunk) {
    long[][] present = chunks[chunk];
    if (isShared(present)) {
      present = present.clone();
      chunks[chunk] = present;
    }
    return present;
  }

  long[] get(int piece) {
    int chunk = piece >>> shift;
    return chunks[chunk][piece - (chunk << shift)];
  }

  void set(int piece, long[] content) {
    int chunk = piece >>> shift;
    own(chunk)[piece - (chunk << shift)] = content;
  }

  /**
   * Puts a piece of the same content in the place of another; may run out of memory before.
   *
   * @return the new piece
   */
  long[] replace(int piece, long[] old, long[] content) {
    if (content != old) {
      set(piece, content);
    }
    return content;
  }

  /**
   * Finds a piece with a set bit.
   *
   * @param from the first to look at
   * @param end exclusive
   * @return the lowest one, or {@code end}
   */
  int nextNotEmpty(int from, int end) {
    int piece = from;
    while (piece < end) {
      long[][] chunk = chunks[piece >>> shift];
      int first = firstOf(piece >>> shift);
      int stop = Math.min(end - first, chunk.length);
      if (chunk != EMPTY_CHUNK) {
        for (int i = piece - first; i < stop; i++) {
          if (chunk[i] != EMPTY && Forms.count(chunk[i]) != 0) {
            return first + i;
          }
        }
      }
      piece = first + stop;
    }
    return end;
  }

  /**
   * Finds a piece with a clear bit.
   *
   * @param from the first to look at
   * @param end exclusive
   * @return the lowest one, or {@code end}
   */
  int nextNotFull(int from, int end) {
    int piece = from;
    while (piece < end) {
      long[][] chunk = chunks[piece >>> shift];
      int first = firstOf(piece >>> shift);
      int stop = Math.min(end - first, chunk.length);
      if (chunk != FULL_CHUNK) {
        for (int i = piece - first; i < stop; i++) {
          if (chunk[i] != FULL && Forms.count(chunk[i]) != WordPiece.BITS) {
            return first + i;
          }
        }
      }
      piece = first + stop;
    }
    return end;
  }

  /** How many bits are set from a piece on. */
  long countFrom(int piece) {
    return count(piece, pieces);
  }

  /**
   * Counts the set bits of whole pieces.
   *
   * @param from the first piece
   * @param end exclusive
   */
  long count(int from, int end) {
    long count = 0;
    int piece = from;
    while (piece < end) {
      long[][] chunk = chunks[piece >>> shift];
      int first = firstOf(piece >>> shift);
      int stop = Math.min(end - first, chunk.length);
      if (chunk == FULL_CHUNK) {
        count += (long) (first + stop - piece) * WordPiece.BITS;
      } else if (chunk != EMPTY_CHUNK) {
        for (int i = piece - first; i < stop; i++) {
          count += Forms.count(chunk[i]);
        }
      }
      piece = first + stop;
    }
    return count;
  }

  /**
   * A directory of another length with the same pieces.
   *
   * @param newPieces how many; those past them are left out, further ones are clean
   */
  Directory resized(int newPieces) {
    Directory copy = new Directory(newPieces);
    int common = Math.min(pieces, newPieces);
    if (shift == FLAT_SHIFT && copy.shift == FLAT_SHIFT) {
      System.arraycopy(chunks[0], 0, copy.chunks[0], 0, common);
      return copy;
    }
    for (int at = nextNotEmpty(0, common); at < common; at = nextNotEmpty(at + 1, common)) {
      copy.set(at, get(at));
    }
    return copy;
  }
}
