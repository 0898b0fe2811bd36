package dev.dirtybench.benchmarks.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.run.Progress;
import dev.dirtybench.benchmarks.slice.SliceOutcome;
import dev.dirtybench.results.gate.CellEvidence;
import dev.dirtybench.results.gate.GateJudge;
import dev.dirtybench.results.stats.VerdictRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateRunTest {
  private static final GateCell SET = new OwnCell(Operation.SET, "x", "t", "64K", 400);
  private static final GateCell MERGE = new OwnCell(Operation.MERGE, "x", "t", "64K", 400);

  private static final StagePlan STAGES = new StagePlan(4, 10, 15, 6, 3);

  @TempDir Path folder;

  private final List<String> calls = new ArrayList<>();

  /** A driver whose pairs are known beforehand. */
  private PairDriver driver(String label, Pairs pairs) {
    return new PairDriver() {
      @Override
      public String label(GateCell cell) {
        return label;
      }

      @Override
      public PairOutcome pair(GateCell cell, int round) throws IOException {
        calls.add(label + " " + ((OwnCell) cell).operation().label() + " " + round);
        return pairs.of(cell, round);
      }
    };
  }

  private interface Pairs {
    PairOutcome of(GateCell cell, int round) throws IOException;
  }

  private static PairOutcome ratio(double ratio, int round) {
    return outcome(Math.log(ratio) + (round % 2 == 0 ? 0.001 : -0.001), null);
  }

  private static PairOutcome outcome(double difference, String excluded) {
    return new PairOutcome(difference, new double[] {1}, new double[] {2}, excluded, null);
  }

  private GateRun run(Duration budget, Pairs slices, Pairs forks) throws IOException {
    GatePlan plan = new GatePlan(List.of(SET, MERGE), 1, STAGES, budget, 1);
    PairLog log = new PairLog(folder.resolve("pairs.jsonl"));
    return new GateRun(
        plan,
        driver("slices", slices),
        driver("forks", forks),
        new GateJudge(VerdictRule.DEFAULT),
        log,
        new GateRounds(
            budget,
            log,
            null,
            new Progress(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                Progress.Style.PLAIN)));
  }

  @Test
  void onlyASuspiciousCellIsMeasuredAgainByForks() throws Exception {
    List<CellEvidence> evidence =
        run(
                Duration.ofMinutes(1),
                (cell, round) -> ratio(cell == SET ? 1.10 : 1.0, round),
                (cell, round) -> ratio(1.09, round))
            .run(0);
    assertEquals(4, evidence.get(0).screen().size());
    assertEquals(10, evidence.get(0).differences().size());
    assertEquals(6, evidence.get(0).confirmation().size());
    assertEquals(4, evidence.get(1).screen().size());
    assertTrue(evidence.get(1).differences().isEmpty());
    assertTrue(evidence.get(1).confirmation().isEmpty());
    assertEquals(4 + 10 + 6 + 4, calls.size());
  }

  @Test
  void anOpenCellIsGivenMorePairsAndAnOpenConfirmationToo() throws Exception {
    Pairs wild = (cell, round) -> outcome(round % 2 == 0 ? 0.3 : -0.2, null);
    List<CellEvidence> evidence = run(Duration.ofMinutes(1), wild, wild).run(0);
    assertEquals(15, evidence.get(0).differences().size());
    assertTrue(evidence.get(0).confirmation().isEmpty());
    calls.clear();
    Files.delete(folder.resolve("pairs.jsonl"));
    evidence =
        run(
                Duration.ofMinutes(1),
                (cell, round) -> ratio(1.1, round),
                (cell, round) -> outcome(round % 2 == 0 ? 0.3 : -0.2, null))
            .run(0);
    assertEquals(4 * 6, evidence.get(0).confirmation().size());
  }

  @Test
  void aGateThatWasStoppedGoesOnBehindItsLastPair() throws Exception {
    IOException stop = new IOException("stopped");
    Pairs failing =
        (cell, round) -> {
          if (calls.size() == 6) {
            throw stop;
          }
          return ratio(1.0, round);
        };
    try {
      run(Duration.ofMinutes(1), failing, failing).run(0);
    } catch (IOException e) {
      assertEquals(stop, e);
    }
    Path log = folder.resolve("pairs.jsonl");
    Files.writeString(log, Files.readString(log) + "{\"cell\": \"cut o");
    calls.clear();
    List<CellEvidence> evidence =
        run(Duration.ofMinutes(1), (c, round) -> ratio(1.0, round), (c, r) -> ratio(1.0, r)).run(0);
    assertEquals(8 - 5, calls.size());
    assertEquals(4, evidence.get(0).screen().size());
    assertEquals(4, evidence.get(1).screen().size());
  }

  @Test
  void disturbedPairsAreMeasuredAgainButNotForEver() throws Exception {
    List<CellEvidence> evidence =
        run(
                Duration.ofMinutes(1),
                (cell, round) ->
                    cell == SET && round == 0
                        ? outcome(0.5, "stolen")
                        : cell == MERGE ? outcome(0.5, "stolen") : ratio(1.0, round),
                (cell, round) -> ratio(1.0, round))
            .run(0);
    assertEquals(4, evidence.get(0).screen().size());
    assertEquals(1, evidence.get(0).excluded());
    assertTrue(evidence.get(0).differences().isEmpty());
    assertTrue(evidence.get(1).screen().isEmpty());
    assertEquals(4 + 1 + 10 + 2 + 5 + 1, evidence.get(1).excluded());
  }

  @Test
  void aCellThatFailsIsNotMeasuredAgain() throws Exception {
    List<CellEvidence> evidence =
        run(
                Duration.ofMinutes(1),
                (cell, round) ->
                    cell == SET ? PairOutcome.failed("digests differ") : ratio(1.0, round),
                (cell, round) -> ratio(1.0, round))
            .run(0);
    assertEquals("digests differ", evidence.get(0).obstacle());
    assertEquals(1 + 4, calls.size());
  }

  @Test
  void noRoundBeginsAfterTheBudget() throws Exception {
    List<CellEvidence> evidence =
        run(Duration.ZERO, (cell, round) -> ratio(1.0, round), (c, r) -> ratio(1.0, r)).run(0);
    assertTrue(evidence.get(0).screen().isEmpty());
    assertTrue(calls.isEmpty());
  }

  @Test
  void theMiddleHalfOfTheBlocksIsWhatCounts() {
    assertEquals(0.01, middle(0.3, -9, 0.01, 0.01, -0.5, 0.01, 0.01, 7), 1e-12);
    assertEquals(0.2, middle(0.1, 0.3), 1e-12);
  }

  private static double middle(double... logRatios) {
    return PairOutcome.of(new SliceOutcome(logRatios, new double[0], new double[0]), null)
        .difference();
  }
}
