package dev.dirtybench.workloads.text;

import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.read.DeviceFilter;
import dev.dirtybench.workloads.read.LineFields;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.RecordSink;
import dev.dirtybench.workloads.read.Tally;
import dev.dirtybench.workloads.read.TraceInput;

/**
 * The lines of blkparse: {@code maj,min cpu seq sec.nsec pid action rwbs sector + count [process]}.
 *
 * <p>Exactly one action is taken, as each request has a line for several. A line of that action
 * without {@code + count} is a flush, or the second completion of a write whose first one had its
 * sectors.
 */
final class BlkparseStream extends TextStream {
  private static final int DEVICE = 0;
  private static final int TIME = 3;
  private static final int ACTION = 5;
  private static final int RWBS = 6;
  private static final int SECTOR = 7;
  private static final int PLUS = 8;
  private static final int SECTORS = 9;

  private final DeviceFilter devices;
  private final String action;
  private final Tally otherActions;
  private final Tally withoutSectors;

  BlkparseStream(TraceInput input, ReadOptions options) {
    super(input, BlkparseReader.FORMAT, options);
    devices = deviceFilter(DeviceNumbers.asPrinted(options));
    action = options.value(BlkparseReader.ACTION);
    otherActions = sink().tally("records of other actions than " + action + " left out");
    withoutSectors = sink().tally("records without sectors left out");
  }

  @Override
  void line(RecordSink into) throws TraceFormatException {
    LineFields fields = fields();
    int count = fields.splitAtBlanks();
    if (count == 0) {
      return;
    }
    if (!isDigit(fields.at(DEVICE, 0))) {
      checkSummary();
      return;
    }
    if (count <= RWBS) {
      throw malformed("a record: maj,min cpu sequence seconds pid action rwbs ...");
    }
    if (!fields.is(ACTION, action)) {
      otherActions.increment();
      return;
    }
    RequestKind kind = RequestKind.of(fields, RWBS);
    if (kind == RequestKind.READ) {
      leaveOutRead();
    } else if (count > SECTORS && fields.is(PLUS, "+")) {
      range(into, kind);
    } else {
      withoutRange(into);
    }
  }

  private void range(RecordSink into, RequestKind kind) throws TraceFormatException {
    long time = seconds(TIME, "the time");
    long offset = sectors(SECTOR, "the first sector");
    long length = sectors(SECTORS, "the number of sectors");
    LineFields fields = fields();
    if (!devices.takes(fields.buffer(), fields.start(DEVICE), fields.end(DEVICE))) {
      return;
    }
    if (length == 0 && RequestKind.flushesFirst(fields, RWBS)) {
      into.flush(time);
      return;
    }
    switch (kind) {
      case WRITE:
        add(into, time, offset, length, TraceOperation.WRITE);
        break;
      case WRITE_ZEROES:
        add(into, time, offset, length, TraceOperation.WRITE_ZEROES);
        break;
      case DISCARD:
        add(into, time, offset, length, TraceOperation.DISCARD);
        break;
      default:
        withoutSectors.increment();
    }
  }

  private void withoutRange(RecordSink into) throws TraceFormatException {
    LineFields fields = fields();
    // The process stands in brackets, or an error code behind a sector, or a command's bytes.
    boolean whole =
        fields.count() > SECTOR && fields.at(SECTOR, 0) == '['
            || fields.count() > PLUS && (fields.at(PLUS, 0) == '[' || fields.at(PLUS, 0) == '(');
    if (!whole) {
      throw malformed("SECTOR + COUNT, or [process], behind " + fields.text(RWBS));
    }
    if (!RequestKind.flushesFirst(fields, RWBS)) {
      withoutSectors.increment();
    } else if (devices.takes(fields.buffer(), fields.start(DEVICE), fields.end(DEVICE))) {
      into.flush(seconds(TIME, "the time"));
    }
  }

  /** Accepts what blkparse prints round the records: sums, and what it read. */
  private void checkSummary() throws TraceFormatException {
    String line = lines().raw().strip();
    boolean summary =
        !line.isEmpty()
            && Character.isLetter(line.charAt(0))
            && (line.indexOf(':') > 0 || line.endsWith(" added") || line.endsWith(")"));
    if (!summary) {
      throw malformed("a record of blkparse, or its sums");
    }
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
