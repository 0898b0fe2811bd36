package dev.dirtybench.benchmarks.jmh;

import dev.dirtybench.benchmarks.image.MeteredStorage;
import dev.dirtybench.benchmarks.image.RandomBits;
import dev.dirtybench.benchmarks.image.ReadFloor;
import dev.dirtybench.benchmarks.image.ScratchImage;
import dev.dirtybench.benchmarks.image.WriteFloor;
import dev.dirtybench.qcow2.image.FileStorage;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How near does an image come to what the file system alone takes? Loads, stores and merges bitmaps
 * of given length and density, beside the floors: the same bytes read and written by a channel.
 *
 * <p>The image lies in a temporary folder; its disk has 64 KiB a bit and no data. What is read is
 * in the page cache.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 3,
    jvmArgsAppend = {
      "-XX:+UseSerialGC",
      "-Xms3g",
      "-Xmx3g",
      "-Xmn256m",
      "-XX:+AlwaysPreTouch",
      "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
      "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
      "--add-opens=java.base/java.nio=ALL-UNNAMED",
      "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
      "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
      "-Dchronicle.analytics.disable=true",
      "-Dchronicle.announcer.disable=true"
    })
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ImageBenchmark {
  /** For JMH. */
  public ImageBenchmark() {}

  /** An image with bitmaps, and what it costs to use it, in bytes. */
  @State(Scope.Thread)
  public static class Subject {
    static final String FIRST = "first";
    static final String SECOND = "second";

    /** Name of the backend. */
    @Param("hbitmap")
    public String backend;

    /** Bytes of a bitmap's bits, a power of two. */
    @Param({"2M", "64M", "512M"})
    public String bitmapSize;

    /** Share of the bits that are set; those of 0 and of 1 take no clusters. */
    @Param({"0", "0.0001", "0.01", "0.5", "1"})
    public double density;

    /** The image in the file. */
    protected ScratchImage image;

    private BitmapProvider provider;

    /** For JMH. */
    public Subject() {}

    /**
     * Makes the image.
     *
     * @throws IOException if it cannot be made
     */
    @Setup(Level.Trial)
    public void create() throws IOException {
      provider = Backends.load().require(backend);
      long diskSize = Granularity.parse(bitmapSize).bytes() * Byte.SIZE * 65536;
      image = ScratchImage.create(diskSize);
      add(FIRST, 1);
    }

    /** Adds a bitmap. */
    final void add(String name, long seed) throws IOException {
      RandomBits bits = new RandomBits(density, seed);
      image.add(name, Granularity.DEFAULT, provider, bits::fill);
    }

    final Qcow2Image open(OpenMode mode) throws IOException {
      return image.open(mode, provider);
    }

    final Qcow2Image open(MeteredStorage storage) throws IOException {
      return Qcow2Image.open(storage, image.path().toString(), OpenMode.READ_ONLY, provider);
    }

    final MeteredStorage storage() throws IOException {
      return new MeteredStorage(FileStorage.open(image.path(), OpenMode.READ_ONLY));
    }

    /**
     * Deletes the image.
     *
     * @throws IOException if that fails
     */
    @TearDown(Level.Trial)
    public void delete() throws IOException {
      image.close();
    }
  }

  /** The subject, open for reading. */
  public static class Opened extends Subject {
    private Qcow2Image opened;

    /** For JMH. */
    public Opened() {}

    @Override
    public void create() throws IOException {
      super.create();
      opened = open(OpenMode.READ_ONLY);
    }

    @Override
    public void delete() throws IOException {
      opened.close();
      super.delete();
    }
  }

  /** The subject with a second bitmap. */
  public static class Pair extends Subject {
    /** For JMH. */
    public Pair() {}

    @Override
    public void create() throws IOException {
      super.create();
      add(SECOND, 2);
    }
  }

  /** What a load reads, in one piece. */
  public static class Reading extends Subject {
    private ReadFloor floor;

    /** For JMH. */
    public Reading() {}

    @Override
    public void create() throws IOException {
      super.create();
      MeteredStorage storage = storage();
      open(storage).close();
      floor = new ReadFloor(image.path(), storage.bytesRead(), bufferBytes());
    }

    /**
     * The length of the buffer.
     *
     * @return bytes
     */
    protected long bufferBytes() {
      return Integer.MAX_VALUE;
    }

    @Override
    public void delete() throws IOException {
      floor.close();
      super.delete();
    }
  }

  /** What a load reads, in pieces that stay in the processor's cache. */
  public static class ReadingPieces extends Reading {
    private static final int PIECE_BYTES = 256 << 10;

    /** For JMH. */
    public ReadingPieces() {}

    @Override
    protected long bufferBytes() {
      return PIECE_BYTES;
    }
  }

  /** What a store writes. */
  public static class Writing extends Subject {
    private WriteFloor floor;

    /** For JMH. */
    public Writing() {}

    @Override
    public void create() throws IOException {
      super.create();
      MeteredStorage storage = storage();
      try (Qcow2Image opened = open(storage)) {
        storage.reset();
        opened.reopen(OpenMode.READ_WRITE);
        opened.reopen(OpenMode.READ_ONLY);
      }
      floor = new WriteFloor(storage.bytesFlushed());
    }

    @Override
    public void delete() throws IOException {
      floor.close();
      super.delete();
    }
  }

  /**
   * Opens the image for reading, which loads its bitmap, and closes it.
   *
   * @param subject the image
   * @return keeps the work alive
   * @throws IOException if that fails
   */
  @Benchmark
  public int load(Subject subject) throws IOException {
    try (Qcow2Image opened = subject.open(OpenMode.READ_ONLY)) {
      return opened.node().bitmaps().size();
    }
  }

  /**
   * Makes the image writable, which marks its bitmap as in use, and read-only again, which stores
   * it.
   *
   * @param subject the open image
   * @throws IOException if that fails
   */
  @Benchmark
  public void store(Opened subject) throws IOException {
    subject.opened.reopen(OpenMode.READ_WRITE);
    subject.opened.reopen(OpenMode.READ_ONLY);
  }

  /**
   * Opens the image for writing, which loads two bitmaps, merges one into the other and closes it,
   * which stores both.
   *
   * @param subject the image
   * @throws IOException if that fails
   */
  @Benchmark
  public void loadMergeStore(Pair subject) throws IOException {
    try (Qcow2Image opened = subject.open(OpenMode.READ_WRITE)) {
      opened.node().merge(Subject.FIRST, Subject.SECOND);
    }
  }

  /**
   * Reads as much as {@link #load} into a direct buffer of that length.
   *
   * @param subject what to read
   * @return keeps the work alive
   * @throws IOException if that fails
   */
  @Benchmark
  public byte readFloor(Reading subject) throws IOException {
    return subject.floor.run();
  }

  /**
   * Reads as much as {@link #load} into a new direct buffer of that length: a load's bitmap is new
   * too.
   *
   * @param subject what to read
   * @return keeps the work alive
   * @throws IOException if that fails
   */
  @Benchmark
  public byte readFloorNew(Reading subject) throws IOException {
    return subject.floor.runAnew();
  }

  /**
   * Reads as much as {@link #load} into a direct buffer of 256 KiB, again and again.
   *
   * @param subject what to read
   * @return keeps the work alive
   * @throws IOException if that fails
   */
  @Benchmark
  public byte readFloorPieces(ReadingPieces subject) throws IOException {
    return ((Reading) subject).floor.run();
  }

  /**
   * Writes as much as {@link #store}, with as many flushes after the same shares of it.
   *
   * @param subject what to write
   * @return keeps the work alive
   * @throws IOException if that fails
   */
  @Benchmark
  public long writeFloor(Writing subject) throws IOException {
    return subject.floor.run();
  }
}
