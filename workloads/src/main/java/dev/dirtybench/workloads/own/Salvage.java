package dev.dirtybench.workloads.own;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.PackedFault;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.TraceInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is whole in a damaged or cut {@code .dbt} file: the operations of all blocks whose checksums
 * match, in order; for use by one thread.
 *
 * <p>Needs neither index nor end, and searches for the next block behind damage. Memory is bounded
 * by the longest block that the form allows. The remarks say what was lost; they are complete at
 * the end of the stream.
 */
public final class Salvage implements OperationStream {
  private static final int MOST_GAP_REMARKS = 100;

  private final TraceInput input;
  private final SalvageWindow window;
  private final List<String> remarks = new ArrayList<>();
  private final TraceHead head;
  private final long promised;
  private final int blockOperations;
  private final boolean headLost;
  private final BlockDecoder decoder;
  private final OperationBatch found;
  private int foundAt;
  private long next;
  private long lastNs;
  private int longestBlock;
  private long blocks;
  private long operations;
  private long lostOperations;
  private long damagedBytes;
  private long gapStart = -1;
  private long gaps;
  private boolean ended;

  private Salvage(TraceInput input, ReadOptions options) throws IOException {
    this.input = input;
    window = new SalvageWindow(input.content());
    DbtHead whole = wholeHead();
    if (whole == null && options.deviceSize() == TraceHead.UNKNOWN) {
      throw new TraceFormatException(
          input.name(),
          "head at byte 0",
          "an intact head, or the disk's size (--disk-size)",
          "neither");
    }
    headLost = whole == null;
    TraceHead known = whole == null ? input.head(DbtTraceReader.FORMAT) : whole.trace();
    promised = known.operations();
    known = known.withOperations(TraceHead.UNKNOWN);
    head =
        options.deviceSize() == TraceHead.UNKNOWN
            ? known
            : known.withDeviceSize(options.deviceSize());
    blockOperations = whole == null ? DbtLayout.MOST_BLOCK_OPERATIONS : whole.blockOperations();
    decoder = new BlockDecoder(Math.min(head.deviceSize(), WriteTrace.MAX_DEVICE_SIZE));
    found = new OperationBatch(blockOperations);
  }

