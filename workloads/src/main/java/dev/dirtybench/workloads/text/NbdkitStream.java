package dev.dirtybench.workloads.text;

import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.read.LineFields;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.RecordSink;
import dev.dirtybench.workloads.read.Tally;
import dev.dirtybench.workloads.read.TraceInput;
import java.util.HashMap;
import java.util.Map;

/**
 * The lines of nbdkit's log: a request, {@code DATE TIME connection=N Verb id=N offset=HEX
 * count=HEX ... ...}, and later its end, {@code DATE TIME connection=N ...Verb id=N return=0}.
 *
 * <p>An operation counts at its end, with the end's time, if it succeeded.
 */
final class NbdkitStream extends TextStream {
  /** The most requests that may wait for their end. */
  static final int MOST_WAITING = 1 << 16;

  private static final int CONNECTION = 2;
  private static final int VERB = 3;
  private static final int ID = 4;
  private static final String ELLIPSIS = "...";

  private final Map<Key, Request> waiting = new HashMap<>();
  private final CalendarTime clock = new CalendarTime(fields(), 0, 1);
  private final Tally failed = sink().tally("requests that failed left out");
  private final Tally endless = sink().tally("requests without an end left out");
  private final Tally startless = sink().tally("ends of requests that began before left out");

  private record Key(long connection, long id) {}

  private record Request(long offset, long length, TraceOperation operation) {}

  NbdkitStream(TraceInput input, ReadOptions options) {
    super(input, NbdkitReader.FORMAT, options);
  }

  @Override
  void line(RecordSink into) throws TraceFormatException {
    LineFields fields = fields();
    int count = fields.splitAtBlanks();
    if (count == 0) {
      return;
    }
    if (count <= CONNECTION || !clock.isShaped()) {
      throw malformed("DATE TIME and what happened");
    }
    if (!fields.startsWith(CONNECTION, "connection=")) {
      // Ready, Fork, Preconnect and the like.
      return;
    }
    if (count <= VERB) {
      throw malformed("connection=N and what it did");
    }
    boolean end = fields.startsWith(VERB, ELLIPSIS);
    if (end) {
      fields.drop(VERB, ELLIPSIS.length());
    }
    TraceOperation operation = operation();
    if (operation == null) {
      if (!end && fields.is(VERB, "Read")) {
        leaveOutRead();
      }
      return;
    }
    Key key = new Key(value(CONNECTION, "connection="), value(ID, "id="));
    if (end) {
      end(into, key);
    } else {
      start(key, operation);
    }
  }

  private TraceOperation operation() {
    LineFields fields = fields();
    if (fields.is(VERB, "Write")) {
      return TraceOperation.WRITE;
    }
    if (fields.is(VERB, "Zero")) {
      return TraceOperation.WRITE_ZEROES;
    }
    if (fields.is(VERB, "Trim")) {
      return TraceOperation.DISCARD;
    }
    return fields.is(VERB, "Flush") ? TraceOperation.FLUSH : null;
  }

  private void start(Key key, TraceOperation operation) throws TraceFormatException {
    LineFields fields = fields();
    if (!fields.is(fields.count() - 1, ELLIPSIS)) {
      throw malformed("a request that ends with ...");
    }
    Request request =
        operation == TraceOperation.FLUSH
            ? new Request(0, 0, operation)
            : new Request(hexValue(ID + 1, "offset="), hexValue(ID + 2, "count="), operation);
    if (waiting.put(key, request) != null) {
      endless.increment();
    }
    if (waiting.size() > MOST_WAITING) {
      throw lines().fault("at most " + MOST_WAITING + " requests without an end", "more");
    }
  }

  private void end(RecordSink into, Key key) throws TraceFormatException {
    LineFields fields = fields();
    if (fields.count() <= ID + 1 || !fields.startsWith(ID + 1, "return=")) {
      throw malformed("return=N at the end of a request");
    }
    Request request = waiting.remove(key);
    if (request == null) {
      startless.increment();
    } else if (!fields.is(ID + 1, "return=0")) {
      failed.increment();
    } else if (request.operation() == TraceOperation.FLUSH) {
      into.flush(clock.ns());
    } else {
      add(into, clock.ns(), request.offset(), request.length(), request.operation());
    }
  }

  private long value(int field, String key) throws TraceFormatException {
    return number(valueField(field, key), key);
  }

  private long hexValue(int field, String key) throws TraceFormatException {
    return hex(valueField(field, key), key);
  }

  private int valueField(int field, String key) throws TraceFormatException {
    LineFields fields = fields();
    if (field >= fields.count() || !fields.startsWith(field, key)) {
      throw malformed(key + " in field " + (field + 1));
    }
    fields.drop(field, key.length());
    return field;
  }

  @Override
  void end() {
    waiting.forEach((key, request) -> endless.increment());
  }
}
