package dev.dirtybench.spi;

/**
 * A place in a scan over non-zero words, owned and reused by the caller: a scan allocates nothing.
 *
 * <p>Each step of {@link Bitmap#nextWords} fills the buffer with consecutive non-zero words: it
 * skips zero words, then copies until it meets the next zero word, the end, or the buffer's
 * capacity. Word {@code w} holds bits {@code 64 w} to {@code 64 w + 63}, the lowest bit first.
 *
 * <p>A {@linkplain #gathering gathering} cursor takes non-zero words that do not stand together in
 * one step, too. Where runs are short that saves a step for each; {@link #index} tells where a word
 * stands.
 */
public final class WordCursor {
  private final long[] words;

  /** Where each word stands, if they need not stand together. */
  private final long[] indices;

  /** Whether the present step is a run. */
  private boolean run = true;

  private long position;
  private long firstWord = Bitmap.NONE;
  private int count;

  /**
   * A cursor at the start of the bitmap.
   *
   * @param capacity words that one step may deliver, 1 or more
   */
  public WordCursor(int capacity) {
    this(capacity, false);
  }

  private WordCursor(int capacity, boolean gathers) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be 1 word or more, got " + capacity);
    }
    this.words = new long[capacity];
    this.indices = gathers ? new long[capacity] : null;
  }

  /**
   * A cursor at the start of the bitmap that takes non-zero words wherever they stand.
   *
   * <p>A backend may still deliver runs, and ends a step when it likes: only that the words are not
   * zero, come in order, and that none is left out is sure.
   *
   * @param capacity words that one step may deliver, 1 or more
   * @return its {@link #index} must be asked for every word
   */
  public static WordCursor gathering(int capacity) {
    return new WordCursor(capacity, true);
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
    this.run = true;
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
   * Where a word of the present step stands in the bitmap.
   *
   * @param i which of the words, 0 to {@link #count()} - 1
   * @return its index; {@code firstWord() + i} unless the cursor gathers
   */
  public long index(int i) {
    return run ? firstWord + i : indices[i];
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
   * For backends: whether words that do not stand together may be delivered.
   *
   * @return true for a cursor made by {@link #gathering}
   */
  public boolean isGathering() {
    return indices != null;
  }

  /**
   * For backends: takes the indices of words that do not stand together.
   *
   * @return the buffer beside {@link #words()}, or null unless the cursor gathers
   */
  public long[] indices() {
    return indices;
  }

  /**
   * For backends: says what was put into {@link #words()} as one run.
   *
   * @param firstWord index of the first word delivered
   * @param count words delivered, all of them non-zero
   */
  public void accept(long firstWord, int count) {
    this.firstWord = firstWord;
    this.count = count;
    this.position = firstWord + count;
    this.run = true;
  }

  /**
   * For backends: says how many words were put into {@link #words()} and {@link #indices()}.
   *
   * <p>The scan goes on after the last of them.
   *
   * @param count words delivered, 1 or more, all of them non-zero and in order
   */
  public void acceptGathered(int count) {
    this.firstWord = indices[0];
    this.count = count;
    this.position = indices[count - 1] + 1;
    this.run = false;
  }
}
