package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.benchmarks.yardstick.YardstickData;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The floors of {@link YardstickBenchmark}: the plainest loops over one array of words. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 3,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms1g", "-Xmx1g", "-Xmn128m"})
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class YardstickFloorBenchmark {
  /** For JMH. */
  public YardstickFloorBenchmark() {}

  /** Words with half a million random bits, and others. */
  @State(Scope.Thread)
  public static class Words {
    /** Logarithm of the number of bits. */
    @Param({"20", "24", "28"})
    public int bits;

    int[] granules;
    long[] words;
    long[] others;
    long[] target;

    /** For JMH. */
    public Words() {}

    /** Makes the words. */
    @Setup(Level.Trial)
    public void create() {
      granules = new YardstickData(bits, 1).granules();
      words = words(granules);
      others = words(new YardstickData(bits, 2).granules());
      target = new long[words.length];
    }

    private long[] words(int[] positions) {
      long[] made = new long[1 << bits - 6];
      for (int position : positions) {
        made[position >>> 6] |= 1L << position;
      }
      return made;
    }
  }

  /** Words that are zero before each pass. */
  public static class Zero extends Words {
    /** For JMH. */
    public Zero() {}

    /** Zeroes the target. */
    @Setup(Level.Invocation)
    public void zero() {
      Arrays.fill(target, 0);
    }
  }

  /** Sets random bits. */
  @Benchmark
  @OperationsPerInvocation(YardstickData.OPERATIONS)
  public void setRandom(Zero state) {
    long[] words = state.target;
    for (int position : state.granules) {
      words[position >>> 6] |= 1L << position;
    }
  }

  /** Sets bits one after the other. */
  @Benchmark
  @OperationsPerInvocation(YardstickData.OPERATIONS)
  public void setSequential(Zero state) {
    long[] words = state.target;
    for (int position = 0; position < YardstickData.OPERATIONS; position++) {
      words[position >>> 6] |= 1L << position;
    }
  }

  /** Visits every set bit. */
  @Benchmark
  public long iterate(Words state) {
    long sum = 0;
    long[] words = state.words;
    for (int i = 0; i < words.length; i++) {
      for (long rest = words[i]; rest != 0; rest &= rest - 1) {
        sum += ((long) i << 6) + Long.numberOfTrailingZeros(rest);
      }
    }
    return sum;
  }

  /** Unites two arrays and counts the bits of the union. */
  @Benchmark
  public long merge(Words state) {
    long[] words = state.words;
    long[] others = state.others;
    long count = 0;
    for (int i = 0; i < words.length; i++) {
      long united = words[i] | others[i];
      words[i] = united;
      count += Long.bitCount(united);
    }
    return count;
  }

  /** Copies an array. */
  @Benchmark
  public long[] copy(Words state) {
    System.arraycopy(state.words, 0, state.target, 0, state.words.length);
    return state.target;
  }
}
