package dev.dirtybench.backend.roaring;

import dev.dirtybench.spi.Bitmap;
import java.util.Arrays;
import org.roaringbitmap.Container;
import org.roaringbitmap.ContainerPointer;
import org.roaringbitmap.RoaringBitmap;

/**
 * The words of one Roaring container, spelled out: what scans, copies and serialisation read.
 *
 * <p>The library hands out containers, not words. Spelling one out costs its size once; every word
 * of it is then an array access, until the bits change.
 *
 * <p>The library finds a container by its index only by copying it, but walks over all of them
 * without. So whoever starts with the first container of a bucket and moves up is followed by such
 * a walk, at a step for each container; anybody else gets copies. The 8 KiB and the walk are held
 * while somebody reads on only.
 */
final class ContainerWindow {
  /** Words of one container. */
  static final int WORDS = Buckets.CONTAINER_BITS / Long.SIZE;

  /** Below so many values a search in the container beats one over its words. */
  private static final int FEW_VALUES = 128;

  private long[] words;
  private long index = Bitmap.NONE;

  /** The container under the window, kept if it has few values; else null. */
  private Container sparse;

  /** A walk over the containers of a bucket; null if there is none. */
  private ContainerPointer walk;

  private long walkBucket;

  /** The walk stands on the first container from this index on. */
  private long walkedTo;

  /** Whether this is the window over a container already. */
  boolean isOver(long container) {
    return index == container;
  }

  /** The words under the window, {@value #WORDS} of them; to be read only. */
  long[] words() {
    return words;
  }

  /**
   * Finds a word under the window that is not zero.
   *
   * @param from first word to look at
   * @return its place, {@value #WORDS} if there is none
   */
  int nextNonZero(int from) {
    if (sparse != null && from < WORDS) {
      int value = sparse.nextValue((char) (from * Long.SIZE));
      return value < 0 ? WORDS : value / Long.SIZE;
    }
    int at = from;
    while (at < WORDS && words[at] == 0) {
      at++;
    }
    return at;
  }

  /**
   * Moves the window to a container.
   *
   * @return false if the container is empty; the window has then not moved
   */
  boolean moveTo(long container, Buckets bits) {
    if (index == container) {
      return true;
    }
    Container found;
    if (canWalkTo(container, bits)) {
      walkTo(container);
      found = isAt(container) ? walk.getContainer() : null;
    } else {
      found = bits.copyContainer(container);
    }
    if (found == null) {
      return false;
    }
    spellOut(container, found);
    return true;
  }

  /**
   * Moves the window to the first container that is not empty, from one on.
   *
   * @return its index, or {@link Bitmap#NONE} if all are empty; the window has then not moved
   */
  long moveToNext(long container, Buckets bits) {
    if (canWalkTo(container, bits)) {
      walkTo(container);
      if (walk.getContainer() != null) {
        long next = walkBucket << 16 | walk.key();
        spellOut(next, walk.getContainer());
        return next;
      }
    }
    long bit = bits.nextSet(container * Buckets.CONTAINER_BITS);
    if (bit == Bitmap.NONE) {
      return Bitmap.NONE;
    }
    long next = bit / Buckets.CONTAINER_BITS;
    moveTo(next, bits);
    return next;
  }

  private boolean canWalkTo(long container, Buckets bits) {
    long key = container >>> 16;
    if (walk != null && walkBucket == key && walkedTo <= container) {
      return true;
    }
    RoaringBitmap bucket = bits.bucket((int) key);
    if (bucket == null || bucket.isEmpty() || (container & 0xFFFF) > bucket.first() >>> 16) {
      return false;
    }
    walk = bucket.getContainerPointer();
    walkBucket = key;
    walkedTo = container;
    return true;
  }

  private void walkTo(long container) {
    while (walk.getContainer() != null && walk.key() < (container & 0xFFFF)) {
      walk.advance();
    }
    walkedTo = container;
  }

  private boolean isAt(long container) {
    return walk.getContainer() != null && walk.key() == (container & 0xFFFF);
  }

  private void spellOut(long container, Container found) {
    if (words == null) {
      words = new long[WORDS];
    } else {
      Arrays.fill(words, 0);
    }
    found.copyBitmapTo(words, 0);
    index = container;
    sparse = found.getCardinality() < FEW_VALUES ? found : null;
  }

  /** The bits have changed. */
  void forget() {
    index = Bitmap.NONE;
    sparse = null;
    walk = null;
  }

  /** Nobody reads on: gives the memory back. */
  void release() {
    forget();
    words = null;
  }
}
