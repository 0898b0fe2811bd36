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
 * The lines of QEMU's log: {@code [pid@seconds:]event arguments}.
 *
 * <p>One event is taken, as a write has one at every node of the block graph. Its arguments are
 * {@code [blk POINTER] bs POINTER offset N bytes N flags HEX}; the first pointer is the device.
 */
final class QemuTraceStream extends TextStream {
  private static final int ZERO_WRITE = 2;

  private final DeviceFilter devices;
  private final String event;
  // Of the arguments behind the event: the device's pointer, the offset, bytes, flags.
  private final int offsetAt;
  private final Tally others;
  private final Tally untimed;
  private final Tally taken;

  QemuTraceStream(TraceInput input, ReadOptions options, String event) {
    super(input, QemuTraceReader.FORMAT, options);
    this.event = event;
    offsetAt = event.startsWith("blk") ? 5 : 3;
    devices = deviceFilter(options);
    others = sink().tally("lines without the event " + event + " left out");
    untimed = sink().tally("operations without a time (-msg timestamp=on gives them)");
    taken =
        sink()
            .tally(
                "operations from a log of QEMU's trace events, which lack discards: granules may"
                    + " be missing");
  }

  @Override
  void line(RecordSink into) throws TraceFormatException {
    LineFields fields = fields();
    if (fields.splitAtBlanks() == 0) {
      return;
    }
    boolean timed = fields.cut(0, '@');
    if (timed && !fields.cut(1, ':')) {
      throw malformed("PID@SECONDS:EVENT");
    }
    int name = timed ? 2 : 0;
    if (!fields.is(name, event)) {
      checkOther(name);
      others.increment();
      return;
    }
    int offset = name + offsetAt;
    if (fields.count() < offset + 6
        || !fields.is(offset, "offset")
        || !fields.is(offset + 2, "bytes") && !fields.is(offset + 2, "nbytes")
        || !fields.is(offset + 4, "flags")) {
      throw malformed(
          event + (offsetAt == 5 ? " blk POINTER" : "") + " bs POINTER offset N bytes N flags HEX");
    }
    boolean zeroes = (hex(offset + 5, "the flags") & ZERO_WRITE) != 0;
    long time = timed ? seconds(1, "the time") : 0;
    long first = number(offset + 1, "the offset");
    long length = number(offset + 3, "the number of bytes");
    int pointer = name + 2;
    if (devices.takes(fields.buffer(), fields.start(pointer), fields.end(pointer))) {
      taken.increment();
      if (!timed) {
        untimed.increment();
      }
      add(into, time, first, length, zeroes ? TraceOperation.WRITE_ZEROES : TraceOperation.WRITE);
    }
  }

  /** Lets other events pass, and what QEMU says for itself, but no broken line. */
  private void checkOther(int name) throws TraceFormatException {
    LineFields fields = fields();
    for (int i = 0; i < fields.length(name); i++) {
      byte b = fields.at(name, i);
      boolean inName =
          b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_';
      if (!inName && !fields.startsWith(name, "qemu")) {
        throw fields.fault(name, "the name of a trace event");
      }
    }
    if (fields.length(name) == 0) {
      throw malformed("PID@SECONDS:EVENT");
    }
  }
}
