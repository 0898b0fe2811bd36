package dev.dirtybench.backend.concurrent;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Atomic work on words of a {@code long[]} that several threads share.
 *
 * <p>Reads and read-modify-writes are volatile accesses: all of them, of all threads, have one
 * total order that agrees with every thread's program order. Nothing here allocates.
 */
final class AtomicWords {
  private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

  private AtomicWords() {}

  /** Reads a word. */
  static long get(long[] words, int word) {
    return (long) WORDS.getVolatile(words, word);
  }

  /**
   * Sets bits of a word. A word that has them all is only read: its cache line stays shared.
   *
   * @return the word before, as the atomic write or the read that made it needless found it
   */
  static long or(long[] words, int word, long mask) {
    long old = get(words, word);
    while ((old & mask) != mask) {
      long witness = (long) WORDS.compareAndExchange(words, word, old, old | mask);
      if (witness == old) {
        break;
      }
      old = witness;
    }
    return old;
  }

  /**
   * Clears bits of a word. A word that has none of them is only read.
   *
   * @return the word before, as the atomic write or the read that made it needless found it
   */
  static long andNot(long[] words, int word, long mask) {
    long old = get(words, word);
    while ((old & mask) != 0) {
      long witness = (long) WORDS.compareAndExchange(words, word, old, old & ~mask);
      if (witness == old) {
        break;
      }
      old = witness;
    }
    return old;
  }

  /**
   * Takes all bits out of a word. A zero word is only read.
   *
   * @return what was taken
   */
  static long take(long[] words, int word) {
    return get(words, word) == 0 ? 0 : (long) WORDS.getAndSet(words, word, 0L);
  }

  /**
   * Sets every bit of a range of words, with stores that need no bus lock. Full words are only
   * read.
   *
   * <p>A store is enough, as it can undo no bit that another thread sets. No later read of this
   * thread may overtake it, though: hence the full fence behind the last.
   *
   * @param words the words
   * @param first first word of the range
   * @param end end of the range, exclusive
   */
  static void fill(long[] words, int first, int end) {
    boolean stored = false;
    for (int word = first; word < end; word++) {
      if (get(words, word) != -1L) {
        WORDS.setOpaque(words, word, -1L);
        stored = true;
      }
    }
    if (stored) {
      VarHandle.fullFence();
    }
  }

  /**
   * Zeroes a range of words, after everything that the thread did before and before everything that
   * it does later. Zero words are only read.
   *
   * @param words the words
   * @param first first word of the range
   * @param end end of the range, exclusive
   */
  static void zero(long[] words, int first, int end) {
    boolean stored = false;
    for (int word = first; word < end; word++) {
      if (get(words, word) != 0) {
        WORDS.setRelease(words, word, 0L);
        stored = true;
      }
    }
    if (stored) {
      VarHandle.fullFence();
    }
  }
}
