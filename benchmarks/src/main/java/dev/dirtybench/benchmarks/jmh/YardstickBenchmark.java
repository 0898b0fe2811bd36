package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.benchmarks.yardstick.YardstickData;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.ExtentCursor;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.WordCursor;
import java.nio.ByteBuffer;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The rows of the yardsticks that QEMU's own bitmap in C was measured by: random granules, extents,
 * merges and whole passes, at a granularity of 64 KiB. {@link YardstickFloorBenchmark} has the
 * floors.
 *
 * <p>Sets are a time per call, all else per pass. What a pass changes is restored before it, out of
 * the measured time.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 3,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms1g", "-Xmx1g", "-Xmn128m"})
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class YardstickBenchmark {
  private static final int SHIFT = Granularity.DEFAULT.bits();
  private static final long GRANULE = Granularity.DEFAULT.bytes();

  /** For JMH. */
  public YardstickBenchmark() {}

  /** An empty bitmap. */
  @State(Scope.Thread)
  public static class Subject {
    /** Name of the backend. */
    @Param("hbitmap")
    public String backend;

    /** Logarithm of the number of bits. */
    @Param({"20", "24", "28"})
    public int bits;

    Bitmap bitmap;
    YardstickData data;

    /** For JMH. */
    public Subject() {}

    /** Makes the bitmap. */
    @Setup(Level.Trial)
    public void create() {
      bitmap = bitmap(Granularity.DEFAULT);
      data = new YardstickData(bits, 1);
    }

    final Bitmap bitmap(Granularity granularity) {
      return Backends.load().require(backend).create(YardstickData.diskSize(bits), granularity);
    }

    /** Frees the bitmap. */
    @TearDown(Level.Trial)
    public void close() {
      bitmap.close();
    }
  }

  /** Positions to mark in a bitmap that is empty before each pass. */
  public static class Empty extends Subject {
    int[] granules;
    int[] extents;

    /** For JMH. */
    public Empty() {}

    @Override
    public void create() {
      super.create();
      granules = data.granules();
      extents = data.extents(YardstickData.OPERATIONS);
    }

    /** Empties the bitmap. */
    @Setup(Level.Invocation)
    public void empty() {
      bitmap.clearAll();
    }
  }

  /** A bitmap with half a million random granules, and others to look up. */
  public static class Marked extends Subject {
    int[] others;
    ByteBuffer content;

    /** For JMH. */
    public Marked() {}

    @Override
    public void create() {
      super.create();
      YardstickData.mark(bitmap, data.granules());
      others = new YardstickData(bits, 2).granules();
      content = serialized(bitmap);
    }
  }

  private static ByteBuffer serialized(Bitmap bitmap) {
    ByteBuffer content = ByteBuffer.allocateDirect(Math.toIntExact(bitmap.serializedBytes()));
    bitmap.serialize(content);
    return content.flip();
  }

  /** The same, restored before each pass. */
  public static class Restored extends Marked {
    /** For JMH. */
    public Restored() {}

    /** Puts the content back. */
    @Setup(Level.Invocation)
    public void restore() {
      bitmap.deserialize(content.clear());
    }
  }

  /** A bitmap with half a million random extents, restored before each pass, and others. */
  public static class Extents extends Subject {
    int[] others;
    private ByteBuffer content;

    /** For JMH. */
    public Extents() {}

    @Override
    public void create() {
      super.create();
      YardstickData.markExtents(bitmap, data.extents(YardstickData.OPERATIONS));
      content = serialized(bitmap);
      others = new YardstickData(bits, 2).extents(YardstickData.OPERATIONS);
    }

    /** Puts the content back. */
    @Setup(Level.Invocation)
    public void restore() {
      bitmap.deserialize(content.clear());
    }
  }

  /** A bitmap of half a million granules and others to merge into it. */
  public static class Sources extends Marked {
    Bitmap dense;
    Bitmap sparse;

    /** For JMH. */
    public Sources() {}

    @Override
    public void create() {
      super.create();
      dense = bitmap(Granularity.DEFAULT);
      YardstickData.mark(dense, others);
      sparse = bitmap(Granularity.DEFAULT);
      YardstickData.markExtents(sparse, data.extents(YardstickData.FEW));
    }

    @Override
    public void close() {
      dense.close();
      sparse.close();
      super.close();
    }
  }

  /** A bitmap of half a million granules and one of 512 bytes a bit to merge into it. */
  public static class FineSource extends Marked {
    Bitmap fine;

    /** For JMH. */
    public FineSource() {}

    @Override
    public void create() {
      super.create();
      fine = bitmap(Granularity.ofBytes(512));
      YardstickData.markExtents(fine, data.extents(YardstickData.FEW));
    }

    @Override
    public void close() {
      fine.close();
      super.close();
    }
  }

  /** A bitmap whose last granule alone is clean. */
  public static class Full extends Subject {
    /** For JMH. */
    public Full() {}

    @Override
    public void create() {
      super.create();
      bitmap.setDirty(0, bitmap.size() - GRANULE);
    }
  }

  /** Sets random single granules. */
  @Benchmark
  @OperationsPerInvocation(YardstickData.OPERATIONS)
  public void setRandom(Empty state) {
    YardstickData.mark(state.bitmap, state.granules);
  }

  /** Sets single granules one after the other. */
  @Benchmark
  @OperationsPerInvocation(YardstickData.OPERATIONS)
  public void setSequential(Empty state) {
    Bitmap bitmap = state.bitmap;
    for (int i = 0; i < YardstickData.OPERATIONS; i++) {
      bitmap.setDirty((long) i << SHIFT, GRANULE);
    }
  }

  /** Sets random extents. */
  @Benchmark
  @OperationsPerInvocation(YardstickData.OPERATIONS)
  public void setExtents(Empty state) {
    YardstickData.markExtents(state.bitmap, state.extents);
  }

  /** Clears random extents where others had been set. */
  @Benchmark
  @OperationsPerInvocation(YardstickData.OPERATIONS)
  public void clearExtents(Extents state) {
    YardstickData.clearExtents(state.bitmap, state.others);
  }

  /** Looks up random granules. */
  @Benchmark
  @OperationsPerInvocation(YardstickData.OPERATIONS)
  public int get(Marked state) {
    Bitmap bitmap = state.bitmap;
    int dirty = 0;
    for (int granule : state.others) {
      dirty += bitmap.isDirty((long) granule << SHIFT) ? 1 : 0;
    }
    return dirty;
  }

  /** Visits every dirty granule through its words. */
  @Benchmark
  public long iterate(Marked state) {
    WordCursor cursor = WordCursor.gathering(1024);
    long sum = 0;
    while (state.bitmap.nextWords(cursor)) {
      long[] words = cursor.words();
      int count = cursor.count();
      for (int i = 0; i < count; i++) {
        long base = cursor.index(i) << 6;
        for (long rest = words[i]; rest != 0; rest &= rest - 1) {
          sum += base + Long.numberOfTrailingZeros(rest);
        }
      }
    }
    return sum;
  }

  /** Visits every dirty extent. */
  @Benchmark
  public long nextArea(Marked state) {
    ExtentCursor cursor = new ExtentCursor();
    long sum = 0;
    while (state.bitmap.nextExtent(cursor)) {
      sum += cursor.offset() ^ cursor.length();
    }
    return sum;
  }

  /** Merges half a million random granules into as many. */
  @Benchmark
  public void mergeDense(Sources state) {
    state.bitmap.merge(state.dense);
  }

  /** Merges a thousand extents into half a million random granules. */
  @Benchmark
  public void mergeSparse(Sources state) {
    state.bitmap.merge(state.sparse);
  }

  /** Merges a thousand extents of a granularity of 512 bytes. */
  @Benchmark
  public void mergeGranularity(FineSource state) {
    state.bitmap.merge(state.fine);
  }

  /** Writes the common form. */
  @Benchmark
  public ByteBuffer serialize(Marked state) {
    state.bitmap.serialize(state.content.clear());
    return state.content;
  }

  /** Reads the common form. */
  @Benchmark
  public ByteBuffer deserialize(Marked state) {
    state.bitmap.deserialize(state.content.clear());
    return state.content;
  }

  /** Clears half a million random granules at once. */
  @Benchmark
  public void clearAll(Restored state) {
    state.bitmap.clearAll();
  }

  /** Looks for the clean granule at the end. */
  @Benchmark
  public long nextClean(Full state) {
    return state.bitmap.nextClean(0, Long.MAX_VALUE);
  }

  /** Sets every granule of an empty bitmap. */
  @Benchmark
  public void setAll(Empty state) {
    state.bitmap.setDirty(0, state.bitmap.size());
  }
}
