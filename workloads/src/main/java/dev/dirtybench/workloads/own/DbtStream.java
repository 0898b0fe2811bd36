package dev.dirtybench.workloads.own;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The operations of a {@code .dbt} file, block by block. */
final class DbtStream implements OperationStream {
  private final DbtInput input;
  private final TraceHead head;
  private final int blockOperations;
  private final DbtEnd end;
  private final BlockDecoder decoder;
  private final ByteBuffer header =
      ByteBuffer.allocate(DbtLayout.BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private byte[] stored = new byte[0];

  // A block of which a part was handed out or skipped.
  private OperationBatch begun = new OperationBatch(1);
  private int begunAt;

  private long blockAt;
  private long blockNumber;
  private long next;
  private long blocks;
  private long lastNs;
  private boolean lastBlock;
  private boolean ended;
  private IndexSum index = new IndexSum();

  /**
   * Operations from the first block on, at which the input stands.
   *
   * @param end of the file, or null where it is not known before
   */
  DbtStream(DbtInput input, TraceHead head, int blockOperations, DbtEnd end) {
    this.input = input;
    this.head = head;
    this.blockOperations = blockOperations;
    this.end = end;
    decoder = new BlockDecoder(head.deviceSize());
  }

  @Override
  public TraceHead head() {
    return head;
  }

  @Override
  public int read(OperationBatch batch) throws IOException {
    int before = batch.size();
    if (begunAt == begun.size()) {
      BlockHeader block = nextBlock();
      if (block == null) {
        return 0;
      }
      if (block.operations() <= batch.remaining()) {
        decode(block, batch);
        return batch.size() - before;
      }
      begin(block);
    }
    int count = Math.min(batch.remaining(), begun.size() - begunAt);
    System.arraycopy(begun.timestamps(), begunAt, batch.timestamps(), before, count);
    System.arraycopy(begun.offsets(), begunAt, batch.offsets(), before, count);
    System.arraycopy(begun.lengths(), begunAt, batch.lengths(), before, count);
    System.arraycopy(begun.operations(), begunAt, batch.operations(), before, count);
    batch.resize(before + count);
    begunAt += count;
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long passed = Math.min(count, begun.size() - begunAt);
    begunAt += (int) passed;
    if (passed < count && end != null) {
      passed += seek(count - passed);
    }
    while (passed < count) {
      BlockHeader block = nextBlock();
      if (block == null) {
        break;
      }
      if (block.operations() <= count - passed) {
        pass(block);
        passed += block.operations();
      } else {
        begin(block);
        begunAt = (int) (count - passed);
        passed = count;
      }
    }
    return passed;
  }

  /** Goes to the block that has the operation behind so many, or to the index. */
  private long seek(long count) throws IOException {
    long wanted = count < end.operations() - next ? next + count : end.operations();
    long block = wanted == end.operations() ? end.blocks() : wanted / blockOperations;
    if (block <= blocks) {
      return 0;
    }
    long before = next;
    long offset = end.index();
    if (block < end.blocks()) {
      byte[] entry = new byte[DbtLayout.INDEX_ENTRY_BYTES];
      input.seek(end.entry(block));
      input.read(entry, 0, entry.length, "index");
      offset = ByteBuffer.wrap(entry).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (offset < 0 || offset >= end.index()) {
        throw input.fault(
            "index entry of block " + block,
            end.entry(block),
            "an offset before the index at " + end.index(),
            Long.toString(offset));
      }
    }
    input.seek(offset);
    blocks = block;
    next = Math.min(block * blockOperations, end.operations());
    index = null;
    return next - before;
  }

  /** The header of the next block; null where the index stands instead, which is checked then. */
  private BlockHeader nextBlock() throws IOException {
    if (ended) {
      return null;
    }
    blockAt = input.position();
    blockNumber = blocks;
    byte[] bytes = header.array();
    input.read(bytes, 0, DbtLayout.MARK_BYTES, part());
    if (header.getInt(0) == DbtLayout.INDEX_MARK) {
      checkEnd();
      ended = true;
      return null;
    }
    if (header.getInt(0) != DbtLayout.BLOCK_MARK) {
      throw fault(
          "the mark of a block or of the index", "0x" + Integer.toHexString(header.getInt(0)));
    }
    input.read(bytes, DbtLayout.MARK_BYTES, DbtLayout.BLOCK_BYTES - DbtLayout.MARK_BYTES, part());
    if (!BlockHeader.isIntact(header, 0)) {
      throw fault("a block's header that matches its checksum", "a mismatch");
    }
    BlockHeader block = BlockHeader.read(header, 0, blockOperations);
    if (block == null) {
      throw fault("a block's header with values in their bounds", "others");
    }
    if (block.first() != next) {
      throw fault("a block that starts with operation " + next, "one of " + block.first());
    }
    if (lastBlock) {
      throw fault("the index behind a block that is not full", "another block");
    }
    lastBlock = block.operations() < blockOperations;
    if (index != null) {
      index.add(blockAt);
    }
    next += block.operations();
    blocks++;
    return block;
  }

  private void decode(BlockHeader block, OperationBatch batch) throws IOException {
    int length = block.storedBytes() + DbtLayout.CHECKSUM_BYTES;
    if (stored.length < length + Frames.SLACK) {
      stored = new byte[length + Frames.SLACK];
    }
    input.read(stored, 0, length, part());
    int checksum =
        ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN).getInt(block.storedBytes());
    if (checksum != DbtLayout.checksum(stored, 0, block.storedBytes())) {
      throw fault("a block that matches its checksum", "a mismatch");
    }
    String wrong = decoder.decode(block, stored, 0, lastNs, batch);
    if (wrong != null) {
      throw fault("sound operations", wrong);
    }
    lastNs = batch.timestamps()[batch.size() - 1];
  }

