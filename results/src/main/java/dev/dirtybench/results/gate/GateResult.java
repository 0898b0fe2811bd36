package dev.dirtybench.results.gate;

import dev.dirtybench.results.stats.Verdict;
import dev.dirtybench.results.stats.VerdictRule;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The outcome of a gate: every cell's verdict and what they mean together.
 *
 * @param base what A is
 * @param candidate what B is
 * @param rule by which was judged
 * @param cells in the order of the plan
 * @param coverage cells that only one arm has
 * @param sharp what was counted and not timed
 * @param rulers how steady the machine was
 */
public record GateResult(
    String base,
    String candidate,
    VerdictRule rule,
    List<CellJudgement> cells,
    Coverage coverage,
    List<SharpRow> sharp,
    List<RulerNoise> rulers) {
  /** All is well, or nothing can be said against it. */
  public static final int PASS = 0;

  /** At least one cell has become slower. */
  public static final int REGRESSION = 1;

  /** The arms cannot be compared. */
  public static final int INVALID = 2;

  /** The machine was disturbed: to be tried again, never to be held against the change. */
  public static final int CONTAMINATED = 3;

  /** A cell of one arm has vanished in the other. */
  public static final int COVERAGE_LOST = 4;

  /** Cells that a one-sided shift can be seen in, at least. */
  public static final int FEWEST_FOR_SIDES = 5;

  private static final int SHOWN_WORST = 5;
  private static final double SIDED = 0.8;
  private static final double MOVED = 0.01;

  /** Copies the lists. */
  public GateResult {
    cells = List.copyOf(cells);
    sharp = List.copyOf(sharp);
    rulers = List.copyOf(rulers);
  }

  /**
   * The cells of A that B has not.
   *
   * @return ids
   */
  public List<String> missing() {
    return coverage.missing();
  }

  /**
   * The exit code: a vanished cell counts most, then what cannot be compared, then a regression.
   *
   * @return one of the constants
   */
  public int exitCode() {
    if (!missing().isEmpty()) {
      return COVERAGE_LOST;
    }
    if (count(Verdict.INVALID) + countSharp(Verdict.INVALID) > 0 || cells.isEmpty()) {
      return INVALID;
    }
    if (count(Verdict.REGRESSION) + countSharp(Verdict.REGRESSION) > 0) {
      return REGRESSION;
    }
    return count(Verdict.CONTAMINATED) > 0 ? CONTAMINATED : PASS;
  }

  /**
   * How many cells have a verdict.
   *
   * @param verdict which one
   * @return 0 or more
   */
  public long count(Verdict verdict) {
    return cells.stream().filter(cell -> cell.verdict() == verdict).count();
  }

  /**
   * How many sharp gates have a verdict.
   *
   * @param verdict which one
   * @return 0 or more
   */
  public long countSharp(Verdict verdict) {
    return sharp.stream().filter(row -> row.verdict() == verdict).count();
  }

  /**
   * What the cells of each family show together.
   *
   * @return families of two cells or more
   */
  public List<FamilyEffect> families() {
    return FamilyEffect.of(cells, rule.alpha());
  }

  /**
   * Whether four of five cells or more moved the same way by more than 1 %: then the environment
   * differs rather than the code.
   *
   * @return false for fewer than five cells
   */
  public boolean isOneSided() {
    double[] moves =
        cells.stream()
            .filter(cell -> cell.effect() != null)
            .mapToDouble(cell -> cell.effect().estimate())
            .toArray();
    long up = Arrays.stream(moves).filter(move -> move > MOVED).count();
    long down = Arrays.stream(moves).filter(move -> move < -MOVED).count();
    return moves.length >= FEWEST_FOR_SIDES && Math.max(up, down) >= SIDED * moves.length;
  }

  /**
   * The cells with the largest ratios, so that no mean hides them.
   *
   * @return five at most, the worst first
   */
  public List<CellJudgement> worst() {
    return cells.stream()
        .filter(cell -> cell.effect() != null)
        .sorted(Comparator.comparingDouble(cell -> -cell.effect().estimate()))
        .limit(SHOWN_WORST)
        .toList();
  }
}
