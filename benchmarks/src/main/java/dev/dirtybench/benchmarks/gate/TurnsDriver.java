package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.benchmarks.run.ForkMemory;
import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.benchmarks.slice.SlicePlan;
import dev.dirtybench.benchmarks.slice.TurnMain;
import dev.dirtybench.benchmarks.slice.Turns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Each arm in a fork of its own, both at once, timed in alternating slices; another project's
 * benchmarks, which cannot be, in JMH's forks one after the other.
 */
final class TurnsDriver implements PairDriver {
  /** Slices are longer than within one JVM: each begins with caches that the other one had. */
  private static final SlicePlan PLAN = new SlicePlan(100, 10, 6, 2000, 1);

  private final TargetJvm jvm;
  private final String launcherClassPath;
  private final GateArm a;
  private final GateArm b;
  private final PairDriver others;
  private final SplittableRandom places = new SplittableRandom();

  /**
   * A driver.
   *
   * @param others runs cells that are not this program's
   */
  TurnsDriver(TargetJvm jvm, String launcherClassPath, GateArm a, GateArm b, PairDriver others) {
    this.jvm = jvm;
    this.launcherClassPath = launcherClassPath;
    this.a = a;
    this.b = b;
    this.others = others;
  }

  @Override
  public String label(GateCell cell) {
    return cell instanceof OwnCell ? "turns" : others.label(cell);
  }

  @Override
  public PairOutcome pair(GateCell gated, int round) throws IOException, InterruptedException {
    if (!(gated instanceof OwnCell cell)) {
      return others.pair(gated, round);
    }
    Disturbance disturbance = Disturbance.start();
    Turns.Outcome outcome;
    try {
      outcome =
          Turns.run(
              PLAN,
              command(cell, a),
              command(cell, b),
              round % 2 == 0,
              LayoutShift.environment(round));
    } catch (IOException e) {
      return PairOutcome.failed(e.getMessage());
    }
    if (!outcome.digestA().equals(outcome.digestB())) {
      return PairOutcome.unlike(outcome.digestA(), outcome.digestB());
    }
    return PairOutcome.of(outcome.slices(), disturbance.reason());
  }

  private List<String> command(OwnCell cell, GateArm arm) {
    List<String> command = new ArrayList<>(List.of(jvm.launcher()));
    command.addAll(jvm.flags());
    command.addAll(new ForkMemory(cell.heapMiB()).flags());
    command.add("-Xbatch");
    command.addAll(List.of("-cp", launcherClassPath, TurnMain.class.getName(), arm.classPath()));
    command.addAll(
        List.of(
            cell.operation().label(),
            cell.backendOf(arm),
            cell.trace(),
            cell.granularity(),
            Double.toString(arm.slowdown()),
            Long.toString(places.nextLong())));
    return command;
  }
}
