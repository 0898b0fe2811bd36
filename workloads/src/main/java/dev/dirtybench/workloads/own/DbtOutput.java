package dev.dirtybench.workloads.own;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.write.OperationOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Operations on their way into a {@code .dbt} file, a block at a time. */
final class DbtOutput implements OperationOutput {
  private static final int FIRST_INDEX = 64;

  private final OutputStream out;
  private final TraceHead head;
  private final BlockEncoder encoder;
  private final OperationBatch pending;
  private final IndexSum indexSum = new IndexSum();
  private long[] index = new long[FIRST_INDEX];
  private int blocks;
  private long written;
  private long operations;
  private long lastNs;

  /** Writes the head. */
  DbtOutput(OutputStream out, DbtHead head, Packing packing) throws IOException {
    this.out = out;
    this.head = head.trace();
    encoder = new BlockEncoder(head.blockOperations(), packing);
    pending = new OperationBatch(head.blockOperations());
    write(head.bytes());
  }

  @Override
  public void write(OperationBatch batch) throws IOException {
    int from = 0;
    while (from < batch.size()) {
      int count = Math.min(pending.remaining(), batch.size() - from);
      int to = pending.size();
      System.arraycopy(batch.timestamps(), from, pending.timestamps(), to, count);
      System.arraycopy(batch.offsets(), from, pending.offsets(), to, count);
      System.arraycopy(batch.lengths(), from, pending.lengths(), to, count);
      System.arraycopy(batch.operations(), from, pending.operations(), to, count);
      pending.resize(to + count);
      from += count;
      if (pending.remaining() == 0) {
        writeBlock();
      }
    }
  }

  private void writeBlock() throws IOException {
    check();
    if (blocks == index.length) {
      index = Arrays.copyOf(index, index.length * 2);
    }
    index[blocks] = written;
    indexSum.add(written);
    blocks++;
    ByteBuffer block = encoder.encode(pending, operations);
    out.write(block.array(), 0, block.limit());
    written += block.limit();
    operations += pending.size();
    pending.clear();
  }

  /** Refuses what a reader would refuse, before it is written. */
  private void check() {
    for (int i = 0; i < pending.size(); i++) {
      long time = pending.timestamps()[i];
      long offset = pending.offsets()[i];
      long length = pending.lengths()[i];
      boolean flush = pending.operations()[i] == TraceOperation.FLUSH.ordinal();
      boolean ranged =
          flush
              ? offset == 0 && length == 0
              : offset >= 0
                  && length > 0
                  && length <= head.deviceSize()
                  && offset <= head.deviceSize() - length;
      if (time < lastNs || !ranged) {
        throw new IllegalArgumentException(
            head.name()
                + " operation "
                + (operations + i)
                + ": expected a time of "
                + lastNs
                + " ns or later and a range inside the device of "
                + head.deviceSize()
                + " bytes, found "
                + time
                + " ns, offset "
                + offset
                + ", length "
                + length
                + ", op "
                + pending.operation(i).code());
      }
      lastNs = time;
    }
  }

  @Override
  public void finish() throws IOException {
    if (pending.size() > 0) {
      writeBlock();
    }
    if (head.operations() != TraceHead.UNKNOWN && head.operations() != operations) {
      throw new IllegalStateException(
          head.name()
              + ": expected "
              + head.operations()
              + " operations, as its head says, found "
              + operations);
    }
    DbtEnd end = new DbtEnd(written, operations, blocks, indexSum.value());
    ByteBuffer bytes =
        ByteBuffer.allocate(DbtLayout.INDEX_ENTRY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0, DbtLayout.INDEX_MARK);
    out.write(bytes.array(), 0, DbtLayout.MARK_BYTES);
    for (int i = 0; i < blocks; i++) {
      bytes.putLong(0, index[i]);
      out.write(bytes.array());
    }
    out.write(end.bytes());
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    written += bytes.length;
  }
}
