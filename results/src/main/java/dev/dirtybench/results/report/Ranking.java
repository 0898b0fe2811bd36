package dev.dirtybench.results.report;

import dev.dirtybench.results.stats.PairedEffect;
import dev.dirtybench.results.stats.VerdictRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is fastest over several workloads, by the geometric mean of the ratios to each workload's
 * best, in which every operation weighs the same.
 *
 * <p>Only workloads that all ranked series have count; a series that has fewer than half of them is
 * not ranked. The limits are those of the forks' own means over the workloads: forks of one number
 * were measured side by side.
 *
 * @param ranked the fastest first; empty if there is nothing to rank
 * @param unranked series that have too few of the workloads
 * @param workloads how many count
 * @param operations of how many operations
 */
record Ranking(List<Ranked> ranked, List<String> unranked, int workloads, int operations) {
  /**
   * One series.
   *
   * @param series which
   * @param ratio geometric mean of its ratios to the best
   * @param wins workloads in which it is the best
   * @param behind its effect against the first; null where the forks are not known
   */
  record Ranked(Series series, double ratio, int wins, PairedEffect behind) {}

  static Ranking of(List<ReportRow> rows, Cast cast) {
    Map<String, Map<Series, ReportRow>> grid = new LinkedHashMap<>();
    Set<Series> all = new LinkedHashSet<>();
    for (ReportRow row : rows) {
      Series series = cast.of(row);
      if (row.isPrimary() && series.competes()) {
        grid.computeIfAbsent(row.place().workload(), w -> new LinkedHashMap<>()).put(series, row);
        all.add(series);
      }
    }
    grid.values().removeIf(cells -> cells.size() < 2);
    List<Series> eligible = new ArrayList<>();
    List<String> unranked = new ArrayList<>();
    for (Series series : all) {
      long has = grid.values().stream().filter(cells -> cells.containsKey(series)).count();
      if (has > 0 && 2 * has >= grid.size()) {
        eligible.add(series);
      } else {
        unranked.add(series.name());
      }
    }
    List<Map<Series, ReportRow>> used =
        grid.values().stream().filter(cells -> cells.keySet().containsAll(eligible)).toList();
    if (used.isEmpty() || eligible.isEmpty()) {
      return new Ranking(List.of(), unranked, 0, 0);
    }
    return rank(used, eligible, unranked, cast);
  }

  private static Ranking rank(
      List<Map<Series, ReportRow>> used, List<Series> eligible, List<String> unranked, Cast cast) {
    List<Ranked> ranked = new ArrayList<>();
    for (Series series : eligible) {
      Weighted mean = new Weighted();
      int wins = 0;
      for (Map<Series, ReportRow> cells : used) {
        double best =
            eligible.stream().mapToDouble(s -> cells.get(s).cost()).min().orElse(Double.NaN);
        double cost = cells.get(series).cost();
        wins += cost == best ? 1 : 0;
        mean.add(cells.get(series).place().task(), Math.log(cost / best));
      }
      ranked.add(new Ranked(series, Math.exp(mean.value()), wins, null));
    }
    ranked.sort(Comparator.comparingDouble(Ranked::ratio));
    Series first = ranked.get(0).series();
    ranked.replaceAll(
        r ->
            r.series() == first
                ? r
                : new Ranked(
                    r.series(),
                    r.ratio(),
                    r.wins(),
                    cast.areSideBySide(first.run(), r.series().run())
                        ? effect(used, first, r.series())
                        : null));
    int operations = (int) used.stream().map(c -> c.get(first).place().task()).distinct().count();
    return new Ranking(List.copyOf(ranked), unranked, used.size(), operations);
  }

  /** Of each fork the mean over the workloads of how much worse it is; null if not comparable. */
  private static PairedEffect effect(
      List<Map<Series, ReportRow>> used, Series first, Series other) {
    int forks =
        used.stream()
            .flatMap(cells -> List.of(cells.get(first), cells.get(other)).stream())
            .mapToInt(row -> row.iterations().length)
            .min()
            .orElse(0);
    if (forks == 0) {
      return null;
    }
    double[] differences = new double[forks];
    for (int fork = 0; fork < forks; fork++) {
      Weighted mean = new Weighted();
      for (Map<Series, ReportRow> cells : used) {
        mean.add(
            cells.get(first).place().task(),
            cells.get(other).logCosts()[fork] - cells.get(first).logCosts()[fork]);
      }
      differences[fork] = mean.value();
      if (!Double.isFinite(differences[fork])) {
        return null;
      }
    }
    return PairedEffect.of(differences, VerdictRule.DEFAULT.alpha());
  }

  /** A mean of the groups' means. */
  private static final class Weighted {
    private final Map<String, double[]> groups = new LinkedHashMap<>();

    void add(String group, double value) {
      double[] sum = groups.computeIfAbsent(group, g -> new double[2]);
      sum[0] += value;
      sum[1]++;
    }

    double value() {
      return groups.values().stream().mapToDouble(sum -> sum[0] / sum[1]).average().orElse(0);
    }
  }
}
