package dev.dirtybench.backend.adaptive;

import dev.dirtybench.spi.WordCursor;

/**
 * A scan over the words that are not zero, through pieces of every form.
 *
 * <p>Remembers where in a list or in gathered words the last step was, because the next one goes on
 * there; right or wrong, in a list it is only where the search begins.
 */
final class ScanWords {
  private static final int SHIFT = 10;
  private static final int INSIDE = WordPiece.WORDS - 1;
  private static final long NONE = -1;

  /** Of a list the entry, of gathered words the index. */
  private int entry;

  /** The piece in which {@link #entry} is known to be right for the word {@link #expected}. */
  private long[] known;

  private int expected;

  // Where a scan over gathered words goes on: the word; its block's first word, the mask's index,
  // those of its words that are left, and the blocks after it.
  private long position = NONE;
  private long[] gathered;
  private int at;
  private long base;
  private int mask;
  private long rest;
  private int blocksLeft;

  ScanWords() {}

  /** Before a packed piece is changed or replaced. */
  void forget() {
    known = null;
    position = NONE;
  }

  /**
   * Takes one step.
   *
   * @param directory the pieces
   * @param wordCount words of the bitmap
   * @param cursor to be filled
   * @return false if no word is left
   */
  boolean step(Directory directory, long wordCount, WordCursor cursor) {
    if (cursor.position() == position && stepInBlocks(cursor)) {
      return true;
    }
    int number = (int) (cursor.position() >>> SHIFT);
    long[] piece = directory.get(number);
    int word = next(piece, (int) cursor.position() & INSIDE);
    if (word == WordPiece.NONE) {
      int end = directory.pieces();
      number = directory.nextNotEmpty(number + 1, end);
      if (number == end) {
        return false;
      }
      piece = directory.get(number);
      word = next(piece, 0);
    }
    long firstWord = ((long) number << SHIFT) + word;
    long[] target = cursor.words();
    int done = copyRun(piece, word, target, 0);
    // A run that reaches a piece's end may go on in the next one.
    while (done < target.length
        && (firstWord + done & INSIDE) == 0
        && firstWord + done < wordCount) {
      piece = directory.get((int) (firstWord + done >>> SHIFT));
      if (next(piece, 0) != 0) {
        break;
      }
      done += copyRun(piece, 0, target, done);
    }
    cursor.accept(firstWord, done);
    if (!WordPiece.is(piece) && GatheredPiece.is(piece)) {
      rememberBlock(piece, firstWord + done);
    }
    return true;
  }

  /** After a step that went through gathered words: prepares the next one. */
  private void rememberBlock(long[] piece, long next) {
    int word = (int) next & INSIDE;
    if (word == 0) {
      return;
    }
    int blocks = GatheredPiece.blocks(piece);
    int block = word >>> 6;
    rest = GatheredPiece.nonZero(piece, block) & -1L << word;
    mask = GatheredPiece.maskIndex(blocks, block) - (blocks >>> block & 1 ^ 1);
    blocksLeft = blocks & -2 << block;
    base = next - (word & 63);
    gathered = piece;
    at = entry;
    position = next;
  }

  /** Goes on in gathered words, as long as no run goes on in the next block. */
  private boolean stepInBlocks(WordCursor cursor) {
    long left = rest;
    if (left == 0) {
      if (blocksLeft == 0) {
        return false;
      }
      int block = Integer.numberOfTrailingZeros(blocksLeft);
      blocksLeft &= blocksLeft - 1;
      left = gathered[++mask];
      base = (base & ~INSIDE) + (block << 6);
    }
    int first = Long.numberOfTrailingZeros(left);
    int run = Long.numberOfTrailingZeros(~(left >>> first));
    long[] target = cursor.words();
    if (first + run == 64 || run > target.length) {
      position = NONE;
      return false;
    }
    copy(gathered, at, target, 0, run);
    at += run;
    rest = left & -1L << first + run;
    position = base + first + run;
    cursor.accept(base + first, run);
    return true;
  }

  /** Finds a word that is not zero, from {@code from} on. */
  private int next(long[] piece, int from) {
    if (WordPiece.is(piece)) {
      return piece == Directory.EMPTY ? WordPiece.NONE : WordPiece.nextNonZero(piece, from);
    }
    boolean goesOn = piece == known && from == expected;
    if (GatheredPiece.is(piece)) {
      int word = GatheredPiece.nextNonZero(piece, from);
      if (!goesOn && word != WordPiece.NONE) {
        entry = GatheredPiece.index(piece, word);
      }
      return word;
    }
    if (!goesOn) {
      entry = from == 0 ? 0 : PackedPiece.find(piece, from << 6, entry);
    }
    return entry == PackedPiece.size(piece)
        ? WordPiece.NONE
        : Math.max(from, PackedPiece.first(piece, entry) >>> 6);
  }

  /** Copies words from the one that {@link #next} has just found until one is zero. */
  private int copyRun(long[] piece, int word, long[] target, int at) {
    if (WordPiece.is(piece)) {
      int run = WordPiece.runLength(piece, word, target.length - at);
      copy(piece, word, target, at, run);
      return run;
    }
    if (GatheredPiece.is(piece)) {
      int run = GatheredPiece.runLength(piece, word, target.length - at);
      copy(piece, entry, target, at, run);
      entry += run;
      known = piece;
      expected = word + run;
      return run;
    }
    return copyList(piece, word, target, at);
  }

  private static void copy(long[] piece, int from, long[] target, int at, int run) {
    if (run == 1) {
      target[at] = piece[from];
    } else {
      System.arraycopy(piece, from, target, at, run);
    }
  }

  private int copyList(long[] list, int word, long[] target, int at) {
    int run = PackedPiece.entry(list, entry);
    int next = entry + 1;
    boolean apart =
        next == PackedPiece.size(list) || PackedPiece.first(list, next) >>> 6 > word + 1;
    if (apart && run >>> 22 == word) {
      // Sparse dirt: one entry, one word.
      target[at] = -1L << Math.max(run & 0xFFFF, word << 6) & -1L >>> ~(run >>> 16);
      entry = next;
      known = list;
      expected = word + 1;
      return 1;
    }
    known = null;
    return ListWords.copyRun(list, word, entry, target, at);
  }
}
