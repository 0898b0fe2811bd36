package dev.dirtybench.backend.ffm;

import dev.dirtybench.backend.offheap.WordMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;

/**
 * Words in a memory segment, native or mapped.
 *
 * <p>The segment checks bounds, and that its arena is open, at every access; C2 takes both out of
 * loops. A range method makes a short-lived segment or two, which C2 does not allocate.
 */
class SegmentWords extends WordMemory {
  /** Where words start in native memory, a multiple of this many bytes. */
  static final int ALIGNMENT = 64;

  /** Words start on 8 bytes at least, which need not be checked at every access. */
  static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED;

  /** Up to so many words a loop is cheaper than setting up a bulk copy. */
  private static final int SMALL = 8;

  private final Arena arena;
  private final MemorySegment segment;

  /**
   * Words that fill a segment.
   *
   * @param arena has nothing but the segment
   * @param segment holds the words
   */
  SegmentWords(Arena arena, MemorySegment segment) {
    super(segment.byteSize() >>> 3);
    this.arena = arena;
    this.segment = segment;
  }

  /**
   * Allocates native memory.
   *
   * @param arena a new one, closed at once if there is no such memory
   * @param count words, 0 or more
   * @return zeroes that start on a cache line
   */
  static SegmentWords allocate(Arena arena, long count) {
    return new SegmentWords(arena, zeroes(arena, count));
  }

  /** Zeroed words of a new arena. */
  static MemorySegment zeroes(Arena arena, long count) {
    try {
      return arena.allocate(count << 3, ALIGNMENT);
    } catch (Throwable e) {
      arena.close();
      throw e;
    }
  }

  /** The words as bytes. */
  final MemorySegment segment() {
    return segment;
  }

  @Override
  public final long get(long word) {
    return segment.get(WORD, word << 3);
  }

  @Override
  public final void put(long word, long value) {
    segment.set(WORD, word << 3, value);
  }

  @Override
  public final void fill(long first, long words, byte value) {
    if (words <= SMALL) {
      long word = (value & 0xff) * 0x0101_0101_0101_0101L;
      for (long i = first; i < first + words; i++) {
        put(i, word);
      }
    } else {
      segment.asSlice(first << 3, words << 3).fill(value);
    }
  }

  @Override
  public final void copyTo(long first, long[] target, int from, int words) {
    if (words <= SMALL) {
      for (int i = 0; i < words; i++) {
        target[from + i] = get(first + i);
      }
    } else {
      MemorySegment.copy(segment, WORD, first << 3, target, from, words);
    }
  }

  @Override
  public final void copyFrom(long first, long[] source, int from, int words) {
    MemorySegment.copy(source, from, segment, WORD, first << 3, words);
  }

  @Override
  public final void writeTo(ByteBuffer target, long first, int words) {
    if (target.isReadOnly()) {
      throw new ReadOnlyBufferException();
    }
    long bytes = (long) words << 3;
    MemorySegment.copy(segment, first << 3, MemorySegment.ofBuffer(target), 0, bytes);
    target.position(target.position() + (int) bytes);
  }

  @Override
  public final void readFrom(ByteBuffer source, long first, int words) {
    long bytes = (long) words << 3;
    MemorySegment.copy(MemorySegment.ofBuffer(source), 0, segment, first << 3, bytes);
    source.position(source.position() + (int) bytes);
  }

  @Override
  public final long reservedBytes() {
    // The JDK reserves room for the alignment that it then takes from it.
    return segment.byteSize() + (segment.isMapped() ? 0 : ALIGNMENT - 1);
  }

  @Override
  public final void free() {
    arena.close();
  }
}
