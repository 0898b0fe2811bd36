package dev.dirtybench.backend.roaring;

import dev.dirtybench.spi.Bitmap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.roaringbitmap.Container;
import org.roaringbitmap.ContainerPointer;
import org.roaringbitmap.RoaringBitmap;

/**
 * The set bits, in buckets of 2^32: one {@link RoaringBitmap} for every bucket that is not empty.
 *
 * <p>Bucket {@code k} holds bits {@code k * 2^32} up to the next bucket's. The first one always
 * exists, and up to 2^32 bits it is all there is; the map of the others is created with the first
 * bit past them and holds no empty bitmap. Bits are 0 to 2^63 - 65, range ends are exclusive. Not
 * for use by several threads at once.
 */
final class Buckets {
  /** Bits of one bucket. */
  static final long BUCKET_BITS = 1L << 32;

  /** Bits of one Roaring container. */
  static final int CONTAINER_BITS = 1 << 16;

  private RoaringBitmap first = new RoaringBitmap();
  private NavigableMap<Integer, RoaringBitmap> others;

  private static int key(long bit) {
    return (int) (bit >>> 32);
  }

  private static long base(int key) {
    return (long) key << 32;
  }

  /** The bucket of a key, or null if it is empty and not the first. */
  RoaringBitmap bucket(int key) {
    return key == 0 ? first : others == null ? null : others.get(key);
  }

  /** The bucket of a key, created if need be: a bit must be added to it. */
  private RoaringBitmap bucketToFill(int key) {
    if (key == 0) {
      return first;
    }
    if (others == null) {
      others = new TreeMap<>();
    }
    return others.computeIfAbsent(key, absent -> new RoaringBitmap());
  }

  void set(long start, long end) {
    if (end <= BUCKET_BITS) {
      add(first, start, end);
      return;
    }
    for (long key = key(start); key <= key(end - 1); key++) {
      long base = base((int) key);
      add(bucketToFill((int) key), Math.max(start - base, 0), Math.min(end - base, BUCKET_BITS));
    }
  }

  private static void add(RoaringBitmap bucket, long start, long end) {
    if (end - start == 1) {
      bucket.add((int) start);
    } else {
      bucket.add(start, end);
    }
  }

  void clear(long start, long end) {
    if (start < BUCKET_BITS) {
      first.remove(start, Math.min(end, BUCKET_BITS));
    }
    if (others == null || end <= BUCKET_BITS) {
      return;
    }
    var entries = others.subMap(key(start), true, key(end - 1), true).entrySet().iterator();
    while (entries.hasNext()) {
      var entry = entries.next();
      long base = base(entry.getKey());
      RoaringBitmap bucket = entry.getValue();
      bucket.remove(Math.max(start - base, 0), Math.min(end - base, BUCKET_BITS));
      if (bucket.isEmpty()) {
        entries.remove();
      }
    }
    if (others.isEmpty()) {
      others = null;
    }
  }

  void clear() {
    first = new RoaringBitmap();
    others = null;
  }

  boolean get(long bit) {
    RoaringBitmap bucket = bucket(key(bit));
    return bucket != null && bucket.contains((int) bit);
  }

  long count() {
    long count = first.getLongCardinality();
    if (others != null) {
      for (RoaringBitmap bucket : others.values()) {
        count += bucket.getLongCardinality();
      }
    }
    return count;
  }

  /** The lowest set bit from a bit on, or {@link Bitmap#NONE}. */
  long nextSet(long bit) {
    int key = key(bit);
    RoaringBitmap bucket = bucket(key);
    long low = bucket == null ? Bitmap.NONE : bucket.nextValue((int) bit);
    if (low != Bitmap.NONE) {
      return base(key) + low;
    }
    Map.Entry<Integer, RoaringBitmap> next = others == null ? null : others.higherEntry(key);
    return next == null
        ? Bitmap.NONE
        : base(next.getKey()) + Integer.toUnsignedLong(next.getValue().first());
  }

  /** The lowest clear bit from a bit on; there always is one, maybe past the bitmap's end. */
  long nextClear(long bit) {
    long at = bit;
    RoaringBitmap bucket = bucket(key(at));
    while (bucket != null) {
      long low = bucket.nextAbsentValue((int) at);
      if (low != Bitmap.NONE) {
        return base(key(at)) + low;
      }
      at = base(key(at)) + BUCKET_BITS;
      bucket = bucket(key(at));
    }
    return at;
  }

  /**
   * A copy of one container.
   *
   * @param index the container of bits {@code index * 2^16} up to the next one's
   * @return null if none of them is set
   */
  Container copyContainer(long index) {
    RoaringBitmap bucket = bucket((int) (index >>> 16));
    if (bucket == null) {
      return null;
    }
    long start = (index & 0xFFFF) * CONTAINER_BITS;
    long next = bucket.nextValue((int) start);
    if (next == Bitmap.NONE || next >= start + CONTAINER_BITS) {
      return null;
    }
    return bucket.selectRange(start, start + CONTAINER_BITS).getContainerPointer().getContainer();
  }

  /** Adds the bits of others, which stay as they are. */
  void or(Buckets source) {
    first.or(source.first);
    if (source.others == null) {
      return;
    }
    for (var entry : source.others.entrySet()) {
      RoaringBitmap mine = bucket(entry.getKey());
      if (mine == null) {
        put(entry.getKey(), entry.getValue().clone());
      } else {
        mine.or(entry.getValue());
      }
    }
  }

  /**
   * Adds bits to one bucket.
   *
   * @param key the bucket
   * @param bits not empty; their containers become this object's, the caller must drop them
   */
  void or(int key, RoaringBitmap bits) {
    RoaringBitmap mine = bucket(key);
    if (mine == null || mine.isEmpty()) {
      put(key, bits);
    } else if (mine.last() >>> 16 < bits.first() >>> 16) {
      ContainerPointer container = bits.getContainerPointer();
      while (container.getContainer() != null) {
        mine.append(container.key(), container.getContainer());
        container.advance();
      }
    } else {
      mine.or(bits);
    }
  }

  /** Makes a bitmap, which is not empty unless it is the first, the bucket of a key. */
  void put(int key, RoaringBitmap bucket) {
    if (key == 0) {
      first = bucket;
    } else {
      if (others == null) {
        others = new TreeMap<>();
      }
      others.put(key, bucket);
    }
  }

  /** The bucket of the bits below 2^32, which may be empty. */
  RoaringBitmap first() {
    return first;
  }

  /** The buckets that are not empty, in ascending order; a view to be read only. */
  NavigableMap<Integer, RoaringBitmap> nonEmpty() {
    NavigableMap<Integer, RoaringBitmap> all =
        others == null ? new TreeMap<>() : new TreeMap<>(others);
    if (!first.isEmpty()) {
      all.put(0, first);
    }
    return all;
  }

  /** Lets the library choose the smallest container for everything, and drops spare room. */
  void compact() {
    compact(first);
    if (others != null) {
      others.values().forEach(Buckets::compact);
    }
  }

  private static void compact(RoaringBitmap bucket) {
    bucket.runOptimize();
    bucket.trim();
  }
}
