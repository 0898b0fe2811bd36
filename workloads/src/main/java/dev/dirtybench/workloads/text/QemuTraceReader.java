package dev.dirtybench.workloads.text;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.read.Match;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.ReaderSetting;
import dev.dirtybench.workloads.read.Times;
import dev.dirtybench.workloads.read.TraceInput;
import dev.dirtybench.workloads.read.TraceReader;
import dev.dirtybench.workloads.read.TraceStart;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the trace events of QEMU's block layer as its log backend prints them. */
public final class QemuTraceReader extends TraceReader {
  static final String FORMAT = "qemu-trace";

  /** The events that can be taken, the one at the top of QEMU's block layer first. */
  static final List<String> EVENTS =
      List.of("blk_co_pwritev", "bdrv_co_pwritev_part", "bdrv_co_pwritev");

  private static final String FIRST_FOUND = "auto";

  static final ReaderSetting EVENT =
      new ReaderSetting(
          "event",
          Stream.concat(Stream.of(FIRST_FOUND), EVENTS.stream()).toList(),
          FIRST_FOUND,
          "which event counts; auto takes the first of these that the file's start has");

  // As much as there is.
  private static final int LOOKED_AT = TraceStart.MOST_BYTES;
  private static final Pattern TAKEN = pattern(String.join("|", EVENTS));
  private static final Pattern STAMPED = Pattern.compile("^\\d+@\\d+\\.\\d{6}:[a-z0-9_]+( |$)");

  private static Pattern pattern(String events) {
    return Pattern.compile("^(\\d+@\\d+\\.\\d{6}:)?(" + events + ") (blk|bs) ");
  }

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public String summary() {
    return "block trace events of QEMU, log backend, with -msg timestamp=on or without";
  }

  @Override
  public List<ReaderSetting> settings() {
    return List.of(EVENT);
  }

  @Override
  public Times times() {
    return Times.CLOCK;
  }

  @Override
  public Match recognise(TraceStart start) {
    if (FirstLines.any(start, LOOKED_AT, TAKEN)) {
      return Match.CERTAIN;
    }
    return FirstLines.any(start, 1, STAMPED) ? Match.POSSIBLE : Match.NO;
  }

  @Override
  public OperationStream open(TraceInput input, ReadOptions options) {
    String event = options.value(EVENT);
    return new QemuTraceStream(
        input, options, event.equals(FIRST_FOUND) ? firstFound(input.start()) : event);
  }

  private static String firstFound(TraceStart start) {
    for (String event : EVENTS) {
      if (FirstLines.any(start, LOOKED_AT, pattern(event))) {
        return event;
      }
    }
    return EVENTS.get(0);
  }
}
