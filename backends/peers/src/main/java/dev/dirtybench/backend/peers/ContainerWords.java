package dev.dirtybench.backend.peers;

import java.util.Arrays;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MappeableContainer;
import org.roaringbitmap.buffer.MappeableContainerPointer;

/**
 * The words of one container of Roaring's buffer package, spelled out: what scans, copies and
 * serialisation read.
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

  private final long[] words = new long[WORDS];
  private final MappeableContainerPointer walk;
  private int walkedTo;
  private int index = NONE;
  private MappeableContainer sparse;

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
  int moveTo(int container) {
    if (container == index) {
      return index;
    }
    walkedTo = container;
    while (walk.hasContainer() && walk.key() < container) {
      walk.advance();
    }
    if (!walk.hasContainer()) {
      return NONE;
    }
    if (walk.key() != index) {
      spellOut(walk.getContainer());
      index = walk.key();
    }
    return index;
  }

  private void spellOut(MappeableContainer container) {
    Arrays.fill(words, 0);
    container.orInto(words);
    sparse = container.getCardinality() < FEW_VALUES ? container : null;
  }

  /** The words of the container moved to, to be read only. */
  long[] words() {
    return words;
  }

  /**
   * Finds a word of the container that is not zero.
   *
   * @param from first word to look at
   * @return its place, {@value #WORDS} if there is none
   */
  int nextNonZero(int from) {
    if (sparse != null && from < WORDS) {
      int value = sparse.nextValue((char) (from << 6));
      return value < 0 ? WORDS : value >>> 6;
    }
    int at = from;
    while (at < WORDS && words[at] == 0) {
      at++;
    }
    return at;
  }
}
