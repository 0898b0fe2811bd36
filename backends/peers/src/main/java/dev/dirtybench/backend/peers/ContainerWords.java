package dev.dirtybench.backend.peers;

import java.util.Arrays;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MappeableContainer;
import org.roaringbitmap.buffer.MappeableContainerPointer;

/**
 * One container of Roaring's buffer package, as it is and spelled out in words: what scans, copies
 * and serialisation read.
 *
 * <p>The library walks over its containers, so whoever reads on upward is followed by such a walk;
 * one that goes back starts it anew. Any change of the bits ends it.
 */
final class ContainerWords {
  /** Words of one container. */
  static final int WORDS = 1 << 10;

  /** There is no such container. */
  static final int NONE = -1;

  /** Below so many values a search in the container beats one over its words. */
  private static final int FEW_VALUES = 128;

  private long[] words;
  private final MappeableContainerPointer walk;
  private int walkedTo;
  private int index = NONE;
  private MappeableContainer container;
  private boolean spelledOut;

  ContainerWords(ImmutableRoaringBitmap bits) {
    walk = bits.getContainerPointer();
  }

  /** Whether the walk has passed a container: only a new one comes to it. */
  boolean isPast(int container) {
    return container < walkedTo && container != index;
  }

  /**
   * Moves to the first container that is not empty, from one on that is not past.
   *
   * @return its index, or {@link #NONE}
   */
  int moveTo(int first) {
    if (first == index) {
      return index;
    }
    walkedTo = first;
    while (walk.hasContainer() && walk.key() < first) {
      walk.advance();
    }
    if (!walk.hasContainer()) {
      return NONE;
    }
    if (walk.key() != index) {
      container = walk.getContainer();
      spelledOut = false;
      index = walk.key();
    }
    return index;
  }

  /** The container moved to, to be read only. */
  MappeableContainer container() {
    return container;
  }

  /** The words of the container moved to, to be read only. */
  long[] words() {
    if (!spelledOut) {
      if (words == null) {
        words = new long[WORDS];
      } else {
        Arrays.fill(words, 0);
      }
      container.orInto(words);
      spelledOut = true;
    }
    return words;
  }

  /**
   * Finds a word of the container that is not zero.
   *
   * @param from first word to look at
   * @return its place, {@value #WORDS} if there is none
   */
  int nextNonZero(int from) {
    if (from < WORDS && container.getCardinality() < FEW_VALUES) {
      int value = container.nextValue((char) (from << 6));
      return value < 0 ? WORDS : value >>> 6;
    }
    long[] all = words();
    int at = from;
    while (at < WORDS && all[at] == 0) {
      at++;
    }
    return at;
  }
}
