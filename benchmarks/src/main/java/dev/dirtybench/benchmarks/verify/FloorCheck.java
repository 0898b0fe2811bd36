package dev.dirtybench.benchmarks.verify;

import dev.dirtybench.benchmarks.pass.Cell;
import dev.dirtybench.benchmarks.pass.ClearRanges;
import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Pass;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.spi.NativeFormat;
import dev.dirtybench.workloads.Marks;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks a backend that keeps nothing: no content can be compared with the oracle's, but the number
 * of ranges that its bitmaps were told, and the sum over them, must be those of the trace, in every
 * pass anew; of one that copies words, the bytes that it moved too. Its bitmaps give that account
 * as their native form.
 */
final class FloorCheck extends BitmapProvider {
  private final BitmapProvider floor;
  private final List<Bitmap> bitmaps = new ArrayList<>();

  private FloorCheck(BitmapProvider floor) {
    this.floor = floor;
  }

  /**
   * What bitmaps were told: how many ranges, and the sum over them; and the bytes that they moved.
   */
  private record Account(long ranges, long sum, long moved) {
    static final Account NOTHING = new Account(0, 0, 0);

    Account minus(Account other) {
      return new Account(ranges - other.ranges, sum - other.sum, moved - other.moved);
    }

    Account plus(Account other) {
      return new Account(ranges + other.ranges, sum + other.sum, moved + other.moved);
    }

    @Override
    public String toString() {
      String told = ranges + " ranges with sum " + Long.toHexString(sum);
      return moved == 0 ? told : told + " and move " + moved + " bytes";
    }
  }

  /**
   * Runs the pass twice.
   *
   * @return digest of the account of one pass
   * @throws IllegalStateException if the account differs from the trace's
   */
  static String digest(Operation operation, Cell cell) {
    FloorCheck witness = new FloorCheck(cell.provider());
    Account expected = expected(operation, cell);
    Cell watched = new Cell(witness, cell.subject(), cell.granularity(), cell.windows());
    try (Pass pass = operation.prepare(watched)) {
      for (int i = 0; i < 2; i++) {
        Account before = witness.account();
        pass.run();
        Account found = witness.account().minus(before);
        if (!found.equals(expected)) {
          throw new IllegalStateException("a pass must hand over " + expected + ", got " + found);
        }
      }
    }
    ResultDigest digest = new ResultDigest();
    digest.accept(expected.ranges());
    digest.accept(expected.sum());
    if (expected.moved() != 0) {
      digest.accept(expected.moved());
    }
    return digest.hex();
  }

  private static Account expected(Operation operation, Cell cell) {
    if (cell.provider().capabilities().contains(Capability.COPIES_WORDS)) {
      long bits = cell.granularity().bitCount(cell.trace().deviceSize());
      return new Account(0, 0, (bits + 63) / 64 * Long.BYTES);
    }
    if (operation == Operation.CLEAR) {
      ClearRanges ranges = ClearRanges.of(cell.trace(), cell.granularity());
      return account(ranges.offsets(), ranges.lengths(), cell.granularity());
    }
    Marks marks = cell.trace().marks();
    return account(marks.offsets(), marks.lengths(), cell.granularity());
  }

  private static Account account(long[] offsets, long[] lengths, Granularity granularity) {
    long sum = 0;
    for (int i = 0; i < offsets.length; i++) {
      long first = offsets[i] / granularity.bytes();
      long last = (offsets[i] + lengths[i] - 1) / granularity.bytes();
      sum += first ^ Long.rotateLeft(last - first + 1, 32);
    }
    return new Account(offsets.length, sum, 0);
  }

  private Account account() {
    bitmaps.removeIf(Bitmap::isClosed); // what only prepared the pass takes no part in it
    Account all = Account.NOTHING;
    for (Bitmap bitmap : bitmaps) {
      ByteBuffer form = ByteBuffer.allocate(3 * Long.BYTES);
      ((NativeFormat) bitmap).writeNative(form);
      all = all.plus(new Account(form.getLong(0), form.getLong(8), form.getLong(16)));
    }
    return all;
  }

  @Override
  protected Bitmap newBitmap(long size, Granularity granularity) {
    Bitmap bitmap = floor.create(size, granularity);
    bitmaps.add(bitmap);
    return bitmap;
  }

  @Override
  public long maxBits() {
    return floor.maxBits();
  }

  @Override
  public String description() {
    return floor.description();
  }
}
