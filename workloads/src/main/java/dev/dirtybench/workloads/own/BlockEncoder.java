package dev.dirtybench.workloads.own;

import com.github.luben.zstd.Zstd;
import dev.dirtybench.workloads.OperationBatch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Turns operations into blocks; for use by one thread.
 *
 * <p>A flush has no offset: its place in the column of offsets is the end of the operation before,
 * so that it disturbs nothing.
 */
final class BlockEncoder {
  private static final int ZSTD_LEVEL = 3;

  private final Packing packing;
  private final long[] column;
  private final byte[] columns;
  private final ByteBuffer block;

  /** An encoder of blocks of so many operations at most. */
  BlockEncoder(int blockOperations, Packing packing) {
    this.packing = packing;
    column = new long[blockOperations];
    columns = new byte[BlockHeader.mostColumnBytes(blockOperations) + Frames.SLACK];
    block =
        ByteBuffer.allocate(
                DbtLayout.BLOCK_BYTES
                    + (int) Zstd.compressBound(BlockHeader.mostColumnBytes(blockOperations))
                    + DbtLayout.CHECKSUM_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Encodes a batch as one block.
   *
   * @param batch not empty; its operations follow the trace's rules
   * @param first the number of its first operation in the trace
   * @return the block from 0 to the limit; holds until the next call
   */
  ByteBuffer encode(OperationBatch batch, long first) {
    long unit = timeUnit(batch);
    int shift = shift(batch);
    int size = batch.size();
    int at = Frames.pack(times(batch, unit), size, columns, 0);
    at = Frames.pack(offsets(batch, shift), size, columns, at);
    at = Frames.pack(lengths(batch, shift), size, columns, at);
    at = Frames.pack(operations(batch), size, columns, at);
    int stored = packed(at);
    boolean smaller = stored > 0;
    if (!smaller) {
      stored = at;
      System.arraycopy(columns, 0, block.array(), DbtLayout.BLOCK_BYTES, at);
    }
    BlockHeader header =
        new BlockHeader(
            size,
            first,
            batch.timestamps()[0],
            unit,
            shift,
            smaller ? Packing.ZSTD : Packing.NONE,
            at,
            stored);
    header.write(block);
    int end = DbtLayout.BLOCK_BYTES + stored;
    block.putInt(end, DbtLayout.checksum(block.array(), DbtLayout.BLOCK_BYTES, stored));
    return block.position(0).limit(header.wholeBytes());
  }

  /** Packs the columns into the block; 0 where that makes them no smaller. */
  private int packed(int length) {
    block.clear();
    if (packing == Packing.NONE) {
      return 0;
    }
    byte[] target = block.array();
    int room = target.length - DbtLayout.BLOCK_BYTES;
    int packed =
        (int)
            Zstd.compressByteArray(
                target, DbtLayout.BLOCK_BYTES, room, columns, 0, length, ZSTD_LEVEL);
    if (Zstd.isError(packed)) {
      throw new IllegalStateException(
          "zstd cannot pack " + length + " bytes: " + Zstd.getErrorName(packed));
    }
    return packed < length ? packed : 0;
  }

  /** The greatest number that divides all steps of time. */
  private static long timeUnit(OperationBatch batch) {
    long[] times = batch.timestamps();
    long unit = 0;
    for (int i = 1; i < batch.size() && unit != 1; i++) {
      unit = greatestDivisor(times[i] - times[i - 1], unit);
    }
    return Math.max(unit, 1);
  }

  private static long greatestDivisor(long first, long second) {
    long a = first;
    long b = second;
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }

  /** How many low bits are zero in all offsets and lengths. */
  private static int shift(OperationBatch batch) {
    long all = 0;
    for (int i = 0; i < batch.size(); i++) {
      all |= batch.offsets()[i] | batch.lengths()[i];
    }
    return all == 0 ? 0 : Long.numberOfTrailingZeros(all);
  }

  private long[] times(OperationBatch batch, long unit) {
    long last = batch.timestamps()[0];
    for (int i = 0; i < batch.size(); i++) {
      long time = batch.timestamps()[i];
      column[i] = (time - last) / unit;
      last = time;
    }
    return column;
  }

  private long[] offsets(OperationBatch batch, int shift) {
    long end = 0;
    for (int i = 0; i < batch.size(); i++) {
      long length = batch.lengths()[i];
      long offset = length == 0 ? end : batch.offsets()[i];
      long step = (offset - end) >> shift;
      column[i] = step << 1 ^ step >> (Long.SIZE - 1);
      end = offset + length;
    }
    return column;
  }

  private long[] lengths(OperationBatch batch, int shift) {
    for (int i = 0; i < batch.size(); i++) {
      column[i] = batch.lengths()[i] >>> shift;
    }
    return column;
  }

  private long[] operations(OperationBatch batch) {
    for (int i = 0; i < batch.size(); i++) {
      column[i] = batch.operations()[i];
    }
    return column;
  }
}
