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

  // The run of a packed piece that a search for a set bit found last: a scan asks next for its end,
  // and then for the run after it. NONE where nothing is known.
  private long[] runPiece = Directory.EMPTY;
  private int runEntry;
  private int runEntries;
  private long runInside = NONE;
  private long runEnd = NONE;

  private final ScanWords wordScan = new ScanWords();

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
    forgetRun();
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
    int number = (int) (firstBit >>> SHIFT);
    long[][] chunk = window;
    int at = number - windowFirst;
    if ((firstBit ^ lastBit) >>> 6 == 0 && at >= 0 && at < chunk.length) {
      long[] piece = chunk[at];
      if (WordPiece.is(piece)) {
        int word = (int) (firstBit >>> 6) & WORD_INSIDE;
        long old = piece[word];
        long gone = -1L << firstBit & -1L >>> ~lastBit & old;
        if (gone == 0) {
          return;
        }
        if (piece != Directory.FULL) {
          piece[word] = old ^ gone;
          int removed = Long.bitCount(gone);
          piece[WordPiece.COUNT] -= removed;
          count -= removed;
          if (old == gone) {
            WordPiece.markZero(piece, word);
          }
          return;
        }
      }
    }
    clearPieces(firstBit, lastBit);
  }

  private void clearInPiece(int number, int first, int last) {
    forgetRun();
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
    forgetRun();
    int firstPiece = (int) (firstBit >>> SHIFT);
    int lastPiece = (int) (lastBit >>> SHIFT);
    int head = (int) firstBit & INSIDE;
    int tail = (int) lastBit & INSIDE;
    if (firstPiece == lastPiece) {
      clearInPiece(firstPiece, head, tail);
      return;
    }
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
    forgetRun();
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
    int next = runEntry + 1;
    // A scan: the list goes on with the entry after the one found last.
    return firstBit == runEnd && next < runEntries
        ? inRange(foundRun(runPiece, next, firstBit & ~INSIDE, 0), endBit)
        : searchSetBit(firstBit, endBit);
  }

  private long searchSetBit(long firstBit, long endBit) {
    int number = (int) (firstBit >>> SHIFT);
    long found =
        firstBit == runEnd ? NONE : nextSetInPiece(piece(number), number, (int) firstBit & INSIDE);
    return found == NONE ? nextSetInPieces(number + 1, endBit) : inRange(found, endBit);
  }

  private long nextSetInPieces(int from, long endBit) {
    int end = (int) (endBit + INSIDE >>> SHIFT);
    int number = directory.nextNotEmpty(from, end);
    return number >= end ? NONE : inRange(nextSetInPiece(piece(number), number, 0), endBit);
  }

  private long nextSetInPiece(long[] piece, int number, int bit) {
    long base = (long) number << SHIFT;
    if (WordPiece.is(piece)) {
      int found = WordPiece.nextSet(piece, bit);
      return found == WordPiece.NONE ? NONE : base + found;
    }
    if (SpanPiece.is(piece)) {
      int found = SpanPiece.nextSet(piece, bit);
      return found == WordPiece.NONE ? NONE : base + found;
    }
    int i = PackedPiece.find(piece, bit);
    return i == PackedPiece.size(piece) ? NONE : foundRun(piece, i, base, bit);
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

  /** Before a list is changed or replaced. */
  private void forgetRun() {
    wordScan.forget();
    runInside = NONE;
    runEnd = NONE;
    runPiece = Directory.EMPTY;
  }

  @Override
  protected long nextClearBit(long firstBit, long endBit) {
    if (firstBit == runInside) {
      return inRange(runEnd, endBit);
    }
    int number = (int) (firstBit >>> SHIFT);
    int found = nextClearInPiece(piece(number), (int) firstBit & INSIDE);
    if (found == WordPiece.BITS) {
      int end = (int) (endBit + INSIDE >>> SHIFT);
      number = directory.nextNotFull(number + 1, end);
      if (number >= end) {
        return NONE;
      }
      found = nextClearInPiece(piece(number), 0);
    }
    return inRange(((long) number << SHIFT) + found, endBit);
  }

  private int nextClearInPiece(long[] piece, int bit) {
    if (WordPiece.is(piece)) {
      return WordPiece.nextClear(piece, bit);
    }
    return SpanPiece.is(piece)
        ? SpanPiece.nextClear(piece, bit)
        : PackedPiece.nextClear(piece, bit, PackedPiece.find(piece, bit));
  }

  private static long inRange(long bit, long endBit) {
    return bit < endBit ? bit : NONE;
  }

  // The whole.

  @Override
  protected void resizeBits(long newBitCount) {
    int pieces = piecesFor(newBitCount);
    boolean shrinks = newBitCount < bitCount();
    forgetRun();
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
    forgetRun();
    directory = other;
    window = other.chunk(0);
    windowFirst = 0;
  }

  @Override
  protected void compactBits() {
    Rest.of(directory);
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
        forgetRun();
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
    long[] piece = piece(number);
    int word = wordScan.next(piece, (int) cursor.position() & WORD_INSIDE);
    if (word == WordPiece.NONE) {
      int end = directory.pieces();
      number = directory.nextNotEmpty(number + 1, end);
      if (number == end) {
        return false;
      }
      piece = piece(number);
      word = wordScan.next(piece, 0);
    }
    long firstWord = ((long) number << WORD_SHIFT) + word;
    long[] target = cursor.words();
    int done = wordScan.copyRun(piece, word, target, 0);
    // A run that reaches a piece's end may go on in the next one.
    while (done < target.length
        && (firstWord + done & WORD_INSIDE) == 0
        && firstWord + done < wordCount()) {
      piece = piece((int) (firstWord + done >>> WORD_SHIFT));
      if (wordScan.next(piece, 0) != 0) {
        break;
      }
      done += wordScan.copyRun(piece, 0, target, done);
    }
    cursor.accept(firstWord, done);
    return true;
  }

  @Override
  protected void serializeWords(long firstWord, int wordCount, ByteBuffer target) {
    Transfer.get(directory, firstWord, wordCount, littleEndian(target));
    target.position(target.position() + (wordCount << 3));
  }

  @Override
  protected void deserializeWords(long firstWord, int wordCount, ByteBuffer source) {
    forgetRun();
    count += Transfer.put(directory, firstWord, wordCount, littleEndian(source), bitCount());
    window = directory.chunk(directory.chunkOf(windowFirst));
    source.position(source.position() + (wordCount << 3));
  }

  private static LongBuffer littleEndian(ByteBuffer buffer) {
    return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }
}
