package dev.dirtybench.backend.concurrent;

import static org.junit.jupiter.api.Assertions.fail;

/** Checks that every non-zero word can be reached from the top. */
final class SummaryInvariant {
  private SummaryInvariant() {}

  /** Fails if a bit is missing above a non-zero word. */
  static void check(ConcurrentBitmap bitmap, String after) {
    long[] words = bitmap.words();
    for (int word = 0; word < words.length; word++) {
      int block = word >>> 6;
      if (words[word] != 0
          && ((bitmap.summary().block(block) >>> word
                  & bitmap.summary().top(block >>> 6) >>> block
                  & 1)
              == 0)) {
        fail("word " + word + " is non-zero and out of reach, after " + after);
      }
    }
  }

  /** Fails if there is a bit above a zero word, or none above another. */
  static void checkExact(ConcurrentBitmap bitmap, String after) {
    check(bitmap, after);
    for (int word = 0; word < bitmap.words().length; word++) {
      if (bitmap.words()[word] == 0 && (bitmap.summary().block(word >>> 6) >>> word & 1) != 0) {
        fail("word " + word + " is zero and its bit above is set, after " + after);
      }
    }
    for (int block = 0; block < (bitmap.words().length + 63) / 64; block++) {
      if (bitmap.summary().block(block) == 0
          && (bitmap.summary().top(block >>> 6) >>> block & 1) != 0) {
        fail("block " + block + " is zero and its bit above is set, after " + after);
      }
    }
  }
}
