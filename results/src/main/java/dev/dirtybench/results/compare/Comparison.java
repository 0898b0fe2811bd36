package dev.dirtybench.results.compare;

import dev.dirtybench.results.stats.Detectable;
import dev.dirtybench.results.stats.Moments;
import dev.dirtybench.results.stats.PairedEffect;
import dev.dirtybench.results.stats.UnpairedRatio;
import dev.dirtybench.results.stats.Verdict;
import dev.dirtybench.results.stats.VerdictRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Cells of one run or several, laid out in rows and columns, each against its row's first column.
 *
 * <p>Cells of one of our runs were measured side by side, and so were those of runs whose JVMs took
 * turns in one session: forks of one number make a pair. Cells of other runs, and of different
 * shards of one, were not: what the machine did in between is in their ratio, so that the verdict
 * is advice, its margin is 10 %, and it needs five forks of each.
 *
 * @param base name of the first column
 * @param columns names of all columns
 * @param cells row by row
 * @param missing cells that not every column has, as {@code row: column, column}
 * @param unlike how machines differ on which compared cells were measured, as {@code B has another
 *     cores: 2 and 4 (3 cells)}; empty if all are alike
 */
public record Comparison(
    String base,
    List<String> columns,
    List<ComparedCell> cells,
    List<String> missing,
    List<String> unlike) {
  /** The column that runs stand in. */
  public static final String RUN = "run";

  /** Margin of ratios of runs that were not measured side by side. */
  public static final VerdictRule LOOSE = new VerdictRule(0.01, 0.10, 0.10);

  private static final int FEWEST_LOOSE_FORKS = 5;

  /** Copies the lists. */
  public Comparison {
    columns = List.copyOf(columns);
    cells = List.copyOf(cells);
    missing = List.copyOf(missing);
    unlike = List.copyOf(unlike);
  }

  /**
   * Lays cells out.
   *
   * @param runs one or more, each of another name
   * @param filter which cells
   * @param column a key such as {@code backend}, or {@link #RUN}
   * @param rows keys that make a row; empty for all but the column's that differ at all
   * @param base the first column; null for the one that comes first
   * @return the comparison
   * @throws IllegalArgumentException if no cell is left, there is one column only, the base is not
   *     among them, or several cells fall into one place
   */
  public static Comparison of(
      List<ScoredRun> runs,
      Predicate<Map<String, String>> filter,
      String column,
      List<String> rows,
      String base) {
    Map<String, Map<String, Placed>> grid = new LinkedHashMap<>();
    Set<String> columns = new LinkedHashSet<>();
    List<Placed> placed = new ArrayList<>();
    Set<String> known = new LinkedHashSet<>();
    for (ScoredRun run : runs) {
      for (ScoredCell cell : run.cells()) {
        Map<String, String> keys = new LinkedHashMap<>(cell.keys());
        keys.put(RUN, run.name());
        known.addAll(keys.keySet());
        if (filter.test(keys)) {
          placed.add(new Placed(run, cell, keys));
        }
      }
    }
    if (placed.isEmpty()) {
      throw new IllegalArgumentException(
          "expected cells to compare, found none that pass the filter; their keys are "
              + String.join(", ", known));
    }
    List<String> rowKeys = rows.isEmpty() ? varying(placed, column) : rows;
    for (Placed cell : placed) {
      String name = cell.keys().get(column);
      if (name == null) {
        throw new IllegalArgumentException(
            "expected the key " + column + " in every cell, found only " + cell.keys().keySet());
      }
      columns.add(name);
      String row =
          rowKeys.stream()
              .map(key -> cell.keys().getOrDefault(key, "-"))
              .collect(Collectors.joining(" / "));
      Placed before = grid.computeIfAbsent(row, r -> new LinkedHashMap<>()).putIfAbsent(name, cell);
      if (before != null) {
        throw new IllegalArgumentException(
            "expected one cell for row \""
                + row
                + "\" and column \""
                + name
                + "\", found several, unlike in "
                + String.join(", ", unlike(before, cell))
                + ": add one of these to --row, or a --filter");
      }
    }
    return compare(grid, ordered(columns, base));
  }

  /** A cell, where it is from, and its keys with the run's name. */
  private record Placed(ScoredRun run, ScoredCell cell, Map<String, String> keys) {
    /** Whether forks of one number were measured back to back. */
    boolean isBeside(Placed other) {
      boolean inTurns = cell.site().tookTurnsWith(other.cell.site());
      return (run == other.run && run.interleaved() || inTurns)
          && cell.site().name().equals(other.cell.site().name())
          && cell.forkScores().length == other.cell.forkScores().length;
    }
  }

  /** The keys that tell two cells apart. */
  private static List<String> unlike(Placed one, Placed other) {
    Set<String> keys = new LinkedHashSet<>(one.keys().keySet());
    keys.addAll(other.keys().keySet());
    keys.removeIf(key -> Objects.equals(one.keys().get(key), other.keys().get(key)));
    return List.copyOf(keys);
  }

  private static List<String> varying(List<Placed> cells, String column) {
    Set<String> all = new LinkedHashSet<>();
    cells.forEach(cell -> all.addAll(cell.keys().keySet()));
    all.remove(column);
    // Names of one method: the shortest that tells benchmarks apart is enough.
    boolean inOnePackage = determines(cells, "benchmark", "package");
    if (inOnePackage) {
      all.remove("package");
    }
    boolean shortest = inOnePackage && determines(cells, "operation", "benchmark");
    all.remove(shortest ? "benchmark" : "operation");
    List<String> varying =
        all.stream()
            .filter(
                key ->
                    cells.stream().map(c -> c.keys().getOrDefault(key, "-")).distinct().count() > 1)
            .toList();
    return varying.isEmpty() ? List.of("operation") : varying;
  }

  /** Whether cells of one value of a key all have one value of another. */
  private static boolean determines(List<Placed> cells, String key, String other) {
    Map<String, String> seen = new HashMap<>();
    for (Placed cell : cells) {
      String value = cell.keys().getOrDefault(other, "-");
      if (!value.equals(seen.computeIfAbsent(cell.keys().getOrDefault(key, "-"), k -> value))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> ordered(Set<String> columns, String base) {
    List<String> ordered = new ArrayList<>(columns);
    if (base != null) {
      if (!ordered.remove(base)) {
        throw new IllegalArgumentException(
            "expected --base to be one of " + columns + ", found \"" + base + '"');
      }
      ordered.add(0, base);
    }
    if (ordered.size() < 2) {
      throw new IllegalArgumentException(
          "expected two columns or more to compare, found only " + ordered);
    }
    return ordered;
  }

  private static Comparison compare(Map<String, Map<String, Placed>> grid, List<String> columns) {
    List<ComparedCell> cells = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    Map<String, Integer> unlike = new LinkedHashMap<>();
    grid.forEach(
        (row, byColumn) -> {
          List<String> absent = columns.stream().filter(c -> !byColumn.containsKey(c)).toList();
          if (!absent.isEmpty()) {
            missing.add(row + ": not in " + String.join(", ", absent));
          }
          Placed first = byColumn.get(columns.get(0));
          if (first == null) {
            return;
          }
          for (String column : columns.subList(1, columns.size())) {
            Placed second = byColumn.get(column);
            if (second != null) {
              List<String> differences = first.cell().site().unlike(second.cell().site());
              differences.forEach(
                  fact -> unlike.merge(column + " has another " + fact, 1, Integer::sum));
              boolean paired = differences.isEmpty() && first.isBeside(second);
              cells.add(compare(row, column, first.cell(), second.cell(), paired));
            }
          }
        });
    if (cells.isEmpty()) {
      throw new IllegalArgumentException(
          "expected cells that "
              + columns.get(0)
              + " and another column both have, found none in common");
    }
    return new Comparison(columns.get(0), columns, cells, missing, counted(unlike));
  }

  private static List<String> counted(Map<String, Integer> cellsByFact) {
    List<String> facts = new ArrayList<>();
    cellsByFact.forEach(
        (fact, count) -> facts.add(fact + " (" + count + (count == 1 ? " cell)" : " cells)")));
    return facts;
  }

  private static ComparedCell compare(
      String row, String column, ScoredCell a, ScoredCell b, boolean paired) {
    if (!a.unit().equals(b.unit())) {
      throw new IllegalArgumentException(
          row + ": expected one unit, found " + a.unit() + " and " + b.unit());
    }
    int forks = Math.min(a.forkScores().length, b.forkScores().length);
    if (!a.isComparable() || !b.isComparable()) {
      return cell(
          row,
          column,
          a,
          b,
          forks,
          Double.NaN,
          0,
          Double.POSITIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          Verdict.INVALID,
          paired);
    }
    return paired ? paired(row, column, a, b, forks) : loose(row, column, a, b, forks);
  }

  private static ComparedCell paired(
      String row, String column, ScoredCell a, ScoredCell b, int forks) {
    double[] costsA = a.logCosts();
    double[] costsB = b.logCosts();
    double[] differences = new double[forks];
    for (int i = 0; i < forks; i++) {
      differences[i] = costsB[i] - costsA[i];
    }
    VerdictRule rule = VerdictRule.DEFAULT;
    PairedEffect effect = PairedEffect.of(differences, rule.alpha());
    return cell(
        row,
        column,
        a,
        b,
        forks,
        effect.ratio(),
        Math.exp(effect.lower()),
        Math.exp(effect.upper()),
        Detectable.effect(effect.deviation(), forks, rule),
        rule.of(effect),
        true);
  }

  private static ComparedCell loose(
      String row, String column, ScoredCell a, ScoredCell b, int forks) {
    if (forks < 2) {
      double ratio = b.costs()[0] / a.costs()[0];
      return cell(
          row,
          column,
          a,
          b,
          forks,
          ratio,
          0,
          Double.POSITIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          Verdict.INCONCLUSIVE,
          false);
    }
    UnpairedRatio ratio = UnpairedRatio.of(a.costs(), b.costs(), 2 * LOOSE.alpha());
    double margin = 1 + LOOSE.tolerated();
    Verdict verdict = Verdict.INCONCLUSIVE;
    if (forks >= FEWEST_LOOSE_FORKS) {
      if (ratio.lower() > margin) {
        verdict = Verdict.REGRESSION;
      } else if (ratio.upper() < 1 / margin) {
        verdict = Verdict.IMPROVEMENT;
      } else if (ratio.lower() > 1 / margin && ratio.upper() < margin) {
        verdict = Verdict.EQUIVALENT;
      }
    }
    double deviation = Math.hypot(Moments.deviation(a.logCosts()), Moments.deviation(b.logCosts()));
    return cell(
        row,
        column,
        a,
        b,
        forks,
        ratio.ratio(),
        Math.max(0, ratio.lower()),
        ratio.upper(),
        Detectable.effect(deviation, forks, LOOSE),
        verdict,
        false);
  }

  private static ComparedCell cell(
      String row,
      String column,
      ScoredCell a,
      ScoredCell b,
      int forks,
      double ratio,
      double lower,
      double upper,
      double detectable,
      Verdict verdict,
      boolean paired) {
    return new ComparedCell(
        row,
        column,
        b.score(),
        a.score(),
        b.unit(),
        forks,
        ratio,
        lower,
        upper,
        detectable,
        verdict,
        paired);
  }

  /**
   * The cells with the largest ratios.
   *
   * @param most how many
   * @return the worst first
   */
  public List<ComparedCell> worst(int most) {
    return cells.stream()
        .filter(cell -> !Double.isNaN(cell.ratio()))
        .sorted(Comparator.comparingDouble(cell -> -cell.ratio()))
        .limit(most)
        .toList();
  }
}
