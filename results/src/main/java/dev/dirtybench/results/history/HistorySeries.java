package dev.dirtybench.results.history;

import dev.dirtybench.results.stats.Moments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The scores of one cell on machines of one kind, commit by commit in the order of author dates.
 *
 * @param keys of every row of it, as {@link HistoryRow#keys()} names them
 * @param lowerIsBetter whether a smaller score is better
 * @param commits one score each
 */
public record HistorySeries(
    Map<String, String> keys, boolean lowerIsBetter, List<CommitScore> commits) {

  private static final Comparator<HistoryRow> BY_DATE =
      Comparator.comparing(HistoryRow::authorDate)
          .thenComparing(HistoryRow::commit)
          .thenComparing(HistoryRow::utc);

  /** Copies what it is given. */
  public HistorySeries {
    keys = new LinkedHashMap<>(keys);
    commits = List.copyOf(commits);
  }

  /**
   * Sorts rows into series.
   *
   * @param rows in any order
   * @return series in the order of the cells' names
   */
  public static List<HistorySeries> of(List<HistoryRow> rows) {
    Map<List<Object>, List<HistoryRow>> grouped = new LinkedHashMap<>();
    for (HistoryRow row : rows.stream().sorted(BY_DATE).toList()) {
      grouped
          .computeIfAbsent(List.of(row.keys(), row.lowerIsBetter()), key -> new ArrayList<>())
          .add(row);
    }
    List<HistorySeries> series = new ArrayList<>();
    for (List<HistoryRow> group : grouped.values()) {
      HistoryRow first = group.get(0);
      series.add(new HistorySeries(first.keys(), first.lowerIsBetter(), byCommit(group)));
    }
    series.sort(
        Comparator.comparing(HistorySeries::cell)
            .thenComparing(s -> s.keys().get("metric"))
            .thenComparing(s -> s.keys().get("machine"))
            .thenComparing(s -> s.keys().get("profile")));
    return series;
  }

  private static List<CommitScore> byCommit(List<HistoryRow> rows) {
    Map<String, List<HistoryRow>> byCommit = new LinkedHashMap<>();
    rows.forEach(row -> byCommit.computeIfAbsent(row.commit(), c -> new ArrayList<>()).add(row));
    List<CommitScore> scores = new ArrayList<>();
    for (List<HistoryRow> runs : byCommit.values()) {
      HistoryRow first = runs.get(0);
      scores.add(
          new CommitScore(
              first.commit(),
              first.authorDate(),
              median(runs, HistoryRow::score),
              median(runs, HistoryRow::adjusted),
              runs.size()));
    }
    return scores;
  }

  private static double median(List<HistoryRow> rows, ToDoubleFunction<HistoryRow> value) {
    double[] values = rows.stream().mapToDouble(value).toArray();
    return Moments.median(values);
  }

  /**
   * The cell's name.
   *
   * @return such as {@code set/hbitmap/postgres/64K}
   */
  public String cell() {
    return keys.get("cell");
  }

  /**
   * Whether every run of it knows its rulers, so that the machine's own changes can be taken out.
   *
   * @return true if they all do
   */
  public boolean isAdjusted() {
    return commits.stream().noneMatch(score -> Double.isNaN(score.adjusted()));
  }

  /**
   * The changes of level.
   *
   * @param annotations what is known of changes
   * @return in the order of commits
   */
  public List<HistoryChange> changes(List<Annotation> annotations) {
    boolean adjusted = isAdjusted();
    double[] values =
        commits.stream().mapToDouble(s -> adjusted ? s.adjusted() : s.score()).toArray();
    double scale =
        adjusted
            ? Moments.median(commits.stream().mapToDouble(s -> s.score() / s.adjusted()).toArray())
            : 1;
    return ChangePoints.of(values).stream()
        .map(
            point ->
                new HistoryChange(
                    this,
                    point.index(),
                    scale * point.before(),
                    scale * point.after(),
                    point.p(),
                    texts(annotations, point.index())))
        .toList();
  }

  /** What is known of the commit of a change, or of one of its neighbours in the series. */
  private List<String> texts(List<Annotation> annotations, int index) {
    List<CommitScore> near =
        commits.subList(Math.max(0, index - 1), Math.min(commits.size(), index + 2));
    return annotations.stream()
        .filter(note -> near.stream().anyMatch(score -> note.isOf(score.commit())))
        .filter(note -> note.filter().test(keys))
        .map(Annotation::text)
        .toList();
  }
}
