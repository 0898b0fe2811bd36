package dev.dirtybench.backend.offheap;

import java.nio.ByteBuffer;

/**
 * A row of 64-bit words outside the Java heap, in the machine's byte order.
 *
 * <p>A class and not an interface: while a JVM has loaded one subclass, every call below has one
 * target and is inlined without a check. The methods on ranges are loops over {@link #get} and
 * {@link #put} here, or left to the subclass where a memory moves ranges by itself.
 *
 * <p>Whoever calls keeps inside the row; a subclass may check that and need not. Not for use by
 * several threads at once, nor after {@link #free()}.
 */
public abstract class WordMemory {
  private final long count;

  /**
   * For subclasses.
   *
   * @param count words, 0 or more
   */
  protected WordMemory(long count) {
    this.count = count;
  }

  /**
   * How many words there are.
   *
   * @return 0 or more
   */
  public final long count() {
    return count;
  }

  /**
   * Reads a word.
   *
   * @param word index
   * @return the word
   */
  public abstract long get(long word);

  /**
   * Writes a word.
   *
   * @param word index
   * @param value the word
   */
  public abstract void put(long word, long value);

  /**
   * Sets every byte of a range.
   *
   * @param first index of the first word
   * @param words 1 or more
   * @param value the byte
   */
  public abstract void fill(long first, long words, byte value);

  /**
   * Copies words out.
   *
   * @param first index of the first word
   * @param target where to
   * @param from first index in {@code target}
   * @param words 1 or more
   */
  public abstract void copyTo(long first, long[] target, int from, int words);

  /**
   * Copies words in.
   *
   * @param first index of the first word
   * @param source where from
   * @param from first index in {@code source}
   * @param words 1 or more
   */
  public abstract void copyFrom(long first, long[] source, int from, int words);

  /**
   * Writes words as they lie in memory and advances the position.
   *
   * @param target any kind of buffer that has room
   * @param first index of the first word
   * @param words 1 or more
   */
  public abstract void writeTo(ByteBuffer target, long first, int words);

  /**
   * Reads words as they shall lie in memory and advances the position.
   *
   * @param source any kind of buffer that holds so many
   * @param first index of the first word
   * @param words 1 or more
   */
  public abstract void readFrom(ByteBuffer source, long first, int words);

  /**
   * What this row takes outside the heap, all that is reserved for it.
   *
   * @return bytes
   */
  public abstract long reservedBytes();

  /** Gives the memory back at once; called once, and no word may be touched afterwards. */
  public abstract void free();

  /**
   * Counts the set bits of a range.
   *
   * @param first index of the first word
   * @param words 1 or more
   * @return bits
   */
  public long bitCount(long first, int words) {
    long bits = 0;
    for (int i = 0; i < words; i++) {
      bits += Long.bitCount(get(first + i));
    }
    return bits;
  }

  /**
   * Counts the set bits of a range and says which words are non-zero, in one pass.
   *
   * @param first index of the first word
   * @param words 1 to 64
   * @param tally counts the bits
   * @return bit {@code i} for word {@code first + i}
   */
  public long summarize(long first, int words, BitTally tally) {
    long mask = 0;
    long bits = 0;
    for (int i = 0; i < words; i++) {
      long value = get(first + i);
      // A branch: zero words come in long runs, and then cost the look at them alone.
      if (value != 0) {
        bits += Long.bitCount(value);
        mask |= 1L << i;
      }
    }
    tally.add(bits);
    return mask;
  }

  /**
   * Adds the bits of an array's words.
   *
   * @param first index of the first word
   * @param source where from
   * @param from first index in {@code source}
   * @param words 1 or more
   * @return how many bits were not set before
   */
  public long or(long first, long[] source, int from, int words) {
    long added = 0;
    for (int i = 0; i < words; i++) {
      long old = get(first + i);
      long now = old | source[from + i];
      put(first + i, now);
      added += Long.bitCount(now ^ old);
    }
    return added;
  }

  /**
   * Adds the bits of the words at the same place in another row.
   *
   * @param first index of the first word, here and there
   * @param source where from, of any kind
   * @param words 1 or more
   * @return how many bits were not set before
   */
  public long or(long first, WordMemory source, int words) {
    long added = 0;
    for (int i = 0; i < words; i++) {
      long old = get(first + i);
      long now = old | source.get(first + i);
      put(first + i, now);
      added += Long.bitCount(now ^ old);
    }
    return added;
  }

  /**
   * The first word of a range that has a clear bit.
   *
   * @param first index of the first word to look at
   * @param end end of the range, exclusive
   * @return an index, or {@code end} if every bit is set
   */
  public long firstNotFull(long first, long end) {
    long word = first;
    while (word < end && get(word) == -1L) {
      word++;
    }
    return word;
  }
}
