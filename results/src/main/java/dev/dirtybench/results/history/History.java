package dev.dirtybench.results.history;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The series of a history and the changes in them.
 *
 * @param series in the order of the cells' names
 * @param changes the newest commit first
 * @param commits all that any series has, the oldest first
 */
public record History(
    List<HistorySeries> series, List<HistoryChange> changes, List<String> commits) {
  private static final Comparator<HistoryChange> NEWEST_FIRST =
      Comparator.comparing((HistoryChange change) -> change.commit().authorDate())
          .reversed()
          .thenComparing(change -> change.commit().commit())
          .thenComparing(change -> change.series().cell());

  /** Copies the lists. */
  public History {
    series = List.copyOf(series);
    changes = List.copyOf(changes);
    commits = List.copyOf(commits);
  }

  /**
   * Looks for changes.
   *
   * @param rows of a history
   * @param filter which series, by {@link HistoryRow#keys()}
   * @param annotations what is known of changes
   * @return series and changes
   * @throws IllegalArgumentException if no row passes the filter
   */
  public static History of(
      List<HistoryRow> rows, Predicate<Map<String, String>> filter, List<Annotation> annotations) {
    List<HistoryRow> chosen = rows.stream().filter(row -> filter.test(row.keys())).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "expected scores that pass the filter, found none among " + rows.size());
    }
    List<HistorySeries> series = HistorySeries.of(chosen);
    List<HistoryChange> changes =
        series.stream()
            .flatMap(each -> each.changes(annotations).stream())
            .sorted(NEWEST_FIRST)
            .toList();
    List<String> commits =
        chosen.stream()
            .sorted(Comparator.comparing(HistoryRow::authorDate).thenComparing(HistoryRow::commit))
            .map(HistoryRow::commit)
            .distinct()
            .toList();
    return new History(series, changes, commits);
  }

  /**
   * Changes for the worse in the newest commits that no annotation explains.
   *
   * @param newest how many commits
   * @return the newest commit first
   */
  public List<HistoryChange> unexplained(int newest) {
    Set<String> recent =
        commits.subList(Math.max(0, commits.size() - newest), commits.size()).stream()
            .collect(Collectors.toSet());
    return changes.stream()
        .filter(HistoryChange::isWorse)
        .filter(change -> change.annotations().isEmpty())
        .filter(change -> recent.contains(change.commit().commit()))
        .toList();
  }
}
