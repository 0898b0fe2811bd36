package dev.dirtybench.workloads.own;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.TraceOperation;

/**
 * Turns the columns of a block into operations and checks each; for use by one thread. Whoever made
 * it closes it.
 */
final class BlockDecoder implements AutoCloseable {
  private static final int FLUSH = TraceOperation.FLUSH.ordinal();

  private static final long BEYOND_CODES = -TraceOperation.values().length;

  private final long deviceSize;
  private ZstdDecompressCtx zstd;
  private byte[] columns = new byte[0];
  private long[] codes = new long[0];

  /** A decoder that takes no range outside of a disk of so many bytes. */
  BlockDecoder(long deviceSize) {
    this.deviceSize = deviceSize;
  }

  /**
   * Adds the operations of a block.
   *
   * @param header sound
   * @param stored holds the columns as the file has them, their checksum right, with {@link
   *     Frames#SLACK} bytes of the array behind
   * @param from their first byte
   * @param earliest a time that no operation may lie before
   * @param batch has room for the block; unchanged if there is a fault
   * @return null, or what is wrong
   */
  String decode(BlockHeader header, byte[] stored, int from, long earliest, OperationBatch batch) {
    if (header.packing() == Packing.NONE) {
      return columns(header, stored, from, earliest, batch);
    }
    if (columns.length < header.columnBytes() + Frames.SLACK) {
      columns = new byte[header.columnBytes() + Frames.SLACK];
    }
    if (zstd == null) {
      zstd = new ZstdDecompressCtx();
    }
    int length;
    try {
      length =
          zstd.decompressByteArray(
              columns, 0, header.columnBytes(), stored, from, header.storedBytes());
    } catch (ZstdException e) {
      return "zstd data that cannot be unpacked (" + e.getMessage() + ")";
    }
    if (length != header.columnBytes()) {
      return length + " bytes of columns where the header says " + header.columnBytes();
    }
    return columns(header, columns, 0, earliest, batch);
  }

  private String columns(
      BlockHeader header, byte[] bytes, int from, long earliest, OperationBatch batch) {
    int count = header.operations();
    int to = batch.size();
    int end = from + header.columnBytes();
    if (codes.length < count) {
      codes = new long[count];
    }
    int at = Frames.unpack(bytes, from, end, batch.timestamps(), to, count);
    at = at < 0 ? at : Frames.unpack(bytes, at, end, batch.offsets(), to, count);
    at = at < 0 ? at : Frames.unpack(bytes, at, end, batch.lengths(), to, count);
    at = at < 0 ? at : Frames.unpack(bytes, at, end, codes, 0, count);
    if (at != end) {
      return "columns that do not end with the block";
    }
    if (sumTimes(header, earliest, batch.timestamps(), to)) {
      return "times that go back";
    }
    if (placeRanges(header.shift(), batch, to, count)) {
      return "a range outside of the disk of " + deviceSize + " bytes";
    }
    if (nameOperations(batch, to, count)) {
      return "an operation that is neither a flush nor has a range";
    }
    batch.resize(to + count);
    return null;
  }

  // The loops below branch on nothing that data decide: the sign bit of what they gather tells
  // whether any value was wrong.

  private static boolean sumTimes(BlockHeader header, long earliest, long[] times, int from) {
    long unit = header.timeUnit();
    long last = earliest;
    long time = header.time();
    long wrong = 0;
    for (int i = from; i < from + header.operations(); i++) {
      time += times[i] * unit;
      wrong |= time | time - last;
      last = time;
      times[i] = time;
    }
    return wrong < 0;
  }

  private boolean placeRanges(int shift, OperationBatch batch, int from, int count) {
    long[] offsets = batch.offsets();
    long[] lengths = batch.lengths();
    long most = deviceSize;
    long end = 0;
    long wrong = 0;
    for (int i = from; i < from + count; i++) {
      long code = offsets[i];
      long offset = end + ((code >>> 1 ^ -(code & 1)) << shift);
      long length = lengths[i] << shift;
      end = offset + length;
      wrong |= offset | length | most - length | most - length - offset;
      offsets[i] = length == 0 ? 0 : offset;
      lengths[i] = length;
    }
    return wrong < 0;
  }

  private boolean nameOperations(OperationBatch batch, int from, int count) {
    long[] lengths = batch.lengths();
    byte[] operations = batch.operations();
    long wrong = 0;
    for (int i = 0; i < count; i++) {
      long code = codes[i];
      long empty = lengths[from + i] == 0 ? 1 : 0;
      long flush = code == FLUSH ? 1 : 0;
      wrong |= empty ^ flush | code & BEYOND_CODES;
      operations[from + i] = (byte) code;
    }
    return wrong != 0;
  }

  /** Frees what unpacking holds. */
  @Override
  public void close() {
    if (zstd != null) {
      zstd.close();
      zstd = null;
    }
  }
}
