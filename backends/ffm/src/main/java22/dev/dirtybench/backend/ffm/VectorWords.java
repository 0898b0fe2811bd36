package dev.dirtybench.backend.ffm;

import dev.dirtybench.backend.offheap.BitTally;
import dev.dirtybench.backend.offheap.WordMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Words in a memory segment whose ranges are counted, merged and searched by vectors. */
final class VectorWords extends SegmentWords {
  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private VectorWords(Arena arena, MemorySegment segment) {
    super(arena, segment);
  }

  /**
   * Allocates native memory.
   *
   * @param arena a new one, closed at once if there is no such memory
   * @param count words, 0 or more
   * @return zeroes that start on a cache line
   */
  static VectorWords allocate(Arena arena, long count) {
    return new VectorWords(arena, zeroes(arena, count));
  }

  private static LongVector at(MemorySegment words, long word) {
    return LongVector.fromMemorySegment(SPECIES, words, word << 3, ORDER);
  }

  @Override
  public long bitCount(long first, int words) {
    MemorySegment here = segment();
    LongVector bits = LongVector.zero(SPECIES);
    int i = 0;
    for (; i <= words - LANES; i += LANES) {
      bits = bits.add(at(here, first + i).lanewise(VectorOperators.BIT_COUNT));
    }
    long count = bits.reduceLanes(VectorOperators.ADD);
    for (; i < words; i++) {
      count += Long.bitCount(get(first + i));
    }
    return count;
  }

  @Override
  public long summarize(long first, int words, BitTally tally) {
    MemorySegment here = segment();
    LongVector bits = LongVector.zero(SPECIES);
    long mask = 0;
    int i = 0;
    for (; i <= words - LANES; i += LANES) {
      LongVector value = at(here, first + i);
      bits = bits.add(value.lanewise(VectorOperators.BIT_COUNT));
      mask |= value.compare(VectorOperators.NE, 0).toLong() << i;
    }
    tally.add(bits.reduceLanes(VectorOperators.ADD));
    return i < words ? mask | super.summarize(first + i, words - i, tally) << i : mask;
  }

  @Override
  public long or(long first, long[] source, int from, int words) {
    MemorySegment here = segment();
    LongVector added = LongVector.zero(SPECIES);
    int i = 0;
    for (; i <= words - LANES; i += LANES) {
      LongVector old = at(here, first + i);
      LongVector now = old.or(LongVector.fromArray(SPECIES, source, from + i));
      now.intoMemorySegment(here, (first + i) << 3, ORDER);
      added = added.add(now.lanewise(VectorOperators.XOR, old).lanewise(VectorOperators.BIT_COUNT));
    }
    long count = added.reduceLanes(VectorOperators.ADD);
    return i < words ? count + super.or(first + i, source, from + i, words - i) : count;
  }

  @Override
  public long or(long first, WordMemory source, int words) {
    if (!(source instanceof SegmentWords there)) {
      return super.or(first, source, words);
    }
    MemorySegment here = segment();
    MemorySegment other = there.segment();
    LongVector added = LongVector.zero(SPECIES);
    int i = 0;
    for (; i <= words - LANES; i += LANES) {
      LongVector old = at(here, first + i);
      LongVector now = old.or(at(other, first + i));
      now.intoMemorySegment(here, (first + i) << 3, ORDER);
      added = added.add(now.lanewise(VectorOperators.XOR, old).lanewise(VectorOperators.BIT_COUNT));
    }
    long count = added.reduceLanes(VectorOperators.ADD);
    return i < words ? count + super.or(first + i, source, words - i) : count;
  }

  @Override
  public long firstNotFull(long first, long end) {
    MemorySegment here = segment();
    long word = first;
    for (; word <= end - LANES; word += LANES) {
      var clear = at(here, word).compare(VectorOperators.NE, -1L);
      if (clear.anyTrue()) {
        return word + clear.firstTrue();
      }
    }
    return super.firstNotFull(word, end);
  }
}
