package dev.dirtybench.benchmarks.image;

import dev.dirtybench.qcow2.image.FileStorage;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Loads and stores a bitmap of random bits and does in turns what the file system alone needs for
 * the same bytes, so that whatever else the machine does hits both alike.
 *
 * <p>A turn repeats small work until it has moved {@link #TURN_BYTES}. The first third of the turns
 * does not count: the JIT is still at work.
 */
public final class FloorComparison {
  private static final long TURN_BYTES = 32L << 20;
  private static final String NAME = "bits";

  private final BitmapProvider backend;
  private final long bytes;
  private final RandomBits bits;
  private final int turns;

  /**
   * Prepares a comparison.
   *
   * @param backend makes the bits
   * @param bytes length of the bitmap's bits
   * @param bits what they are
   * @param turns of each side, 3 or more
   */
  public FloorComparison(BitmapProvider backend, long bytes, RandomBits bits, int turns) {
    if (turns < 3) {
      throw new IllegalArgumentException("turns must be 3 or more, got " + turns);
    }
    this.backend = backend;
    this.bytes = bytes;
    this.bits = bits;
    this.turns = turns;
  }

  /**
   * One turn of both sides.
   *
   * @param workMillis one load or store
   * @param floorMillis the same bytes by the file system alone
   */
  public record Turn(double workMillis, double floorMillis) {
    /**
     * How near the work comes to the floor.
     *
     * @return its speed as a share of the floor's
     */
    public double ratio() {
      return floorMillis / workMillis;
    }
  }

  /**
   * The turns that count.
   *
   * @param turns in their order
   */
  public record Outcome(List<Turn> turns) {
    /** Copies the list. */
    public Outcome {
      turns = List.copyOf(turns);
    }

    /**
     * The median over the turns.
     *
     * @param part what of a turn
     * @return such that half of them are not above it
     */
    public double median(ToDoubleFunction<Turn> part) {
      double[] sorted = turns.stream().mapToDouble(part).sorted().toArray();
      int middle = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  /**
   * Opens, loads and closes the image, beside reading as many bytes of it into one direct buffer.
   *
   * @return the turns
   * @throws IOException if the image cannot be made or read
   */
  public Outcome load() throws IOException {
    try (ScratchImage image = image()) {
      MeteredStorage storage = storage(image);
      open(storage, image).close();
      long read = storage.bytesRead();
      try (ReadFloor floor = new ReadFloor(image.path(), read, Integer.MAX_VALUE)) {
        return compare(() -> image.open(OpenMode.READ_ONLY, backend).close(), floor::run);
      }
    }
  }

  /**
   * Makes an open image writable and read-only again, beside writing as many bytes with the same
   * flushes.
   *
   * @return the turns
   * @throws IOException if the image cannot be made or written
   */
  public Outcome store() throws IOException {
    try (ScratchImage image = image()) {
      MeteredStorage storage = storage(image);
      try (Qcow2Image opened = open(storage, image)) {
        storage.reset();
        store(opened);
        List<Long> flushed = storage.bytesFlushed();
        try (WriteFloor floor = new WriteFloor(flushed)) {
          return compare(() -> store(opened), floor::run);
        }
      }
    }
  }

  private static void store(Qcow2Image opened) throws IOException {
    opened.reopen(OpenMode.READ_WRITE);
    opened.reopen(OpenMode.READ_ONLY);
  }

  private ScratchImage image() throws IOException {
    ScratchImage image = ScratchImage.create(bytes * Byte.SIZE * Granularity.DEFAULT.bytes());
    try {
      image.add(NAME, Granularity.DEFAULT, backend, bits::fill);
      return image;
    } catch (IOException | RuntimeException e) {
      try (image) {
        throw e;
      }
    }
  }

  private static MeteredStorage storage(ScratchImage image) throws IOException {
    return new MeteredStorage(FileStorage.open(image.path(), OpenMode.READ_ONLY));
  }

  private Qcow2Image open(MeteredStorage storage, ScratchImage image) throws IOException {
    return Qcow2Image.open(storage, image.path().toString(), OpenMode.READ_ONLY, backend);
  }

  private Outcome compare(Work work, Work floor) throws IOException {
    int repeats = (int) Math.max(1, TURN_BYTES / bytes);
    List<Turn> counted = new ArrayList<>();
    for (int turn = 0; turn < turns; turn++) {
      double[] millis = new double[2];
      for (int side : turn % 2 == 0 ? new int[] {0, 1} : new int[] {1, 0}) {
        millis[side] = millis(side == 0 ? work : floor, repeats);
      }
      if (turn >= turns / 3) {
        counted.add(new Turn(millis[0], millis[1]));
      }
    }
    return new Outcome(counted);
  }

  /** The median of so many repetitions: what stops one of them is not the work's. */
  private static double millis(Work work, int repeats) throws IOException {
    double[] millis = new double[repeats];
    for (int i = 0; i < repeats; i++) {
      long start = System.nanoTime();
      work.run();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    return millis[repeats / 2];
  }
}
