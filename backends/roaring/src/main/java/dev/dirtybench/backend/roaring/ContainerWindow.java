package dev.dirtybench.backend.roaring;

import java.util.Arrays;
import org.roaringbitmap.Container;

/**
 * The words of one Roaring container, spelled out: what scans, copies and serialisation read.
 *
 * <p>The library hands out containers, not words. Spelling one out costs its size once; every word
 * of it is then an array access, until a change of the bits makes the window stale. Its 8 KiB are
 * held while a scan is under way only.
 */
final class ContainerWindow {
  /** Words of one container. */
  static final int WORDS = Buckets.CONTAINER_BITS / Long.SIZE;

  private static final long NO_CONTAINER = -1;

  private long[] words;
  private long index = NO_CONTAINER;

  /** Whether this is the window over a container already. */
  boolean isOver(long container) {
    return index == container;
  }

  /**
   * Moves the window.
   *
   * @return false if the container is empty; the window has then not moved
   */
  boolean moveTo(long container, Buckets bits) {
    if (index == container) {
      return true;
    }
    Container copy = bits.copyContainer(container);
    if (copy == null) {
      return false;
    }
    if (words == null) {
      words = new long[WORDS];
    } else {
      Arrays.fill(words, 0);
    }
    copy.copyBitmapTo(words, 0);
    index = container;
    return true;
  }

  /** The words under the window, {@value #WORDS} of them; to be read only. */
  long[] words() {
    return words;
  }

  /** The bits have changed. */
  void forget() {
    index = NO_CONTAINER;
  }

  /** Nobody reads on: gives the memory back. */
  void release() {
    index = NO_CONTAINER;
    words = null;
  }
}
