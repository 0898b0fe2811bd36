package dev.dirtybench.testkit;

import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One random sequence of operations; a failure names the seed and what was done. */
final class RandomSequence {
  private final BitmapProvider provider;
  private final List<BitmapProvider> strangers;
  private final long bits;
  private final Granularity granularity;
  private final double density;
  private final long seed;
  private final int round;
  private final Random random;
  private final List<String> done = new ArrayList<>();

  RandomSequence(
      BitmapProvider provider, long bits, Granularity granularity, double density, int round) {
    this.provider = provider;
    this.strangers = Strangers.of(provider);
    this.bits = bits;
    this.granularity = granularity;
    this.density = density;
    this.round = round;
    this.seed = RandomBits.seed();
    this.random = new Random(seed * 31 + round);
  }

  void run(int operations) {
    long granule = granularity.bytes();
    long size = (bits - 1) * granule + 1 + random.nextLong(granule);
    try (JudgedBitmap judged = new JudgedBitmap(provider, size, granularity)) {
      fill(judged);
      judged.check();
      for (int i = 0; i < operations; i++) {
        step(judged);
        probe(judged);
      }
      judged.check();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          bits
              + " bits of "
              + granularity
              + ", density "
              + density
              + ", round "
              + round
              + ", seed "
              + seed
              + " ("
              + RandomBits.replay(seed)
              + "), after "
              + done
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** Brings the bitmap to the density, by marking or by deserialising. */
  private void fill(JudgedBitmap judged) {
    long[] words = RandomBits.words(random, judged.oracle().bitCount(), density);
    if (random.nextBoolean() && judged.oracle().bitCount() <= 5000) {
      note("fill bit by bit");
      long granule = granularity.bytes();
      for (int i = 0; i < words.length * 64; i++) {
        if ((words[i / 64] >>> (i % 64) & 1) == 1) {
          judged.set(i * granule, 1);
        }
      }
    } else {
      note("fill by deserialising");
      judged.load(0, words);
    }
  }

  private void step(JudgedBitmap judged) {
    int dice = random.nextInt(100);
    if (dice < 35) {
      set(judged);
    } else if (dice < 60) {
      clear(judged);
    } else if (dice < 63) {
      note("clearAll");
      judged.clearAll();
      fill(judged);
    } else if (dice < 71) {
      merge(judged, granularity);
    } else if (dice < 77) {
      int otherBits = Math.max(0, granularity.bits() + random.nextInt(7) - 2);
      merge(judged, new Granularity(otherBits));
    } else if (dice < 83) {
      truncate(judged);
    } else if (dice < 90) {
      replaceWords(judged);
    } else if (dice < 95) {
      roundTrip(judged);
    } else {
      note("compact");
      judged.bitmap().compact();
      judged.check();
    }
  }

  private void set(JudgedBitmap judged) {
    long size = judged.oracle().size();
    long offset = random.nextLong(size + 1);
    long length = span(size - offset);
    note("setDirty(" + offset + ", " + length + ")");
    judged.set(offset, length);
  }

  private void clear(JudgedBitmap judged) {
    long size = judged.oracle().size();
    long granule = granularity.bytes();
    long offset = random.nextLong(size + 1) / granule * granule;
    long end = offset + span(size - offset);
    if (end < size) {
      end -= end % granule;
    }
    note("clearDirty(" + offset + ", " + (end - offset) + ")");
    judged.clear(offset, end - offset);
  }

  /** A length of any magnitude up to {@code most}. */
  private long span(long most) {
    int magnitude = 64 - Long.numberOfLeadingZeros(most);
    return Math.min(most, random.nextLong(1L << random.nextInt(magnitude + 1)));
  }

  private void merge(JudgedBitmap judged, Granularity other) {
    BitmapProvider stranger = strangers.get(random.nextInt(strangers.size()));
    long size = judged.oracle().size();
    if (other.bitCount(size) > 1 << 19) {
      return;
    }
    note("merge " + stranger.description() + " of " + other);
    try (JudgedBitmap source = new JudgedBitmap(stranger, size, other)) {
      double share = random.nextBoolean() ? 0.002 : density;
      source.load(0, RandomBits.words(random, source.oracle().bitCount(), share));
      if (random.nextBoolean()) {
        source.bitmap().compact();
      }
      judged.merge(source);
      judged.check();
      source.check();
    }
  }

  private void truncate(JudgedBitmap judged) {
    long size = judged.oracle().size();
    long most = bits * 2 * granularity.bytes();
    long newSize =
        switch (random.nextInt(4)) {
          case 0 -> Math.max(1, size - span(size));
          case 1 -> Math.min(most, size + span(most));
          case 2 -> 1 + random.nextLong(most);
          default -> size + (granularity.bytes() - size % granularity.bytes());
        };
    note("truncate(" + newSize + ")");
    judged.truncate(newSize);
    judged.check();
  }

  private void replaceWords(JudgedBitmap judged) {
    long words = judged.bitmap().wordCount();
    long first = random.nextLong(words);
    int count = 1 + (int) Math.min(words - first - 1, span(words));
    note("deserialize(" + first + ", " + count + ")");
    judged.load(first, RandomBits.words(random, count * 64L, density));
  }

  private void roundTrip(JudgedBitmap judged) {
    BitmapProvider stranger = strangers.get(random.nextInt(strangers.size()));
    note("round trip through " + stranger.description());
    ByteBuffer form = ByteBuffer.allocate((int) judged.bitmap().serializedBytes());
    judged.bitmap().serialize(form);
    try (JudgedBitmap copy = new JudgedBitmap(stranger, judged.oracle().size(), granularity)) {
      copy.bitmap().deserialize(form.flip());
      form.clear();
      copy.bitmap().serialize(form);
    }
    judged.bitmap().deserialize(form.flip());
    judged.check();
  }

  /** Looks at a few places and the count, which is cheap. */
  private void probe(JudgedBitmap judged) {
    judged.checkCounts();
    long size = judged.oracle().size();
    for (int i = 0; i < 4; i++) {
      long from = random.nextLong(size);
      judged.checkSearches(from, from + span(size));
      judged.checkSearches(from, Long.MAX_VALUE);
    }
  }

  private void note(String operation) {
    done.add(operation);
  }
}
