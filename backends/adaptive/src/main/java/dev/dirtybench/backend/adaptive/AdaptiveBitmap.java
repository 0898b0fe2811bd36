package dev.dirtybench.backend.adaptive;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * A bitmap cut into pieces of 2^16 bits, each in the form that suits what is in it and how it is
 * used.
 *
 * <p>A piece nothing was marked in, and one that was marked as a whole, costs a reference to one
 * that all bitmaps share; one touched seldom is a list of few runs; one touched often is words
 * under a summary, and stays so, so that marking it costs what it costs in flat words and allocates
 * nothing. {@link #compact()} packs what then takes less space as runs or positions. {@link Forms}
 * says when a form changes.
 *
 * <p>The count is kept. Searches, scans, merges and clears skip clean and dirty pieces. Holds up to
 * 2^46 bits.
 *
 * <p>Belongs to one thread at a time. {@link #close()} leaves the memory to the collector.
 */
public final class AdaptiveBitmap extends Bitmap {
  private static final int SHIFT = 16;
  private static final int INSIDE = WordPiece.BITS - 1;
  private static final int WORD_SHIFT = SHIFT - 6;
  private static final int WORD_INSIDE = WordPiece.WORDS - 1;
  private static final Directory RELEASED = new Directory(0);

  private Directory directory;

  /** The chunk used last, and the number of its first piece: the short way to a piece. */
  private long[][] window;

  private int windowFirst;

  private long count;

  /** The entry of a packed piece where the last search ended: a hint, right or wrong. */
  private int hint;

  AdaptiveBitmap(long size, Granularity granularity) {
    super(size, granularity);
    this.directory = new Directory(piecesFor(bitCount()));
    this.window = directory.chunk(0);
  }

  private static int piecesFor(long bits) {
    if (bits > Directory.MAX_BITS) {
      throw new IllegalArgumentException(
          "an adaptive bitmap holds at most "
              + Directory.MAX_BITS
              + " bits, got "
              + bits
              + "; take a larger granularity");
    }
    return (int) (bits + INSIDE >>> SHIFT);
  }

  Directory directory() {
    return directory;
  }

  private long[] piece(int number) {
    int at = number - windowFirst;
    long[][] chunk = window;
    return at >= 0 && at < chunk.length ? chunk[at] : moveWindow(number);
  }

  private long[] moveWindow(int number) {
    int chunk = directory.chunkOf(number);
    window = directory.chunk(chunk);
    windowFirst = directory.firstOf(chunk);
    return window[number - windowFirst];
  }

  /** Puts a piece of the same content in the place of another; may run out of memory before. */
  private long[] replace(int number, long[] old, long[] piece) {
    if (piece != old) {
      directory.set(number, piece);
      moveWindow(number);
    }
    return piece;
  }

  // Bits.

  @Override
  protected void setBits(long firstBit, long bits) {
    long lastBit = firstBit + bits - 1;
    int number = (int) (firstBit >>> SHIFT);
    long[][] chunk = window;
    int at = number - windowFirst;
    if ((firstBit ^ lastBit) >>> 6 == 0 && at >= 0 && at < chunk.length) {
      long[] piece = chunk[at];
      if (WordPiece.is(piece)) {
        int word = (int) (firstBit >>> 6) & WORD_INSIDE;
        long old = piece[word];
        long more = (-1L << firstBit & -1L >>> ~lastBit) & ~old;
        if (more == 0) {
          return;
        }
        if (piece != Directory.EMPTY) {
          change(piece, word, old, more);
          return;
        }
      }
    }
    setPieces(firstBit, lastBit);
  }

  private void change(long[] piece, int word, long old, long more) {
    piece[word] = old | more;
    int added = Long.bitCount(more);
    piece[WordPiece.COUNT] += added;
    count += added;
    if (old == 0) {
      WordPiece.markNonZero(piece, word);
    }
  }

  private void setInPiece(int number, int first, int last) {
    long[] piece = piece(number);
    if (last - first == INSIDE) {
      int before = Forms.count(piece);
      replace(number, piece, Forms.filled(piece));
      count += WordPiece.BITS - before;
      return;
    }
    if (piece == Directory.EMPTY || !WordPiece.is(piece)) {
      piece = replace(number, piece, Forms.readyToSet(piece, first, last));
    }
    count += Forms.set(piece, first, last);
  }

  private void setPieces(long firstBit, long lastBit) {
    int firstPiece = (int) (firstBit >>> SHIFT);
    int lastPiece = (int) (lastBit >>> SHIFT);
    int head = (int) firstBit & INSIDE;
    int tail = (int) lastBit & INSIDE;
    if (firstPiece == lastPiece) {
      setInPiece(firstPiece, head, tail);
      return;
    }
    int from = head == 0 ? firstPiece : firstPiece + 1;
    int to = tail == INSIDE ? lastPiece : lastPiece - 1;
    own(firstPiece, lastPiece, from, to, Directory.FULL_CHUNK);
    if (head != 0) {
      long[] piece = directory.get(firstPiece);
      replace(firstPiece, piece, Forms.readyToSet(piece, head, INSIDE));
    }
    if (tail != INSIDE) {
      long[] piece = directory.get(lastPiece);
      replace(lastPiece, piece, Forms.readyToSet(piece, 0, tail));
    }
    // From here on nothing can fail.
    if (head != 0) {
      count += Forms.set(directory.get(firstPiece), head, INSIDE);
    }
    if (tail != INSIDE) {
      count += Forms.set(directory.get(lastPiece), 0, tail);
    }
    while (from <= to) {
      int chunk = directory.chunkOf(from);
      long[][] pieces = directory.chunk(chunk);
      int base = directory.firstOf(chunk);
      int end = Math.min(pieces.length, to + 1 - base);
      if (pieces == Directory.EMPTY_CHUNK) {
        directory.setChunk(chunk, Directory.FULL_CHUNK);
        count += (long) pieces.length << SHIFT;
      } else if (pieces != Directory.FULL_CHUNK) {
        for (int i = from - base; i < end; i++) {
          count += WordPiece.BITS - Forms.count(pieces[i]);
          pieces[i] = Forms.filled(pieces[i]);
        }
      }
      from = base + end;
    }
    moveWindow(firstPiece);
  }

  /**
   * Makes the chunks of a range of pieces the bitmap's own, but those that may stay shared: the
   * ones that are as they shall be, and those that lie among the pieces changed as a whole.
   */
  private void own(int firstPiece, int lastPiece, int firstWhole, int lastWhole, long[][] wanted) {
    int last = directory.chunkOf(lastPiece);
    for (int chunk = directory.chunkOf(firstPiece); chunk <= last; chunk++) {
      int base = directory.firstOf(chunk);
      boolean whole = firstWhole <= base && lastWhole >= base + directory.chunk(chunk).length - 1;
      if (directory.chunk(chunk) != wanted && !whole) {
        directory.own(chunk);
      }
    }
  }

  @Override
  protected void clearBits(long firstBit, long bits) {
    long lastBit = firstBit + bits - 1;
    if ((firstBit ^ lastBit) >>> 6 == 0) {
      long[] piece = piece((int) (firstBit >>> SHIFT));
      if (WordPiece.is(piece) && piece != Directory.FULL) {
        int word = (int) (firstBit >>> 6) & WORD_INSIDE;
        count -= WordPiece.clearInWord(piece, word, -1L << firstBit & -1L >>> ~lastBit);
        return;
      }
    }
    if ((firstBit ^ lastBit) >>> SHIFT == 0) {
      clearInPiece((int) (firstBit >>> SHIFT), (int) firstBit & INSIDE, (int) lastBit & INSIDE);
    } else {
      clearPieces(firstBit, lastBit);
    }
  }

  private void clearInPiece(int number, int first, int last) {
    long[] piece = piece(number);
    if (last - first == INSIDE) {
      int before = Forms.count(piece);
      if (before != 0) {
        replace(number, piece, Forms.emptied(piece));
        count -= before;
      }
      return;
    }
    if (piece == Directory.FULL || !WordPiece.is(piece)) {
      piece = replace(number, piece, Forms.readyToClear(piece, first, last));
    }
    count -= Forms.clear(piece, first, last);
  }

  private void clearPieces(long firstBit, long lastBit) {
    int firstPiece = (int) (firstBit >>> SHIFT);
    int lastPiece = (int) (lastBit >>> SHIFT);
    int head = (int) firstBit & INSIDE;
    int tail = (int) lastBit & INSIDE;
    int from = head == 0 ? firstPiece : firstPiece + 1;
    int to = tail == INSIDE ? lastPiece : lastPiece - 1;
    own(firstPiece, lastPiece, from, to, Directory.EMPTY_CHUNK);
    if (head != 0) {
      long[] piece = directory.get(firstPiece);
      replace(firstPiece, piece, Forms.readyToClear(piece, head, INSIDE));
    }
    if (tail != INSIDE) {
      long[] piece = directory.get(lastPiece);
      replace(lastPiece, piece, Forms.readyToClear(piece, 0, tail));
    }
    // From here on nothing can fail.
    if (head != 0) {
      count -= Forms.clear(directory.get(firstPiece), head, INSIDE);
    }
    if (tail != INSIDE) {
      count -= Forms.clear(directory.get(lastPiece), 0, tail);
    }
    emptyPieces(from, to);
    moveWindow(firstPiece);
  }

  private void emptyPieces(int first, int last) {
    int from = first;
    while (from <= last) {
      int chunk = directory.chunkOf(from);
      long[][] pieces = directory.chunk(chunk);
      int base = directory.firstOf(chunk);
      int end = Math.min(pieces.length, last + 1 - base);
      if (pieces == Directory.FULL_CHUNK) {
        directory.setChunk(chunk, Directory.EMPTY_CHUNK);
        count -= (long) pieces.length << SHIFT;
      } else if (pieces != Directory.EMPTY_CHUNK) {
        for (int i = from - base; i < end; i++) {
          long[] piece = pieces[i];
          if (piece != Directory.EMPTY) {
            count -= Forms.count(piece);
            pieces[i] = Forms.emptied(piece);
          }
        }
      }
      from = base + end;
    }
  }

  @Override
  protected void clearAllBits() {
    emptyPieces(0, directory.pieces() - 1);
    window = directory.chunk(directory.chunkOf(windowFirst));
  }

  @Override
  protected boolean getBit(long bit) {
    return Forms.get(piece((int) (bit >>> SHIFT)), (int) bit & INSIDE);
  }

  @Override
  protected long countBits() {
    return count;
  }

  // Searches.

  @Override
  protected long nextSetBit(long firstBit, long endBit) {
    int number = (int) (firstBit >>> SHIFT);
    int found = nextSetInPiece(piece(number), (int) firstBit & INSIDE);
    if (found == WordPiece.NONE) {
      int end = (int) (endBit + INSIDE >>> SHIFT);
      number = directory.nextNotEmpty(number + 1, end);
      if (number == end) {
        return NONE;
      }
      hint = 0;
      found = nextSetInPiece(piece(number), 0);
    }
    return inRange(((long) number << SHIFT) + found, endBit);
  }

  private int nextSetInPiece(long[] piece, int bit) {
    if (WordPiece.is(piece)) {
      return WordPiece.nextSet(piece, bit);
    }
    int i = PackedPiece.find(piece, bit, hint);
    hint = i;
    return i == PackedPiece.size(piece)
        ? WordPiece.NONE
        : Math.max(bit, PackedPiece.first(piece, i));
  }

  @Override
  protected long nextClearBit(long firstBit, long endBit) {
    int number = (int) (firstBit >>> SHIFT);
    int found = nextClearInPiece(piece(number), (int) firstBit & INSIDE);
    if (found == WordPiece.BITS) {
      int end = (int) (endBit + INSIDE >>> SHIFT);
      number = directory.nextNotFull(number + 1, end);
      if (number == end) {
        return NONE;
      }
      hint = 0;
      found = nextClearInPiece(piece(number), 0);
    }
    return inRange(((long) number << SHIFT) + found, endBit);
  }

  private int nextClearInPiece(long[] piece, int bit) {
    if (WordPiece.is(piece)) {
      return WordPiece.nextClear(piece, bit);
    }
    int i = PackedPiece.find(piece, bit, hint);
    hint = i;
    return PackedPiece.nextClear(piece, bit, i);
  }

  private static long inRange(long bit, long endBit) {
    return bit < endBit ? bit : NONE;
  }

  // The whole.

  @Override
  protected void resizeBits(long newBitCount) {
    int pieces = piecesFor(newBitCount);
    boolean shrinks = newBitCount < bitCount();
    int cut = (int) newBitCount & INSIDE;
    if (shrinks && cut != 0) {
      long[] piece = piece(pieces - 1);
      replace(pieces - 1, piece, Forms.readyToClear(piece, cut, INSIDE));
    }
    Directory next = directory.resized(pieces);
    // From here on nothing can fail.
    if (shrinks) {
      count -= directory.countFrom(pieces);
      if (cut != 0) {
        count -= Forms.clear(next.get(pieces - 1), cut, INSIDE);
      }
    }
    use(next);
  }

  private void use(Directory other) {
    directory = other;
    window = other.chunk(0);
    windowFirst = 0;
  }

  @Override
  protected void compactBits() {
    for (int chunk = 0; chunk < directory.chunkCount(); chunk++) {
      long[][] pieces = directory.chunk(chunk);
      if (!Directory.isShared(pieces)) {
        boolean clean = directory.chunkCount() > 1;
        for (int i = 0; i < pieces.length; i++) {
          pieces[i] = Forms.resting(pieces[i]);
          clean &= pieces[i] == Directory.EMPTY;
        }
        if (clean) {
          directory.setChunk(chunk, Directory.EMPTY_CHUNK);
        }
      }
    }
    use(directory);
  }

  @Override
  protected void release() {
    use(RELEASED);
    count = 0;
  }

  @Override
  protected void mergeBits(Bitmap source) {
    if (source instanceof AdaptiveBitmap other) {
      if (other.count != 0) {
        count += Merge.into(directory, other.directory);
        window = directory.chunk(directory.chunkOf(windowFirst));
      }
      return;
    }
    // Aside, because the way through words may run out of memory half-way.
    try (AdaptiveBitmap copy = new AdaptiveBitmap(size(), granularity())) {
      copy.mergeWords(source);
      mergeBits(copy);
    }
  }

  private void mergeWords(Bitmap source) {
    super.mergeBits(source);
  }

  // Words.

  @Override
  protected void orWords(long firstWord, long[] source, int from, int wordCount) {
    int done = 0;
    while (done < wordCount) {
      long word = firstWord + done;
      int at = (int) word & WORD_INSIDE;
      // By 64 words: a piece that has become words on the way takes the rest as words.
      int step = Math.min(wordCount - done, 64 - (at & 63));
      long[] piece = piece((int) (word >>> WORD_SHIFT));
      if (WordPiece.is(piece) && piece != Directory.EMPTY) {
        for (int i = 0; i < step; i++) {
          if (source[from + done + i] != 0) {
            count += WordPiece.setInWord(piece, at + i, source[from + done + i]);
          }
        }
      } else {
        super.orWords(word, source, from + done, step);
      }
      done += step;
    }
  }

  @Override
  protected void getWords(long firstWord, long[] target, int from, int wordCount) {
    Transfer.get(directory, firstWord, wordCount, LongBuffer.wrap(target, from, wordCount));
  }

  @Override
  protected boolean scanWords(WordCursor cursor) {
    int number = (int) (cursor.position() >>> WORD_SHIFT);
    int word = nextNonZero(piece(number), (int) cursor.position() & WORD_INSIDE);
    if (word == WordPiece.NONE) {
      int end = directory.pieces();
      number = directory.nextNotEmpty(number + 1, end);
      if (number == end) {
        return false;
      }
      hint = 0;
      word = nextNonZero(piece(number), 0);
    }
    long firstWord = ((long) number << WORD_SHIFT) + word;
    long[] target = cursor.words();
    int done = copyRun(piece(number), word, target, 0);
    // A run that reaches a piece's end may go on in the next one.
    while (done < target.length
        && (firstWord + done & WORD_INSIDE) == 0
        && firstWord + done < wordCount()) {
      long[] piece = piece((int) (firstWord + done >>> WORD_SHIFT));
      hint = 0;
      if (nextNonZero(piece, 0) != 0) {
        break;
      }
      done += copyRun(piece, 0, target, done);
    }
    cursor.accept(firstWord, done);
    return true;
  }

  private int nextNonZero(long[] piece, int word) {
    if (WordPiece.is(piece)) {
      return piece == Directory.EMPTY ? WordPiece.NONE : WordPiece.nextNonZero(piece, word);
    }
    int bit = nextSetInPiece(piece, word << 6);
    return bit == WordPiece.NONE ? WordPiece.NONE : bit >>> 6;
  }

  private int copyRun(long[] piece, int word, long[] target, int at) {
    if (!WordPiece.is(piece)) {
      return PackedPiece.copyRun(piece, word, hint, target, at);
    }
    int run = WordPiece.runLength(piece, word, target.length - at);
    if (run == 1) {
      target[at] = piece[word];
    } else {
      System.arraycopy(piece, word, target, at, run);
    }
    return run;
  }

  @Override
  protected void serializeWords(long firstWord, int wordCount, ByteBuffer target) {
    Transfer.get(directory, firstWord, wordCount, littleEndian(target));
    target.position(target.position() + (wordCount << 3));
  }

  @Override
  protected void deserializeWords(long firstWord, int wordCount, ByteBuffer source) {
    count += Transfer.put(directory, firstWord, wordCount, littleEndian(source), bitCount());
    window = directory.chunk(directory.chunkOf(windowFirst));
    source.position(source.position() + (wordCount << 3));
  }

  private static LongBuffer littleEndian(ByteBuffer buffer) {
    return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }
}
