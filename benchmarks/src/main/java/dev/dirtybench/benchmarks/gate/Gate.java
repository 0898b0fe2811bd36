package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.benchmarks.run.Progress;
import dev.dirtybench.benchmarks.run.Rulers;
import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.benchmarks.slice.SlicePlan;
import dev.dirtybench.results.gate.CellEvidence;
import dev.dirtybench.results.gate.Coverage;
import dev.dirtybench.results.gate.GateJudge;
import dev.dirtybench.results.gate.GateResult;
import dev.dirtybench.results.gate.RulerNoise;
import dev.dirtybench.results.gate.SharpRow;
import dev.dirtybench.results.stats.VerdictRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A comparison of two arms, from the plan to the verdicts. */
public final class Gate {
  /** The part of the budget after which no more is counted. */
  private static final int SHARP_SHARE = 3;

  private static final String OWN_CLASS_PATH = System.getProperty("java.class.path");

  private final GateArm a;
  private final GateArm b;
  private final TargetJvm jvm;
  private final Progress progress;
  private final Disturbed disturbed;

  /** What becomes of pairs that were measured while the machine was disturbed. */
  public enum Disturbed {
    /** They do not count: the usual case. */
    LEFT_OUT,
    /**
     * They count, and the rulers doubt no cell: where the machine's figures are of others, or are
     * known to do no harm.
     */
    COUNTED
  }

  /** How both arms of a cell are run side by side. */
  public enum Driver {
    /** One JVM for both, in alternating slices of about a millisecond. */
    SLICES("slices", StagePlan.SLICES),
    /** One JVM each, both at once, in alternating slices of two milliseconds. */
    TURNS("turns", StagePlan.SLICES),
    /** One JMH fork of each, back to back. */
    FORKS("forks", StagePlan.FORKS);

    private final String label;
    private final StagePlan stages;

    Driver(String label, StagePlan stages) {
      this.label = label;
      this.stages = stages;
    }

    /**
     * The name in options and logs.
     *
     * @return such as slices
     */
    public String label() {
      return label;
    }

    /**
     * How many pairs it usually takes.
     *
     * @return of each stage
     */
    public StagePlan stages() {
      return stages;
    }

    /**
     * The driver of a name.
     *
     * @param label such as slices
     * @return the driver
     * @throws IllegalArgumentException if there is none
     */
    public static Driver of(String label) {
      for (Driver driver : values()) {
        if (driver.label.equals(label)) {
          return driver;
        }
      }
      throw new IllegalArgumentException(
          "expected slices, turns or forks for a driver, found \"" + label + '"');
    }
  }

  /**
   * A gate.
   *
   * @param a what is compared with
   * @param b what is judged
   * @param jvm runs both
   * @param disturbed whether disturbed pairs count
   * @param progress told about each pair
   */
  public Gate(GateArm a, GateArm b, TargetJvm jvm, Disturbed disturbed, Progress progress) {
    this.disturbed = disturbed;
    this.a = a;
    this.b = b;
    this.jvm = jvm;
    this.progress = progress;
  }

  /**
   * Measures and judges.
   *
   * @param plan what
   * @param choice how the deciding pairs are run; confirming pairs are always of two JVMs
   * @param coverage cells beside the plan's that one arm has
   * @param sharp what is counted, before anything is timed
   * @param folder takes every pair as it comes; an earlier run's pairs in it are used
   * @return one result for each repeat
   * @throws IOException if the folder cannot be written
   * @throws InterruptedException if the thread is interrupted
   */
  public List<GateResult> run(
      GatePlan plan, DriverChoice choice, Coverage coverage, SharpChoice sharp, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    long start = System.nanoTime();
    List<SharpRow> counted =
        new SharpRun(jvm, a, b, sharp, progress)
            .run(plan.cells(), plan.budget().dividedBy(SHARP_SHARE));
    ForkDriver jmh = new ForkDriver(jvm, a, b);
    Map<Driver, PairDriver> drivers =
        Map.of(
            Driver.SLICES, counting(new SliceDriver(jvm, b.classPath(), a, b, SlicePlan.USUAL)),
            Driver.TURNS, counting(new TurnsDriver(jvm, OWN_CLASS_PATH, a, b, jmh)),
            Driver.FORKS, counting(jmh));
    GateJudge judge = new GateJudge(VerdictRule.DEFAULT);
    PairLog log = new PairLog(folder.resolve("pairs.jsonl"));
    GatePlan timed = plan.after(Duration.ofNanos(System.nanoTime() - start));
    RulerLog rulers = new RulerLog(folder.resolve("rulers.jsonl"), new Rulers(jvm, OWN_CLASS_PATH));
    GateRounds rounds = new GateRounds(timed.budget(), log, rulers, progress);
    GateRun run =
        new GateRun(
            timed, deciding(choice, drivers), drivers.get(Driver.TURNS), judge, log, rounds);
    List<GateResult> results = new ArrayList<>();
    for (int repeat = 0; repeat < plan.repeats(); repeat++) {
      List<CellEvidence> evidence = run.run(repeat);
      results.add(
          new GateResult(
              a.name(),
              b.name(),
              judge.rule(),
              judge.judge(evidence, doubts(rulers.noise())),
              coverage,
              repeat == 0 ? counted : List.of(),
              rulers.noise()));
    }
    return results;
  }

  private static PairDriver deciding(DriverChoice choice, Map<Driver, PairDriver> drivers) {
    Map<String, PairDriver> byCell = new HashMap<>();
    choice.byCell().forEach((cell, driver) -> byCell.put(cell, drivers.get(driver)));
    return new ChosenDriver(drivers.get(choice.usual()), byCell);
  }

  /** The rulers that may speak against a cell: none where all pairs count whatever they show. */
  private List<RulerNoise> doubts(List<RulerNoise> noise) {
    return disturbed == Disturbed.COUNTED ? List.of() : noise;
  }

  private PairDriver counting(PairDriver driver) {
    return disturbed == Disturbed.COUNTED ? new AllCountDriver(driver) : driver;
  }
}
