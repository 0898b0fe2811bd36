package dev.dirtybench.benchmarks.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dirtybench.benchmarks.machine.IterationFacts;
import dev.dirtybench.benchmarks.machine.MachineState;
import dev.dirtybench.results.IterationEntry;
import dev.dirtybench.results.RunFolder;
import dev.dirtybench.results.ScheduleEntry;
import dev.dirtybench.results.ScheduleEntry.Kind;
import dev.dirtybench.results.ScheduleEntry.OwnFacts;
import dev.dirtybench.results.ScheduleEntry.Surroundings;
import dev.dirtybench.results.ScheduleEntry.Time;
import dev.dirtybench.results.Sha256;
import dev.dirtybench.results.stats.ForkState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.IterationType;

/**
 * Times one JVM after the other, a fork of a cell or the rulers, and notes what happened meanwhile:
 * in the machine, in the JVM, and in each iteration.
 *
 * <p>Iterations are in the run's folder as they come; the JVM's own line is left to the caller, for
 * it vouches for values that the caller keeps.
 */
final class ForkTimer {
  private static final double NANOS_IN_MILLI = 1e6;

  private final CellRunner runner;
  private final Rulers rulers;
  private final RunFolder folder;
  private final long seed;
  private final String jarSha256;
  private Integer rulerRef;

  ForkTimer(BenchOptions options, RunFolder folder, String jarSha256) {
    this.runner = new CellRunner(options.jvm());
    this.rulers = new Rulers(options.jvm(), options.classPath());
    this.folder = folder;
    this.seed = options.seed();
    this.jarSha256 = jarSha256;
  }

  /** Where a JVM stands in the run. */
  record Place(Kind kind, int round, int slot, int fork) {}

  /**
   * A fork that was timed.
   *
   * @param entry JMH's JSON of it, or null if it failed
   * @param line for the schedule
   * @param scores of the measured iterations
   */
  record Timed(JsonNode entry, ScheduleEntry line, double[] scores) {}

  /** Times one fork of a cell. */
  Timed fork(PlannedCell cell, Effort effort, Place place)
      throws IOException, InterruptedException {
    int seq = folder.nextSeq();
    Iterations iterations = new Iterations(seq, BenchRun.key(cell).id(), place.fork());
    Stretch stretch = new Stretch();
    CellRunner.Outcome outcome = runner.run(cell, effort, iterations);
    stretch.end();
    iterations.requireWritten();
    double[] scores = iterations.scores();
    ScheduleEntry line =
        new ScheduleEntry(
            seq,
            place.kind(),
            place.round(),
            place.slot(),
            null,
            BenchRun.key(cell).id(),
            place.fork(),
            seed,
            Sha256.ofText(String.join("\n", runner.words(cell, effort))),
            jarSha256,
            stretch.time(),
            outcome.entry() == null ? 1 : 0,
            stretch.surroundings(),
            iterations.ownFacts(),
            state(scores, iterations.compileMillis()),
            rulerRef,
            null,
            stretch.disturbance(),
            outcome.failure());
    return new Timed(outcome.entry(), line, scores);
  }

  /** Nothing can be said of a fork that failed or has fewer than three iterations. */
  private static String state(double[] scores, double[] compileMillis) {
    return scores.length < Budget.FEWEST_ITERATIONS
        ? null
        : ForkState.of(scores, compileMillis).label();
  }

  /** Runs the rulers. */
  ScheduleEntry rulers(int round) throws IOException, InterruptedException {
    int seq = folder.nextSeq();
    Stretch stretch = new Stretch();
    Map<String, Double> scores = rulers.measure();
    stretch.end();
    rulerRef = seq;
    return new ScheduleEntry(
        seq,
        Kind.RULERS,
        round,
        0,
        null,
        null,
        0,
        seed,
        Sha256.ofText(String.join("\n", rulers.command())),
        jarSha256,
        stretch.time(),
        0,
        stretch.surroundings(),
        null,
        null,
        null,
        scores,
        stretch.disturbance(),
        null);
  }

  /** The machine from now until {@link #end()}. */
  private static final class Stretch {
    private final long startMillis = System.currentTimeMillis();
    private final MachineState start = MachineState.now();
    private MachineState end;

    Stretch() throws IOException {}

    void end() throws IOException {
      end = MachineState.now();
    }

    Time time() {
      long startNs = startMillis * 1_000_000;
      long nanos = end.monoNanos() - start.monoNanos();
      return new Time(startNs, startNs + nanos, start.monoNanos(), end.monoNanos());
    }

    Surroundings surroundings() {
      return new Surroundings(
          end.load1(),
          end.stealTicks() - start.stealTicks(),
          end.cpuTicks() - start.cpuTicks(),
          end.pressureSince(start));
    }

    String disturbance() {
      return end.disturbanceSince(start);
    }
  }

  /** Takes the iterations of a fork, in JMH's thread, and writes their lines. */
  private final class Iterations implements ForkOutput.IterationTaker {
    private final int seq;
    private final String cellId;
    private final int fork;
    private final List<IterationEntry> lines = new ArrayList<>();
    private IterationFacts.Noted last;
    private IOException unwritten;

    Iterations(int seq, String cellId, int fork) {
      this.seq = seq;
      this.cellId = cellId;
      this.fork = fork;
    }

    @Override
    public synchronized void take(int number, IterationResult iteration) {
      IterationFacts.Noted noted = IterationFacts.of(iteration);
      last = noted;
      boolean warm = iteration.getParams().getType() == IterationType.WARMUP;
      IterationEntry line =
          new IterationEntry(
              seq,
              cellId,
              fork,
              warm ? IterationEntry.WARM : IterationEntry.MEASURED,
              number,
              noted.startNs(),
              noted.durNs(),
              iteration.getMetadata().getMeasuredOps(),
              iteration.getPrimaryResult().getScore(),
              iteration.getScoreUnit(),
              noted.gcCount(),
              noted.gcMs(),
              noted.jitMs());
      lines.add(line);
      try {
        folder.append(line);
      } catch (IOException e) {
        unwritten = e; // this thread is JMH's; the run's own thread ends the run
      }
    }

    synchronized void requireWritten() throws IOException {
      if (unwritten != null) {
        throw unwritten;
      }
    }

    synchronized double[] scores() {
      return measured().stream().mapToDouble(IterationEntry::score).toArray();
    }

    synchronized double[] compileMillis() {
      return measured().stream().mapToDouble(Iterations::compileMillis).toArray();
    }

    /** A compiler at work for less time than a drift would be is none: some is left over always. */
    private static double compileMillis(IterationEntry line) {
      return line.jitMs() * NANOS_IN_MILLI > ForkState.DRIFT * line.durNs() ? line.jitMs() : 0;
    }

    private List<IterationEntry> measured() {
      return lines.stream().filter(line -> line.phase().equals(IterationEntry.MEASURED)).toList();
    }

    synchronized OwnFacts ownFacts() {
      if (last == null) {
        return null;
      }
      return new OwnFacts(
          last.pid(),
          last.voluntarySwitches(),
          last.involuntarySwitches(),
          lines.stream().mapToLong(IterationEntry::gcCount).sum(),
          lines.stream().mapToLong(IterationEntry::gcMs).sum(),
          lines.stream().mapToLong(IterationEntry::jitMs).sum());
    }
  }
}
