package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.benchmarks.run.ForkMemory;
import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.benchmarks.slice.SliceMain;
import dev.dirtybench.benchmarks.slice.SliceOutcome;
import dev.dirtybench.benchmarks.slice.SlicePlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Both arms in one JVM, each behind its own class loader, in alternating slices. */
final class SliceDriver implements PairDriver {
  private final TargetJvm jvm;
  private final String launcherClassPath;
  private final GateArm a;
  private final GateArm b;
  private final SlicePlan plan;

  /**
   * Where states lie is drawn anew for each fork, whatever the round is: chance must not repeat.
   */
  private final SplittableRandom places = new SplittableRandom();

  SliceDriver(TargetJvm jvm, String launcherClassPath, GateArm a, GateArm b, SlicePlan plan) {
    this.jvm = jvm;
    this.launcherClassPath = launcherClassPath;
    this.a = a;
    this.b = b;
    this.plan = plan;
  }

  @Override
  public String label(GateCell cell) {
    return "slices";
  }

  @Override
  public PairOutcome pair(GateCell gated, int round) throws IOException, InterruptedException {
    if (!(gated instanceof OwnCell cell)) {
      throw new IllegalArgumentException(
          "slices need passes of this program, which " + gated.id() + " has not; use forks");
    }
    List<String> command = new ArrayList<>(List.of(jvm.launcher()));
    command.addAll(jvm.flags());
    // Two bitmaps' worth of each arm, and their classes.
    command.addAll(new ForkMemory(2 * cell.heapMiB()).flags());
    // Code is compiled where it stands: in the background, what is compiled when is left to chance.
    command.add("-Xbatch");
    command.addAll(List.of("-cp", launcherClassPath, SliceMain.class.getName()));
    command.addAll(
        List.of(
            plan.text(),
            round % 2 == 0 ? "A" : "B",
            a.classPath(),
            b.classPath(),
            cell.backendOf(a),
            cell.backendOf(b),
            cell.operation().label(),
            cell.trace(),
            cell.granularity(),
            Double.toString(b.slowdown()),
            Long.toString(places.nextLong())));
    Disturbance disturbance = Disturbance.start();
    Fork fork = Fork.run(command);
    if (fork.failure() != null) {
      return PairOutcome.failed(fork.failure());
    }
    List<Double> blocks = new ArrayList<>();
    List<Double> nanosA = new ArrayList<>();
    List<Double> nanosB = new ArrayList<>();
    for (String line : fork.lines()) {
      String[] words = line.split(" ");
      if (words[0].equals(SliceMain.MARK)) {
        blocks.add(Double.parseDouble(words[1]));
        nanosA.add(Double.parseDouble(words[2]));
        nanosB.add(Double.parseDouble(words[3]));
      } else if (words[0].equals("digests") && !words[1].equals(words[2])) {
        return PairOutcome.unlike(words[1], words[2]);
      }
    }
    if (blocks.isEmpty()) {
      return PairOutcome.failed("the fork printed no results");
    }
    return PairOutcome.of(
        new SliceOutcome(array(blocks), array(nanosA), array(nanosB)), disturbance.reason());
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
