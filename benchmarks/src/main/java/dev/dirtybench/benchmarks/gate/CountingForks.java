package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.results.JmhMetric;
import dev.dirtybench.results.JmhResult;
import dev.dirtybench.results.gate.SharpRow;
import dev.dirtybench.results.gate.SharpRules;
import dev.dirtybench.results.stats.Moments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Short forks of each arm under JMH's profiler of the collector, for what is counted per operation.
 *
 * <p>One of each tells when nothing has changed; a difference is followed until the rule is
 * settled.
 */
final class CountingForks {
  private final TargetJvm jvm;
  private final GateArm a;
  private final GateArm b;
  private final SharpChoice choice;
  private final Set<String> seen = new TreeSet<>();

  CountingForks(TargetJvm jvm, GateArm a, GateArm b, SharpChoice choice) {
    this.jvm = jvm;
    this.a = a;
    this.b = b;
    this.choice = choice;
  }

  /** Counts one cell; a row for the allocation and for each exact metric that the cell has. */
  List<SharpRow> count(GateCell cell) throws IOException, InterruptedException {
    List<JmhResult> ofA = new ArrayList<>();
    List<JmhResult> ofB = new ArrayList<>();
    do {
      for (boolean first : new boolean[] {true, false}) {
        ForkResult fork = fork(cell, first ? a : b);
        if (fork.failure() != null) {
          String reason = "arm " + (first ? "A" : "B") + ": " + fork.failure();
          return List.of(SharpRow.unread(cell.id(), SharpRules.ALLOCATED, reason));
        }
        (first ? ofA : ofB).add(fork.result());
        seen.addAll(fork.result().secondary().keySet());
      }
    } while (!isSettled(ofA, ofB));
    List<SharpRow> rows = new ArrayList<>();
    if (choice.kinds().contains(SharpChoice.Kind.ALLOCATION)) {
      rows.add(allocated(cell, ofA, ofB));
    }
    for (String metric : choice.exact()) {
      exact(cell, metric, ofA, ofB, rows);
    }
    return rows;
  }

  /** The metrics beside the times that any fork so far had. */
  Set<String> seen() {
    return seen;
  }

  private ForkResult fork(GateCell cell, GateArm arm) throws IOException, InterruptedException {
    Path json = Files.createTempFile("dirtybench-count", ".json");
    try {
      return ForkResult.run(cell, arm, jvm, ForkPace.COUNTING, json, "-prof", "gc");
    } finally {
      Files.deleteIfExists(json);
    }
  }

  private boolean isSettled(List<JmhResult> ofA, List<JmhResult> ofB) {
    return !choice.kinds().contains(SharpChoice.Kind.ALLOCATION)
        || !haveAllocation(ofA)
        || !haveAllocation(ofB)
        || choice
            .rules()
            .isSettled(values(ofA, SharpRules.ALLOCATED), values(ofB, SharpRules.ALLOCATED));
  }

  private static boolean haveAllocation(List<JmhResult> results) {
    return results.stream().allMatch(r -> r.secondary().containsKey(SharpRules.ALLOCATED));
  }

  private SharpRow allocated(GateCell cell, List<JmhResult> ofA, List<JmhResult> ofB) {
    if (!haveAllocation(ofA) || !haveAllocation(ofB)) {
      return SharpRow.leftOut(
          cell.id(), SharpRules.ALLOCATED, "the JVM does not tell what is allocated");
    }
    return choice
        .rules()
        .allocated(cell.id(), values(ofA, SharpRules.ALLOCATED), values(ofB, SharpRules.ALLOCATED));
  }

  private void exact(
      GateCell cell, String metric, List<JmhResult> ofA, List<JmhResult> ofB, List<SharpRow> rows) {
    JmhMetric one = ofA.get(0).secondary().get(metric);
    JmhMetric other = ofB.get(0).secondary().get(metric);
    if (one != null && other != null) {
      rows.add(
          choice
              .rules()
              .exact(
                  cell.id(),
                  metric,
                  other.unit(),
                  value(ofA.get(0), metric),
                  value(ofB.get(0), metric)));
    } else if (one != null || other != null) {
      String arm = one == null ? "A" : "B";
      rows.add(SharpRow.unread(cell.id(), metric, "arm " + arm + " does not count it"));
    }
  }

  private static double[] values(List<JmhResult> results, String metric) {
    return results.stream().mapToDouble(result -> value(result, metric)).toArray();
  }

  private static double value(JmhResult result, String metric) {
    double[] values = result.secondary().get(metric).samples().values().toArray();
    return values.length == 0 ? Double.NaN : Moments.median(values);
  }
}