  private void begin(BlockHeader block) throws IOException {
    if (begun.capacity() < block.operations()) {
      begun = new OperationBatch(blockOperations);
    }
    begun.clear();
    begunAt = 0;
    decode(block, begun);
  }

  /** Goes past a block without looking at its columns. */
  private void pass(BlockHeader block) throws IOException {
    int length = block.storedBytes() + DbtLayout.CHECKSUM_BYTES;
    if (stored.length < length + Frames.SLACK) {
      stored = new byte[length + Frames.SLACK];
    }
    input.read(stored, 0, length, part());
    lastNs = Math.max(lastNs, block.time());
  }

  private void checkEnd() throws IOException {
    IndexSum read = new IndexSum();
    byte[] entries = new byte[DbtLayout.INDEX_ENTRY_BYTES];
    for (long i = 0; i < blocks; i++) {
      input.read(entries, 0, entries.length, "index");
      read.add(entries, entries.length);
    }
    long endAt = input.position();
    byte[] bytes = new byte[DbtLayout.END_BYTES + 1];
    int length = input.read(bytes, 0, bytes.length);
    DbtEnd found =
        length < DbtLayout.END_BYTES ? null : DbtEnd.of(bytes, 0, endAt, blockOperations);
    if (found == null) {
      throw input.fault("end", endAt, "the end of a whole file", "other bytes");
    }
    if (length > DbtLayout.END_BYTES) {
      throw input.fault(
          "end", endAt, "the end of the file after " + DbtLayout.END_BYTES + " bytes", "more");
    }
    if (found.operations() != next
        || head.operations() != TraceHead.UNKNOWN && head.operations() != next) {
      throw input.fault(
          "end",
          endAt,
          "the file's number of operations, " + next,
          found.operations() + " here and " + head.operations() + " in the head");
    }
    if (found.indexChecksum() != read.value()
        || index != null && found.indexChecksum() != index.value()) {
      throw input.fault("index", blockAt, "entries that match the blocks", "others");
    }
  }

  private String part() {
    return "block " + blockNumber;
  }

  private IOException fault(String expected, String found) {
    return input.fault(part(), blockAt, expected, found);
  }

  @Override
  public List<String> remarks() {
    return List.of();
  }

  @Override
  public void close() throws IOException {
    decoder.close();
    input.close();
  }
}
