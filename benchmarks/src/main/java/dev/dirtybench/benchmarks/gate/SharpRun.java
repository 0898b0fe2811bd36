package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.benchmarks.footprint.Weight;
import dev.dirtybench.benchmarks.run.Progress;
import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.results.gate.SharpRow;
import dev.dirtybench.results.gate.SharpRules;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts what can be counted of both arms, in JVMs that time nothing. */
final class SharpRun {
  private static final String BYTES = "B";

  private final TargetJvm jvm;
  private final GateArm a;
  private final GateArm b;
  private final SharpChoice choice;
  private final Progress progress;

  SharpRun(TargetJvm jvm, GateArm a, GateArm b, SharpChoice choice, Progress progress) {
    this.jvm = jvm;
    this.a = a;
    this.b = b;
    this.choice = choice;
    this.progress = progress;
  }

  /**
   * Counts and judges.
   *
   * @param cells of both arms
   * @param budget after which no further cell's forks are begun
   * @return rows in the order of the cells, for each kind of count
   */
  List<SharpRow> run(List<GateCell> cells, Duration budget)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + budget.toNanos();
    List<SharpRow> rows = new ArrayList<>();
    List<OwnCell> own =
        cells.stream().filter(OwnCell.class::isInstance).map(OwnCell.class::cast).toList();
    if (choice.kinds().contains(SharpChoice.Kind.DIGEST)) {
      for (String backend : backends(own)) {
        digests(of(backend, own), rows);
      }
    }
    if (choice.kinds().contains(SharpChoice.Kind.FOOTPRINT)) {
      for (String backend : backends(own)) {
        weights(onePerBitmap(of(backend, own)), rows);
      }
    }
    if (choice.kinds().contains(SharpChoice.Kind.ALLOCATION) || !choice.exact().isEmpty()) {
      CountingForks forks = new CountingForks(jvm, a, b, choice);
      for (GateCell cell : cells) {
        if (System.nanoTime() < end) {
          progress.say("count  " + cell.id());
          rows.addAll(forks.count(cell));
        } else {
          rows.add(SharpRow.leftOut(cell.id(), SharpRules.ALLOCATED, "no time left"));
        }
      }
      requireExact(cells, rows, forks);
    }
    return rows;
  }

  private void requireExact(List<GateCell> cells, List<SharpRow> rows, CountingForks forks) {
    Set<String> read = new LinkedHashSet<>();
    rows.forEach(row -> read.add(row.metric()));
    for (String metric : choice.exact()) {
      if (!cells.isEmpty() && !forks.seen().isEmpty() && !read.contains(metric)) {
        throw new IllegalArgumentException(
            "--exact: no benchmark counts "
                + metric
                + "; there is "
                + String.join(", ", forks.seen()));
      }
    }
  }

  private static Set<String> backends(List<OwnCell> cells) {
    Set<String> names = new LinkedHashSet<>();
    cells.forEach(cell -> names.add(cell.backend()));
    return names;
  }

  private static List<OwnCell> of(String backend, List<OwnCell> cells) {
    return cells.stream().filter(cell -> cell.backend().equals(backend)).toList();
  }

  private static List<OwnCell> onePerBitmap(List<OwnCell> cells) {
    Map<String, OwnCell> first = new LinkedHashMap<>();
    cells.forEach(cell -> first.putIfAbsent(bitmap(cell), cell));
    return List.copyOf(first.values());
  }

  private static String bitmap(OwnCell cell) {
    return "footprint/" + cell.backend() + "/" + cell.trace() + "/" + cell.granularity();
  }

  private void digests(List<OwnCell> cells, List<SharpRow> rows)
      throws IOException, InterruptedException {
    progress.say("digests of " + cells.get(0).backend());
    Map<OwnCell, String> ofA;
    Map<OwnCell, String> ofB;
    try {
      ofA = new ArmJvm(jvm, a).digests(cells.get(0).backendOf(a), cells);
      ofB = new ArmJvm(jvm, b).digests(cells.get(0).backendOf(b), cells);
    } catch (IOException e) {
      cells.forEach(c -> rows.add(SharpRow.unread(c.id(), SharpRules.DIGEST, e.getMessage())));
      return;
    }
    for (OwnCell cell : cells) {
      if (ofA.containsKey(cell) && ofB.containsKey(cell)) {
        rows.add(choice.rules().digest(cell.id(), ofA.get(cell), ofB.get(cell)));
      } else {
        String arm = ofA.containsKey(cell) ? "B" : "A";
        rows.add(
            SharpRow.unread(cell.id(), SharpRules.DIGEST, "arm " + arm + " cannot compute it"));
      }
    }
  }

  private void weights(List<OwnCell> cells, List<SharpRow> rows)
      throws IOException, InterruptedException {
    progress.say("footprints of " + cells.get(0).backend());
    Map<OwnCell, Weight> ofA;
    Map<OwnCell, Weight> ofB;
    try {
      ofA = new ArmJvm(jvm, a).weights(cells.get(0).backendOf(a), cells);
      ofB = new ArmJvm(jvm, b).weights(cells.get(0).backendOf(b), cells);
    } catch (IOException e) {
      cells.forEach(c -> rows.add(SharpRow.unread(bitmap(c), "footprint", e.getMessage())));
      return;
    }
    for (OwnCell cell : cells) {
      Weight one = ofA.get(cell);
      Weight other = ofB.get(cell);
      if (one == null || other == null) {
        String arm = one == null ? "A" : "B";
        rows.add(SharpRow.unread(bitmap(cell), "footprint", "arm " + arm + " cannot weigh it"));
        continue;
      }
      size(cell, "heap_bytes", one.heapBytes(), other.heapBytes(), rows);
      size(cell, "off_heap_bytes", one.offHeapBytes(), other.offHeapBytes(), rows);
      size(cell, "serialized_bytes", one.serializedBytes(), other.serializedBytes(), rows);
      if (one.nativeBytes() >= 0 && other.nativeBytes() >= 0) {
        size(cell, "native_bytes", one.nativeBytes(), other.nativeBytes(), rows);
      }
    }
  }

  private void size(OwnCell cell, String metric, long one, long other, List<SharpRow> rows) {
    rows.add(choice.rules().size(bitmap(cell), metric, BYTES, one, other));
  }
}
