package dev.dirtybench.cli;

import dev.dirtybench.benchmarks.gate.GateCell;
import dev.dirtybench.benchmarks.gate.OwnCell;
import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.run.ForkMemory;
import dev.dirtybench.benchmarks.run.PlannedTrace;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.workloads.catalog.BundledTrace;
import dev.dirtybench.workloads.catalog.Traces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The cells that a gate takes. */
final class GateCells {
  private static final List<Operation> OPERATIONS =
      List.of(
          Operation.SET,
          Operation.MERGE,
          Operation.SERIALIZE,
          Operation.DESERIALIZE,
          Operation.SCAN_EXTENTS,
          Operation.SCAN_WORDS);

  private static final String USUAL_BACKEND = "hbitmap";
  private static final String USUAL_TRACE = "postgres";
  private static final String USUAL_GRANULARITY = "64K";

  private GateCells() {}

  /**
   * The cells of a text.
   *
   * @param text sentinel, all, or ids with commas
   * @param backend of the cells, or null for hbitmap, with all for every one
   */
  static List<GateCell> of(String text, String backend) throws IOException {
    String first = backend == null ? USUAL_BACKEND : backend;
    if (text.equals("sentinel")) {
      return cells(List.of(first), List.of(USUAL_TRACE));
    }
    if (text.equals("all")) {
      return cells(
          backend == null ? Backends.load().names() : List.of(backend),
          Traces.bundled().stream().map(BundledTrace::name).toList());
    }
    List<GateCell> cells = new ArrayList<>();
    for (String id : text.split(",")) {
      String[] parts = id.split("/", 4);
      if (parts.length != 4) {
        throw new IllegalArgumentException(
            "--cells: expected sentinel, all or operation/backend/trace/granularity, found \""
                + id
                + '"');
      }
      cells.add(cell(Operation.of(parts[0]), parts[1], parts[2], parts[3]));
    }
    return cells;
  }

  private static List<GateCell> cells(List<String> backends, List<String> traces)
      throws IOException {
    List<GateCell> cells = new ArrayList<>();
    for (String trace : traces) {
      for (Operation operation : OPERATIONS) {
        for (String backend : backends) {
          cells.add(cell(operation, backend, trace, USUAL_GRANULARITY));
        }
      }
    }
    return cells;
  }

  private static GateCell cell(
      Operation operation, String backend, String trace, String granularity) throws IOException {
    Backends.load().require(backend);
    PlannedTrace planned = PlannedTrace.of(trace);
    long bits = Granularity.parse(granularity).bitCount(planned.deviceSize());
    return new OwnCell(
        operation,
        backend,
        trace,
        granularity,
        ForkMemory.forBits(bits, planned.operations()).heapMiB());
  }
}
