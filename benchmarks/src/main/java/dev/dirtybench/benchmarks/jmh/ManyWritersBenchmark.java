package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.benchmarks.writers.Guard;
import dev.dirtybench.benchmarks.writers.SharedBitmap;
import dev.dirtybench.spi.Granularity;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many marks a microsecond do 1, 2 and 4 writers make together, alone and beside a reader, with
 * no lock and behind one?
 *
 * <p>A writer marks 4,096 random granules of a part of 2^16, over and over. The score of {@code
 * writers2} against that of {@code writers1} tells what the second writer adds. In a group with a
 * reader only the lines {@code :mark} are to be compared: the reader's are whole walks a
 * microsecond, and the group's own line adds up both. More threads than processors take turns.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "-XX:+UseSerialGC",
      "-Xms1g",
      "-Xmx1g",
      "-XX:+AlwaysPreTouch",
      "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
      "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
      "--add-opens=java.base/java.nio=ALL-UNNAMED",
      "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
      "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
      "-Dchronicle.analytics.disable=true",
      "-Dchronicle.announcer.disable=true"
    })
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ManyWritersBenchmark {
  /** Marks until a writer starts over. An invocation is one of them: a group has no other unit. */
  private static final int ROUND_MARKS = 4096;

  private static final int MOST_WRITERS = 4;
  private static final long PART_BITS = 1 << 16;

  /** So far apart that parts share no cache line of words, nor of what summarises them. */
  private static final long PART_DISTANCE_BITS = 1 << 21;

  /** For JMH. */
  public ManyWritersBenchmark() {}

  /** The bitmap that all threads of a fork use. */
  @State(Scope.Benchmark)
  public static class Disk {
    /** How it is guarded, and the backend. */
    @Param({"none:concurrent", "lock:hbitmap", "rwlock:roaring"})
    public String arm;

    /** Whether every writer has words of its own, or all of them mark the same: own, shared. */
    @Param({"own", "shared"})
    public String words;

    /**
     * What a mark finds: {@code fresh}, its granule clean mostly, as the writer clears its part
     * after each 4,096 marks; {@code again}, its granule dirty.
     */
    @Param("fresh")
    public String marks;

    private final Granularity granularity = Granularity.DEFAULT;
    private final AtomicInteger writers = new AtomicInteger();
    private SharedBitmap bitmap;

    /** For JMH. */
    public Disk() {}

    /** Creates the bitmap. */
    @Setup(Level.Trial)
    public void create() {
      require("words", words, "own", "shared");
      require("marks", marks, "fresh", "again");
      long size = (MOST_WRITERS * PART_DISTANCE_BITS) << granularity.bits();
      bitmap = Guard.create(arm, size, granularity);
    }

    private static void require(String name, String value, String one, String other) {
      if (!value.equals(one) && !value.equals(other)) {
        throw new IllegalArgumentException(
            name + " must be " + one + " or " + other + ", got " + value);
      }
    }

    /** Closes it. */
    @TearDown(Level.Trial)
    public void close() {
      bitmap.close();
    }
  }

  /** One writer, its part and its marks. */
  @State(Scope.Thread)
  public static class Writer {
    private final long[] offsets = new long[ROUND_MARKS];
    private SharedBitmap bitmap;
    private long length;
    private long partOffset;
    private long partLength;
    private boolean clears;
    private int next;

    /** For JMH. */
    public Writer() {}

    /**
     * Chooses the part and what to mark in it.
     *
     * @param disk the bitmap
     */
    @Setup(Level.Trial)
    public void choose(Disk disk) {
      int number = disk.writers.getAndIncrement();
      int shift = disk.granularity.bits();
      long firstBit = disk.words.equals("own") ? number * PART_DISTANCE_BITS : 0;
      Random random = new Random(20_190_311L + number);
      bitmap = disk.bitmap;
      length = disk.granularity.bytes();
      partOffset = firstBit << shift;
      partLength = PART_BITS << shift;
      clears = disk.marks.equals("fresh");
      for (int i = 0; i < ROUND_MARKS; i++) {
        offsets[i] = (firstBit + random.nextInt((int) PART_BITS)) << shift;
      }
    }

    final void run() {
      int at = next;
      bitmap.mark(offsets[at], length);
      if (++at == ROUND_MARKS) {
        at = 0;
        if (clears) {
          bitmap.clear(partOffset, partLength);
        }
      }
      next = at;
    }
  }

  /** What the reader does. */
  @State(Scope.Benchmark)
  public static class Reader {
    /**
     * {@code scan} walks over all dirty extents and leaves them; {@code backup} takes what is dirty
     * and walks over that.
     */
    @Param({"scan", "backup"})
    public String reader;

    private boolean takes;

    /** For JMH. */
    public Reader() {}

    /** Checks the name. */
    @Setup(Level.Trial)
    public void choose() {
      Disk.require("reader", reader, "scan", "backup");
      takes = reader.equals("backup");
    }

    final long run(Disk disk) {
      return takes ? disk.bitmap.backup() : disk.bitmap.scan();
    }
  }

  /**
   * One writer alone.
   *
   * @param writer marks
   */
  @Benchmark
  @Threads(1)
  public void writers1(Writer writer) {
    writer.run();
  }

  /**
   * Two writers.
   *
   * @param writer marks
   */
  @Benchmark
  @Threads(2)
  public void writers2(Writer writer) {
    writer.run();
  }

  /**
   * Four writers.
   *
   * @param writer marks
   */
  @Benchmark
  @Threads(4)
  public void writers4(Writer writer) {
    writer.run();
  }

  /**
   * One writer beside a reader.
   *
   * @param writer marks
   */
  @Benchmark
  @Group("writers1Read")
  @GroupThreads(1)
  public void mark1(Writer writer) {
    writer.run();
  }

  /**
   * The reader beside one writer.
   *
   * @param reader what it does
   * @param disk the bitmap
   * @return keeps the work alive
   */
  @Benchmark
  @Group("writers1Read")
  @GroupThreads(1)
  public long read1(Reader reader, Disk disk) {
    return reader.run(disk);
  }

  /**
   * Two writers beside a reader.
   *
   * @param writer marks
   */
  @Benchmark
  @Group("writers2Read")
  @GroupThreads(2)
  public void mark2(Writer writer) {
    writer.run();
  }

  /**
   * The reader beside two writers.
   *
   * @param reader what it does
   * @param disk the bitmap
   * @return keeps the work alive
   */
  @Benchmark
  @Group("writers2Read")
  @GroupThreads(1)
  public long read2(Reader reader, Disk disk) {
    return reader.run(disk);
  }

  /**
   * Four writers beside a reader.
   *
   * @param writer marks
   */
  @Benchmark
  @Group("writers4Read")
  @GroupThreads(4)
  public void mark4(Writer writer) {
    writer.run();
  }

  /**
   * The reader beside four writers.
   *
   * @param reader what it does
   * @param disk the bitmap
   * @return keeps the work alive
   */
  @Benchmark
  @Group("writers4Read")
  @GroupThreads(1)
  public long read4(Reader reader, Disk disk) {
    return reader.run(disk);
  }
}
