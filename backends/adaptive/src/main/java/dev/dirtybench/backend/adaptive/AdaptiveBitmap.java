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

  /** The first chunk, which in a flat directory has every piece: the short way to a piece. */
  private long[][] near;

  private long count;

  /** Whether every piece is known to be the clean one that all bitmaps share. */
  private boolean bare;

  private final Search search = new Search();
  private final ScanWords wordScan = new ScanWords();
  private final GatherScan gatherScan = new GatherScan();

  AdaptiveBitmap(long size, Granularity granularity) {
    super(size, granularity);
    this.directory = new Directory(piecesFor(bitCount()));
    this.near = directory.chunk(0);
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

  // Bits.

  @Override
  protected void setBits(long firstBit, long bits) {
    long lastBit = firstBit + bits - 1;
    int number = (int) (firstBit >>> SHIFT);
    long[][] pieces = near;
    if ((firstBit ^ lastBit) >>> 6 == 0 && number < pieces.length) {
      long[] piece = pieces[number];
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
    RangeMarks.set(this, directory, firstBit, lastBit);
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

  @Override
  protected void clearBits(long firstBit, long bits) {
    long lastBit = firstBit + bits - 1;
    int number = (int) (firstBit >>> SHIFT);
    long[][] pieces = near;
    if ((firstBit ^ lastBit) >>> 6 == 0 && number < pieces.length) {
      long[] piece = pieces[number];
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
    RangeMarks.clear(this, directory, firstBit, lastBit);
  }

  @Override
  protected void clearAllBits() {
    if (!bare) {
      forget();
      bare = RangeMarks.clearAll(directory);
      count = 0;
      refresh();
    }
  }

  @Override
  protected boolean getBit(long bit) {
    return Forms.get(directory.get((int) (bit >>> SHIFT)), (int) bit & INSIDE);
  }

  @Override
  protected long countBits() {
    return count;
  }

  @Override
  protected long countBits(long firstBit, long bits) {
    return RangeCount.of(directory, firstBit, firstBit + bits - 1);
  }

  // Searches.

  @Override
  protected long nextSetBit(long firstBit, long endBit) {
    return search.nextSet(directory, firstBit, endBit);
  }

  @Override
  protected long nextClearBit(long firstBit, long endBit) {
    return search.nextClear(directory, firstBit, endBit);
  }

  /** Before pieces are replaced, or packed ones changed. */
  void forget() {
    bare = false;
    search.forget();
    wordScan.forget();
  }

  /** After pieces have been replaced. */
  private void refresh() {
    near = directory.chunk(0);
  }

  /** After marks beside the short way: so many bits more are set. */
  void marked(long added) {
    count += added;
    refresh();
  }

  // The whole.

  @Override
  protected void resizeBits(long newBitCount) {
    int pieces = piecesFor(newBitCount);
    boolean shrinks = newBitCount < bitCount();
    forget();
    int cut = (int) newBitCount & INSIDE;
    if (shrinks && cut != 0) {
      long[] piece = directory.get(pieces - 1);
      directory.replace(pieces - 1, piece, Forms.readyToClear(piece, cut, INSIDE));
      refresh();
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
    forget();
    directory = other;
    near = other.chunk(0);
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
        forget();
        count += Merge.into(directory, other.directory);
        refresh();
      }
      return;
    }
    // Aside, because the way through words may run out of memory half-way.
    try (AdaptiveBitmap copy = new AdaptiveBitmap(size(), granularity())) {
      copy.mergeWords(source);
      mergeBits(copy);
    }
  }

  @Override
  protected void mergeFiner(Bitmap source, int shift) {
    if (!(source instanceof AdaptiveBitmap other)) {
      super.mergeFiner(source, shift);
      return;
    }
    try (AdaptiveBitmap copy = new AdaptiveBitmap(size(), granularity())) {
      Coarsening.into(copy, other.directory, shift);
      copy.compactBits();
      mergeBits(copy);
    }
  }

  /** Marks what a merge of a finer bitmap found. */
  void mark(long firstBit, long lastBit) {
    long last = Math.min(lastBit, bitCount() - 1);
    setBits(firstBit, last - firstBit + 1);
  }

  /** Adds bits of one word. */
  void addToWord(long word, long bits) {
    int number = (int) (word >>> WORD_SHIFT);
    long[] piece = directory.get(number);
    if (piece == Directory.EMPTY || !WordPiece.is(piece)) {
      forget();
      piece = directory.replace(number, piece, Forms.toWords(piece));
      refresh();
    }
    count += WordPiece.setInWord(piece, (int) word & WORD_INSIDE, bits);
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
      long[] piece = directory.get((int) (word >>> WORD_SHIFT));
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
    return cursor.isGathering() && gatherScan.step(directory, cursor)
        || wordScan.step(directory, wordCount(), cursor);
  }

  @Override
  protected void serializeWords(long firstWord, int wordCount, ByteBuffer target) {
    Transfer.get(directory, firstWord, wordCount, littleEndian(target));
    target.position(target.position() + (wordCount << 3));
  }

  @Override
  protected void deserializeWords(long firstWord, int wordCount, ByteBuffer source) {
    forget();
    count += Transfer.put(directory, firstWord, wordCount, littleEndian(source), bitCount());
    refresh();
    source.position(source.position() + (wordCount << 3));
  }

  private static LongBuffer littleEndian(ByteBuffer buffer) {
    return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }
}
