package dev.dirtybench.cli.trace;

import dev.dirtybench.workloads.ByteSize;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.read.ReadOptions;
import java.util.Map;
import picocli.CommandLine.Option;

/** What can be asked of the reading of a trace; the trace's own text goes before it. */
final class ReadingOptions {
  @Option(
      names = "--disk-size",
      paramLabel = "SIZE",
      description = "of the disk, where the trace does not say")
  private String diskSize;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "which device's records, or all, where the trace has several")
  private String device;

  @Option(
      names = "--action",
      paramLabel = "LETTER",
      description = "which of blktrace's actions counts; default: D")
  private String action;

  @Option(names = "--skip", paramLabel = "N", description = "operations to leave out at the start")
  private long skip;

  @Option(names = "--limit", paramLabel = "N", description = "operations to take after them")
  private long limit = Long.MAX_VALUE;

  ReadOptions get() {
    return new ReadOptions(
        diskSize == null ? TraceHead.UNKNOWN : ByteSize.parse(diskSize),
        device,
        skip,
        limit,
        action == null ? Map.of() : Map.of("action", action));
  }
}
