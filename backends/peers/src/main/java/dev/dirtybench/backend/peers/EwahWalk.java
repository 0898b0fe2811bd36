package dev.dirtybench.backend.peers;

import com.googlecode.javaewah.EWAHCompressedBitmap;
import com.googlecode.javaewah.IteratingRLW;

/**
 * A walk over the words of an EWAH bitmap, upward only: from marker to marker, each of which stands
 * for a run of equal words, all zeroes or all ones, and the literal words that follow it.
 *
 * <p>A step costs the markers it passes. Any change of the bitmap ends the walk.
 */
final class EwahWalk {
  private final IteratingRLW marker;
  private long start;
  private long runEnd;
  private long end;

  EwahWalk(EWAHCompressedBitmap bits) {
    marker = bits.getIteratingRLW();
    enter(0);
  }

  private void enter(long word) {
    start = word;
    runEnd = start + marker.getRunningLength();
    end = runEnd + marker.getNumberOfLiteralWords();
  }

  /** Whether a word was passed already: only a new walk comes to it. */
  boolean isPast(long word) {
    return word < start;
  }

  /**
   * Moves to the marker of a word.
   *
   * @param word not past
   * @return false if the bitmap ends before it: it is zero, as all behind it
   */
  boolean moveTo(long word) {
    while (word >= end) {
      long next = end;
      if (!marker.next()) {
        return false;
      }
      enter(next);
    }
    return true;
  }

  /** Whether the word moved to is one of a run of equal words. */
  boolean isRun(long word) {
    return word < runEnd;
  }

  /** The words of the present run. */
  long runWord() {
    return marker.getRunningBit() ? -1L : 0;
  }

  /** Where the present run ends, exclusive. */
  long runEnd() {
    return runEnd;
  }

  /** Where what the present marker stands for ends, exclusive. */
  long end() {
    return end;
  }

  /** A literal word of the present marker. */
  long literal(long word) {
    return marker.getLiteralWordAt((int) (word - runEnd));
  }
}
