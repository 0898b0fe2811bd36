package dev.dirtybench.spi;

/**
 * A place in a scan over non-zero words, owned and reused by the caller: a scan allocates nothing.
 *
 * <p>Each step of {@link Bitmap#nextWords} fills the buffer with consecutive non-zero words: it
 * skips zero words, then copies until it meets the next zero word, the end, or the buffer's
 * capacity. Word {@code w} holds bits {@code 64 w} to {@code 64 w + 63}, the lowest bit first.
 */
public final class WordCursor {
  private final long[] words;
  private long position;
  private long firstWord = Bitmap.NONE;
  private int count;

  /**
   * A cursor at the start of the bitmap.
   *
   * @param capacity words that one step may deliver, 1 or more
   */
  public WordCursor(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be 1 word or more, got " + capacity);
    }
    this.words = new long[capacity];
  }

  /**
   * Starts over.
   *
   * @param word the first word to look at, 0 or more
   * @return this
   */
  public WordCursor reset(long word) {
    if (word < 0) {
      throw new IndexOutOfBoundsException("word must be 0 or more, got " + word);
    }
    this.position = word;
    this.firstWord = Bitmap.NONE;
    this.count = 0;
    return this;
  }

  /**
   * The buffer; its first {@link #count()} words belong to the present step.
   *
   * @return the buffer itself, not a copy
   */
  public long[] words() {
    return words;
  }

  /**
   * Where the present words stand in the bitmap.
   *
   * @return index of the first one, or {@link Bitmap#NONE} before the first step
   */
  public long firstWord() {
    return firstWord;
  }

  /**
   * How many words the present step delivered.
   *
   * @return 1 to capacity, 0 before the first step
   */
  public int count() {
    return count;
  }

  /**
   * For backends: the first word to look at.
   *
   * @return index of a word
   */
  public long position() {
    return position;
  }

  /**
   * For backends: says what was put into {@link #words()}.
   *
   * @param firstWord index of the first word delivered
   * @param count words delivered, all of them non-zero
   */
  public void accept(long firstWord, int count) {
    this.firstWord = firstWord;
    this.count = count;
    this.position = firstWord + count;
  }
}