  /**
   * Starts on a file.
   *
   * @param input the file; {@link #close} closes it, as does a failure here
   * @param options of which the disk's size holds; needed where the head is damaged
   * @return at the first operation that is whole; its head does not state the number of operations
   * @throws TraceFormatException if the head is damaged and no disk size is given
   * @throws IOException if the file cannot be read
   */
  public static Salvage open(TraceInput input, ReadOptions options) throws IOException {
    try {
      return new Salvage(input, options);
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  /** The head, or null with a remark; the window then stands behind it or at the start. */
  private DbtHead wholeHead() throws IOException {
    try {
      if (!window.has(DbtLayout.HEAD_BYTES)) {
        throw new PackedFault("a head of " + DbtLayout.HEAD_BYTES + " bytes", "fewer");
      }
      int length = DbtHead.lengthOf(window.bytes());
      if (!window.has(length)) {
        throw new PackedFault("a head of " + length + " bytes", "fewer");
      }
      DbtHead whole =
          DbtHead.parse(
              ByteBuffer.wrap(Arrays.copyOf(window.bytes().array(), length))
                  .order(ByteOrder.LITTLE_ENDIAN));
      window.advance(length);
      return whole;
    } catch (PackedFault e) {
      remarks.add(
          "head lost with name, source and comments: expected "
              + e.expected()
              + ", found "
              + e.found());
      return null;
    }
  }

  @Override
  public TraceHead head() {
    return head;
  }

  @Override
  public int read(OperationBatch batch) throws IOException {
    if (foundAt == found.size() && !findBlock()) {
      return 0;
    }
    int to = batch.size();
    int count = Math.min(batch.remaining(), found.size() - foundAt);
    System.arraycopy(found.timestamps(), foundAt, batch.timestamps(), to, count);
    System.arraycopy(found.offsets(), foundAt, batch.offsets(), to, count);
    System.arraycopy(found.lengths(), foundAt, batch.lengths(), to, count);
    System.arraycopy(found.operations(), foundAt, batch.operations(), to, count);
    batch.resize(to + count);
    foundAt += count;
    return count;
  }

  private boolean findBlock() throws IOException {
    found.clear();
    foundAt = 0;
    while (!ended) {
      if (!window.has(DbtLayout.BLOCK_BYTES)) {
        end();
        break;
      }
      BlockHeader block = blockHere();
      if (block != null) {
        take(block);
        return true;
      }
      if (gapStart < 0) {
        gapStart = window.position();
      }
      window.advance(1);
    }
    return false;
  }

  /** The block at which the window stands, decoded; null if there is no whole one. */
  private BlockHeader blockHere() throws IOException {
    int at = window.at();
    ByteBuffer bytes = window.bytes();
    if (bytes.getInt(at) != DbtLayout.BLOCK_MARK || !BlockHeader.isIntact(bytes, at)) {
      return null;
    }
    BlockHeader block = BlockHeader.read(bytes, at, blockOperations);
    if (block == null || block.first() < next || !isThere(block.wholeBytes())) {
      return null;
    }
    bytes = window.bytes();
    int columns = window.at() + DbtLayout.BLOCK_BYTES;
    int checksum = bytes.getInt(columns + block.storedBytes());
    boolean whole =
        checksum == DbtLayout.checksum(bytes.array(), columns, block.storedBytes())
            && decoder.decode(block, bytes.array(), columns, lastNs, found) == null;
    return whole ? block : null;
  }

  /** Whether the file has so many bytes more; the window has then room for the slack too. */
  private boolean isThere(int bytes) throws IOException {
    return window.has(bytes + Frames.SLACK) || window.has(bytes);
  }

  private void take(BlockHeader block) {
    closeGap(window.position(), block.first());
    window.advance(block.wholeBytes());
    next = block.first() + block.operations();
    lastNs = found.timestamps()[found.size() - 1];
    blocks++;
    longestBlock = Math.max(longestBlock, block.operations());
    operations += block.operations();
  }

  /** Notes what was lost before an offset of the file and an operation of the trace. */
  private void closeGap(long position, long operation) {
    if (gapStart < 0 && operation == next) {
      return;
    }
    long start = gapStart < 0 ? position : gapStart;
    gapStart = -1;
    damagedBytes += position - start;
    lostOperations += operation - next;
    gaps++;
    if (gaps <= MOST_GAP_REMARKS) {
      remarks.add(
          "bytes "
              + start
              + " to "
              + position
              + " hold no whole block; lost there: "
              + (operation == next
                  ? "no operation that is known of"
                  : operation - next + " operations from number " + next + " on"));
    }
  }

  private void end() {
    ended = true;
    long start = gapStart < 0 ? window.position() : gapStart;
    long length = window.position() + window.available();
    DbtEnd end = null;
    if (length - start >= DbtLayout.MARK_BYTES + DbtLayout.END_BYTES) {
      int from = window.at() + window.available() - DbtLayout.END_BYTES;
      end = DbtEnd.of(window.bytes().array(), from, length - DbtLayout.END_BYTES, blockOperations);
    }
    long whole = end == null ? promised : end.operations();
    boolean asWritten = end != null && end.index() == start && whole == next;
    if (!asWritten) {
      gapStart = start;
      closeGap(end != null && end.index() > start ? end.index() : length, Math.max(whole, next));
      if (end == null) {
        remarks.add("the file's end is missing or damaged");
      }
    }
    if (window.fault() != null) {
      remarks.add(
          "packed data damaged behind byte "
              + length
              + ": expected "
              + window.fault().expected()
              + ", found "
              + window.fault().found());
    }
    if (gaps > MOST_GAP_REMARKS) {
      remarks.add(gaps - MOST_GAP_REMARKS + " further gaps");
    }
    remarks.add(
        operations
            + " operations in "
            + blocks
            + " whole blocks; lost: "
            + lostOperations
            + (end == null && promised == TraceHead.UNKNOWN ? " or more" : "")
            + " operations, "
            + damagedBytes
            + " bytes");
  }

  /**
   * How many operations are known to be lost, by the numbers in the blocks, the head and the end.
   *
   * @return 0 or more; whole at the end of the stream only
   */
  public long lostOperations() {
    return lostOperations;
  }

  /**
   * How many bytes belong to nothing that is whole.
   *
   * @return 0 for an undamaged file; whole at the end of the stream only
   */
  public long damagedBytes() {
    return damagedBytes;
  }

  @Override
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  @Override
  public void close() throws IOException {
    decoder.close();
    input.close();
  }
}
