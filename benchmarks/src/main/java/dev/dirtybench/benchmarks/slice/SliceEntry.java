package dev.dirtybench.benchmarks.slice;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Pass;
import dev.dirtybench.benchmarks.pass.SlowedPass;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * What a build offers to the one JVM that compares two: loaded anew in each build's class loader,
 * spoken to through types of the JDK only.
 *
 * <p>The timing loop is here, and not with the caller, so that it is compiled for this build alone.
 */
public final class SliceEntry implements LongUnaryOperator {
  private static final int MOST_GAP = 16 << 10;

  private final Cell cell;
  private final Operation operation;
  private final double slowdown;
  private final SplittableRandom places;
  private Pass pass;
  private byte[] heapGap;
  private ByteBuffer nativeGap;
  private long sum;

  private SliceEntry(Cell cell, Operation operation, double slowdown, long seed) {
    this.cell = cell;
    this.operation = operation;
    this.slowdown = slowdown;
    this.places = new SplittableRandom(seed);
  }

  /**
   * Prepares a cell.
   *
   * @param words operation, backend, trace, granularity, the share of passes run twice, and the
   *     seed of where states lie in memory
   * @return {@code time}: a {@link LongUnaryOperator} from a number of passes to nanoseconds;
   *     {@code rebuild} and {@code close}: a {@link Runnable}; {@code sum}: a {@link LongSupplier};
   *     {@code result}: a {@code Consumer<LongConsumer>}
   * @throws IOException if the trace cannot be read
   */
  public static Map<String, Object> open(List<String> words) throws IOException {
    SliceEntry entry =
        new SliceEntry(
            Cell.open(words.get(1), words.get(2), words.get(3)),
            Operation.of(words.get(0)),
            Double.parseDouble(words.get(4)),
            Long.parseLong(words.get(5)));
    Runnable rebuild = entry::rebuild;
    Runnable close = entry::close;
    LongSupplier sum = () -> entry.sum;
    Consumer<LongConsumer> result = entry::result;
    return Map.of("time", entry, "rebuild", rebuild, "close", close, "sum", sum, "result", result);
  }

  /** Times so many passes; returns nanoseconds. */
  @Override
  public long applyAsLong(long passes) {
    Pass timed = pass;
    long checksum = 0;
    long start = System.nanoTime();
    for (long i = 0; i < passes; i++) {
      checksum += timed.run();
    }
    long end = System.nanoTime();
    sum += checksum;
    return end - start;
  }

  /**
   * Makes the state anew, elsewhere in memory: how far apart two arrays lie within a page changes
   * what copying between them takes, and a fresh heap would put them the same way every time.
   */
  private void rebuild() {
    close();
    heapGap = new byte[places.nextInt(MOST_GAP)];
    nativeGap = ByteBuffer.allocateDirect(places.nextInt(MOST_GAP));
    Pass plain = operation.prepare(cell);
    pass = slowdown > 0 ? new SlowedPass(plain, slowdown) : plain;
  }

  private void result(LongConsumer sink) {
    pass.run();
    pass.result(sink);
  }

  private void close() {
    if (pass != null) {
      pass.close();
      pass = null;
    }
  }
}
