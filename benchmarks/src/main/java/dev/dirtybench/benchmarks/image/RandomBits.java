package dev.dirtybench.benchmarks.image;

import dev.dirtybench.spi.Bitmap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/**
 * Bits that are set independently of each other, the same ones for the same seed.
 *
 * @param density share of the bits that are set, 0 to 1, in steps of 2^-32
 * @param seed of the random numbers
 */
public record RandomBits(double density, long seed) {
  private static final int STEPS_LOG2 = 32;
  private static final int CHUNK_WORDS = 64 << 10;

  /** Checks the range. */
  public RandomBits {
    if (!(density >= 0 && density <= 1)) {
      throw new IllegalArgumentException("density must be 0 to 1, got " + density);
    }
  }

  /** Takes words in their order. */
  @FunctionalInterface
  public interface WordConsumer {
    /**
     * Takes one word.
     *
     * @param index of the word, from 0
     * @param word 64 bits, the lowest one first
     */
    void accept(long index, long word);
  }

  /**
   * Hands out the bits as words.
   *
   * @param count how many words
   * @param consumer takes each of them
   */
  public void forEachWord(long count, WordConsumer consumer) {
    SplittableRandom random = new SplittableRandom(seed);
    long steps = Math.round(density * (1L << STEPS_LOG2));
    for (long index = 0; index < count; index++) {
      consumer.accept(index, word(steps, random));
    }
  }

  /**
   * Replaces the content of a bitmap, through its serialised form.
   *
   * @param bitmap any bitmap
   */
  public void fill(Bitmap bitmap) {
    long words = bitmap.wordCount();
    ByteBuffer chunk =
        ByteBuffer.allocateDirect((int) Math.min(words, CHUNK_WORDS) * Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    forEachWord(
        words,
        (index, word) -> {
          chunk.putLong(word);
          if (!chunk.hasRemaining() || index == words - 1) {
            int count = chunk.flip().limit() / Long.BYTES;
            bitmap.deserialize(index + 1 - count, count, chunk);
            chunk.clear();
          }
        });
  }

  /** Halves the share for a binary digit 0, halves its distance to 1 for a digit 1. */
  private static long word(long steps, SplittableRandom random) {
    if (steps == 1L << STEPS_LOG2) {
      return -1;
    }
    long word = 0;
    if (steps != 0) {
      for (int digit = Long.numberOfTrailingZeros(steps); digit < STEPS_LOG2; digit++) {
        long even = random.nextLong();
        word = (steps >>> digit & 1) == 0 ? word & even : word | even;
      }
    }
    return word;
  }
}
