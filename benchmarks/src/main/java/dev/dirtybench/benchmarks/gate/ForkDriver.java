package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.benchmarks.run.ForkMemory;
import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.results.JmhJson;
import dev.dirtybench.results.JmhResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** One JMH fork of each arm, back to back; odd rounds run B first. */
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
  public String label() {
    return "forks";
  }

  @Override
  public PairOutcome pair(GateCell cell, int round) throws IOException, InterruptedException {
    Disturbance disturbance = Disturbance.start();
    double[] scores = new double[2];
    for (int slot = 0; slot < 2; slot++) {
      int arm = (round + slot) % 2;
      Path json = Files.createTempFile("dirtybench-gate", ".json");
      try {
        Fork fork = Fork.run(command(arm == 0 ? a : b, cell, json));
        if (fork.failure() != null) {
          return PairOutcome.failed(fork.failure());
        }
        List<JmhResult> results = JmhJson.read(json);
        if (results.size() != 1) {
          return PairOutcome.failed(
              "expected one result of " + cell.id() + ", found " + results.size());
        }
        scores[arm] = logScore(results.get(0));
      } finally {
        Files.deleteIfExists(json);
      }
    }
    return new PairOutcome(scores[1] - scores[0], disturbance.reason(), null);
  }

  private List<String> command(GateArm arm, GateCell cell, Path json) {
    List<String> flags = new ArrayList<>(jvm.flags());
    flags.addAll(new ForkMemory(cell.heapMiB()).flags());
    if (arm.slowdown() > 0) {
      flags.add("-Ddirtybench.slowdown=" + arm.slowdown());
    }
    return List.of(
        jvm.launcher(),
        "-cp",
        arm.classPath(),
        "org.openjdk.jmh.Main",
        "^" + Pattern.quote(cell.operation().benchmark()) + "$",
        "-p",
        "backend=" + cell.backendOf(arm),
        "-p",
        "trace=" + cell.trace(),
        "-p",
        "granularity=" + cell.granularity(),
        "-f",
        "1",
        "-wi",
        "2",
        "-w",
        "150ms",
        "-i",
        "3",
        "-r",
        "150ms",
        "-foe",
        "true",
        "-jvmArgs",
        String.join(" ", flags),
        "-rf",
        "json",
        "-rff",
        json.toString());
  }

  /** The log of the median iteration, with the sign that makes larger worse. */
  static double logScore(JmhResult result) {
    double[] iterations = result.primary().samples().fork(0);
    Arrays.sort(iterations);
    double median = iterations[iterations.length / 2];
    return result.mode().equals("thrpt") ? -Math.log(median) : Math.log(median);
  }
}
