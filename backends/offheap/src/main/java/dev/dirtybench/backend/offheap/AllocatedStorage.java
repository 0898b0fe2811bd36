package dev.dirtybench.backend.offheap;

import java.util.function.LongFunction;

/** Words in memory that is allocated for them, zero at first, and freed when they change number. */
public final class AllocatedStorage implements WordStorage {
  private static final int CHUNK = 512;

  private final LongFunction<? extends WordMemory> allocator;
  private WordMemory words;

  /**
   * Allocates the words.
   *
   * @param wordCount 0 or more
   * @param allocator makes rows of so many zeroes that start on a cache line
   */
  public AllocatedStorage(long wordCount, LongFunction<? extends WordMemory> allocator) {
    this.allocator = allocator;
    this.words = allocator.apply(wordCount);
  }

  @Override
  public WordMemory words() {
    return words;
  }

  @Override
  public WordMemory newSummaries(long wordCount) {
    return allocator.apply(wordCount);
  }

  @Override
  public void resize(long wordCount) {
    WordMemory old = words;
    WordMemory resized = allocator.apply(wordCount);
    long[] chunk = new long[CHUNK];
    long common = Math.min(wordCount, old.count());
    for (long word = 0; word < common; word += CHUNK) {
      int count = (int) Math.min(CHUNK, common - word);
      old.copyTo(word, chunk, 0, count);
      resized.copyFrom(word, chunk, 0, count);
    }
    words = resized;
    old.free();
  }

  @Override
  public void release() {
    words.free();
    words = null;
  }
}
