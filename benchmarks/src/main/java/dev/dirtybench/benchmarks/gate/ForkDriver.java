package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.results.JmhResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One JMH fork of each arm, back to back; odd rounds run B first, and both forks get a {@link
 * LayoutShift}.
 */
final class ForkDriver implements PairDriver {
  private final TargetJvm jvm;
  private final GateArm a;
  private final GateArm b;

  ForkDriver(TargetJvm jvm, GateArm a, GateArm b) {
    this.jvm = jvm;
    this.a = a;
    this.b = b;
  }

  @Override
  public String label(GateCell cell) {
    return "forks";
  }

  @Override
  public PairOutcome pair(GateCell cell, int round) throws IOException, InterruptedException {
    Disturbance disturbance = Disturbance.start();
    double[][] iterations = new double[2][];
    double[] scores = new double[2];
    for (int slot = 0; slot < 2; slot++) {
      int arm = (round + slot) % 2;
      Path json = Files.createTempFile("dirtybench-gate", ".json");
      try {
        ForkResult fork =
            ForkResult.run(
                cell,
                arm == 0 ? a : b,
                jvm,
                cell.pace(),
                json,
                LayoutShift.environment(round),
                List.of());
        if (fork.failure() != null) {
          return PairOutcome.failed("arm " + (arm == 0 ? "A" : "B") + ": " + fork.failure());
        }
        iterations[arm] = fork.result().primary().samples().fork(0);
        scores[arm] = logScore(fork.result());
        if (!Double.isFinite(scores[arm])) {
          return PairOutcome.failed(
              "arm " + (arm == 0 ? "A" : "B") + ": expected scores above 0, found one that is not");
        }
      } finally {
        Files.deleteIfExists(json);
      }
    }
    return new PairOutcome(
        scores[1] - scores[0], iterations[0], iterations[1], disturbance.reason(), null);
  }

  /** The log of the median iteration, with the sign that makes larger worse. */
  static double logScore(JmhResult result) {
    double[] iterations = result.primary().samples().fork(0).clone();
    Arrays.sort(iterations);
    double median = iterations[iterations.length / 2];
    return result.mode().equals("thrpt") ? -Math.log(median) : Math.log(median);
  }
}
