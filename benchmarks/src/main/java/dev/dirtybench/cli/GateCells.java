package dev.dirtybench.cli;

import dev.dirtybench.benchmarks.gate.BuildListing;
import dev.dirtybench.benchmarks.gate.GateCell;
import dev.dirtybench.benchmarks.gate.GatedCells;
import dev.dirtybench.benchmarks.gate.OwnCell;
import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.run.ForkMemory;
import dev.dirtybench.benchmarks.run.PlannedTrace;
import dev.dirtybench.results.gate.Coverage;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.workloads.catalog.BundledTrace;
import dev.dirtybench.workloads.catalog.Traces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  /** A trace may be a file in a folder. */
  private static final Pattern ID = Pattern.compile("([^/]+)/([^/]+)/(.+)/([^/]+)");

  /** Random bits, which are for the operations on images. */
  private static final String BITS_START = "bits-";

  private static final String USUAL_BACKEND = "hbitmap";
  private static final String USUAL_TRACE = "postgres";
  private static final String USUAL_GRANULARITY = "64K";

  private GateCells() {}

  /** A cell by its names, which a build may know or not. */
  private record Name(String operation, String backend, String trace, String granularity) {
    boolean isKnownTo(BuildListing build) {
      return build.operations().contains(operation)
          && build.backends().contains(backend)
          && build.knowsTrace(trace);
    }

    String id() {
      return operation + "/" + backend + "/" + trace + "/" + granularity;
    }

    GateCell planned() throws IOException {
      Backends.load().require(backend);
      PlannedTrace planned = PlannedTrace.of(trace);
      long bits = Granularity.parse(granularity).bitCount(planned.deviceSize());
      return new OwnCell(
          Operation.of(operation),
          backend,
          trace,
          granularity,
          ForkMemory.forBits(bits, planned.operations()).heapMiB());
    }
  }

  /**
   * The cells of this build.
   *
   * @param text sentinel, all, or ids with commas
   * @param backend of the cells, or null for hbitmap, with all for every contender
   */
  static GatedCells of(String text, String backend) throws IOException {
    Backends known = Backends.load();
    Set<String> floors = new HashSet<>();
    for (String name : known.available()) {
      if (known.require(name).capabilities().contains(Capability.KEEPS_NOTHING)) {
        floors.add(name);
      }
    }
    List<Name> names =
        text.equals("all")
            ? all(
                backend == null ? known.withoutPeers() : List.of(backend),
                floors,
                Traces.bundled().stream().map(BundledTrace::name).toList())
            : named(text, backend == null ? USUAL_BACKEND : backend);
    List<GateCell> cells = new ArrayList<>();
    for (Name name : names) {
      cells.add(name.planned());
    }
    return new GatedCells(cells, Coverage.SAME);
  }

  /**
   * The cells of two builds, which need not know the same.
   *
   * @param text sentinel, all, or ids with commas
   * @param a what A knows
   * @param b what B knows
   * @throws IllegalArgumentException if none of both knows a cell that was asked for by its id
   */
  static GatedCells between(String text, BuildListing a, BuildListing b) throws IOException {
    Set<String> contenders = union(a.backends(), b.backends());
    contenders.removeAll(union(a.yardsticks(), b.yardsticks()));
    List<Name> names =
        text.equals("all")
            ? all(contenders, Set.of(), union(recordings(a), recordings(b)))
            : named(text, USUAL_BACKEND);
    List<GateCell> cells = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> added = new ArrayList<>();
    for (Name name : names) {
      boolean inA = name.isKnownTo(a);
      boolean inB = name.isKnownTo(b);
      if (inA && inB) {
        cells.add(name.planned());
      } else if (inA) {
        missing.add(name.id());
      } else if (inB) {
        added.add(name.id());
      } else if (!text.equals("all")) {
        throw new IllegalArgumentException("--cells: neither arm knows " + name.id());
      }
    }
    return new GatedCells(cells, new Coverage(missing, added));
  }

  /** The traces of a build that are recordings by this build's knowledge, or that it has alone. */
  private static Set<String> recordings(BuildListing build) {
    Set<String> names = new LinkedHashSet<>(build.bundled());
    Traces.named().forEach(named -> names.remove(named.name()));
    names.removeIf(name -> name.startsWith(BITS_START));
    return names;
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new LinkedHashSet<>(one);
    all.addAll(other);
    return all;
  }

  /** What keeps nothing takes part in what replays writes only. */
  private static List<Name> all(
      Collection<String> backends, Set<String> floors, Collection<String> traces) {
    List<Name> names = new ArrayList<>();
    for (String trace : traces) {
      for (Operation operation : OPERATIONS) {
        for (String backend : backends) {
          if (operation.replaysWrites() || !floors.contains(backend)) {
            names.add(new Name(operation.label(), backend, trace, USUAL_GRANULARITY));
          }
        }
      }
    }
    return names;
  }

  private static List<Name> named(String text, String backend) {
    if (text.equals("sentinel")) {
      return all(List.of(backend), Set.of(), List.of(USUAL_TRACE));
    }
    List<Name> names = new ArrayList<>();
    for (String id : TraceList.split(List.of(text))) {
      Matcher parts = ID.matcher(id);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "--cells: expected sentinel, all or operation/backend/trace/granularity, found \""
                + id
                + '"');
      }
      names.add(new Name(parts.group(1), parts.group(2), parts.group(3), parts.group(4)));
    }
    return names;
  }
}
