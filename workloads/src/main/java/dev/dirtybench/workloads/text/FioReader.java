package dev.dirtybench.workloads.text;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.read.Match;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.TraceInput;
import dev.dirtybench.workloads.read.TraceReader;
import dev.dirtybench.workloads.read.TraceStart;
import java.util.List;

/** Reads fio's I/O logs, versions 2 and 3, as {@code write_iolog} makes them. */
public final class FioReader extends TraceReader {
  static final String FORMAT = "fio";
  static final String VERSION_2 = "fio version 2 iolog";
  static final String VERSION_3 = "fio version 3 iolog";

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public String summary() {
    return "fio's iolog, version 2 (without times) or 3";
  }

  @Override
  public Match recognise(TraceStart start) {
    List<String> lines = start.lines(1);
    return !lines.isEmpty() && (lines.get(0).equals(VERSION_2) || lines.get(0).equals(VERSION_3))
        ? Match.CERTAIN
        : Match.NO;
  }

  @Override
  public OperationStream open(TraceInput input, ReadOptions options) {
    return new FioStream(input, options);
  }
}
