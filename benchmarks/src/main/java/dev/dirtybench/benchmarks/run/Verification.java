package dev.dirtybench.benchmarks.run;

import dev.dirtybench.benchmarks.pass.Pollution;
import dev.dirtybench.benchmarks.verify.Judgement;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The check before anything is timed: every cell's result against the oracle's, in JVMs of their
 * own, one for the oracle and one for each backend.
 */
final class Verification {
  private final BenchOptions options;
  private final Plan plan;
  private final Map<PlannedCell, String> digests = new HashMap<>();
  private final Map<PlannedCell, String> errors = new HashMap<>();

  Verification(BenchOptions options, Plan plan) {
    this.options = options;
    this.plan = plan;
  }

  /**
   * Runs all of it.
   *
   * @param step told before each backend
   * @throws MismatchException if a backend's result differs from the oracle's
   */
  void run(ProgressStep step) throws IOException, InterruptedException {
    step.next("the oracle");
    Map<String, String> expected = new HashMap<>();
    String failure =
        judge("oracle", cells(cell -> true), found -> expected.put(id(found), found.digest()));
    if (failure != null) {
      throw new IOException("the oracle could not be run: " + failure);
    }
    for (String backend : plan.backends()) {
      step.next(backend);
      judgeBackend(backend, cells(cell -> cell.backend().equals(backend)), expected);
    }
  }

  private List<PlannedCell> cells(Predicate<PlannedCell> wanted) {
    return plan.cells().stream().filter(cell -> cell.skipReason() == null).filter(wanted).toList();
  }

  private void judgeBackend(String backend, List<PlannedCell> cells, Map<String, String> expected)
      throws IOException, InterruptedException {
    Map<String, Judgement> found = new HashMap<>();
    String failure = judge(backend, cells, judgement -> found.put(id(judgement), judgement));
    for (PlannedCell cell : cells) {
      Judgement judgement = found.get(id(cell));
      if (judgement == null) {
        errors.put(cell, "the verifying JVM ended early: " + failure);
      } else if (judgement.error() != null) {
        errors.put(cell, judgement.error());
      } else if (plan.isFloor(cell)) {
        continue; // checked by its calls; there is no content that the oracle could compare
      } else if (!judgement.digest().equals(expected.get(id(cell)))) {
        throw new MismatchException(cell, expected.get(id(cell)), judgement.digest());
      } else {
        digests.put(cell, judgement.digest());
      }
    }
  }

  /** The digest of a cell that agrees with the oracle. */
  String digest(PlannedCell cell) {
    return digests.get(cell);
  }

  /** Why a cell has no digest, or null. */
  String error(PlannedCell cell) {
    return errors.get(cell);
  }

  private interface Judge {
    void take(Judgement judgement);
  }

  private String judge(String party, List<PlannedCell> cells, Judge judge)
      throws IOException, InterruptedException {
    if (cells.isEmpty()) {
      return null;
    }
    return new ChildJvm(options)
        .run(
            List.of(
                "verify",
                "--windows",
                options.windows().toString(),
                "--pollution",
                String.join(",", options.pollutions().stream().map(Pollution::label).toList()),
                party),
            cells,
            List.of(),
            line -> {
              Judgement judgement = Judgement.ofLine(line);
              if (judgement != null) {
                judge.take(judgement);
              }
            });
  }

  private static String id(Judgement judgement) {
    return judgement.operation() + '\t' + judgement.trace() + '\t' + judgement.granularity();
  }

  private static String id(PlannedCell cell) {
    return cell.operation().label() + '\t' + cell.trace().spec() + '\t' + cell.granularity();
  }
}
