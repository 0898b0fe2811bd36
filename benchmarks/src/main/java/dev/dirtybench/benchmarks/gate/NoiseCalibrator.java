package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.benchmarks.run.Progress;
import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.benchmarks.slice.SlicePlan;
import dev.dirtybench.results.gate.CellCalibration;
import dev.dirtybench.results.gate.DriverNoise;
import dev.dirtybench.results.gate.GateJudge;
import dev.dirtybench.results.stats.VarianceParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Measures a build against itself by both drivers, to know what a gate can find and at what cost.
 */
public final class NoiseCalibrator {
  private static final String SLICES = "slices";

  private final GateArm arm;
  private final TargetJvm jvm;
  private final Progress progress;

  /**
   * A calibrator.
   *
   * @param arm the build
   * @param jvm runs it
   * @param progress told about each pair
   */
  public NoiseCalibrator(GateArm arm, TargetJvm jvm, Progress progress) {
    this.arm = arm;
    this.jvm = jvm;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param cells which
   * @param pairs of each cell by each driver, 4 or more
   * @param seed of the order
   * @param folder takes every pair as it comes; what an earlier run left in it is used
   * @return one for each cell that could be measured, in order
   * @throws IOException if the folder cannot be written, or a cell not be measured
   * @throws InterruptedException if the thread is interrupted
   */
  public List<CellCalibration> run(List<GateCell> cells, int pairs, long seed, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    PairLog forks = new PairLog(folder.resolve("forks.jsonl"));
    take(new ForkDriver(jvm, arm, arm), forks, cells, pairs, seed);
    PairLog slices = new PairLog(folder.resolve("slices.jsonl"));
    List<GateCell> own = cells.stream().filter(OwnCell.class::isInstance).toList();
    take(
        new SliceDriver(jvm, arm.classPath(), arm, arm, SlicePlan.USUAL), slices, own, pairs, seed);
    List<CellCalibration> calibrations = new ArrayList<>();
    for (GateCell cell : cells) {
      DriverNoise byForks = noise(forks, cell, GateJudge.FORKS);
      DriverNoise bySlices = own.contains(cell) ? noise(slices, cell, SLICES) : null;
      VarianceParts parts = VarianceParts.of(logScores(forks, cell));
      double iteration = cell.pace().iterationMillis() / 1000.0;
      double rest = byForks.secondsPerPair() / 2 - iteration * cell.pace().iterations();
      calibrations.add(
          new CellCalibration(
              cell.id(), byForks, bySlices, parts, parts.bestIterations(rest, iteration)));
    }
    return calibrations;
  }

  private void take(PairDriver driver, PairLog log, List<GateCell> cells, int pairs, long seed)
      throws IOException, InterruptedException {
    GateRounds rounds = new GateRounds(Duration.ofDays(1), log, null, progress);
    rounds.begin(0, new Random(seed));
    rounds.takeInAnyCase(GateStage.SCREEN, cells, 0, pairs, driver);
  }

  private static DriverNoise noise(PairLog log, GateCell cell, String driver) throws IOException {
    List<PairLog.Entry> entries = kept(log, cell);
    double[] differences = entries.stream().mapToDouble(PairLog.Entry::difference).toArray();
    double seconds = entries.stream().mapToDouble(PairLog.Entry::seconds).average().orElseThrow();
    return DriverNoise.of(driver, differences, seconds);
  }

  /** The iterations of every fork of both arms, which are the same build. */
  private static double[][] logScores(PairLog log, GateCell cell) throws IOException {
    List<double[]> forks = new ArrayList<>();
    for (PairLog.Entry pair : kept(log, cell)) {
      forks.add(Arrays.stream(pair.a()).map(Math::log).toArray());
      forks.add(Arrays.stream(pair.b()).map(Math::log).toArray());
    }
    return forks.toArray(double[][]::new);
  }

  private static List<PairLog.Entry> kept(PairLog log, GateCell cell) throws IOException {
    List<PairLog.Entry> all = log.of(cell.id(), 0);
    for (PairLog.Entry entry : all) {
      if (entry.failure() != null) {
        throw new IOException(cell.id() + " cannot be measured: " + entry.failure());
      }
    }
    List<PairLog.Entry> kept = all.stream().filter(PairLog.Entry::counts).toList();
    if (kept.size() < 2) {
      throw new IOException(
          cell.id()
              + ": expected two undisturbed pairs or more, found "
              + kept.size()
              + "; run it again with the same --out when the machine is quieter");
    }
    return kept;
  }
}
