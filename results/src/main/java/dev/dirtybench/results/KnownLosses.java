package dev.dirtybench.results;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rows of a run's tables in which a peer is better than every backend of ours. */
final class KnownLosses {
  private final Grid grid;

  private KnownLosses(Grid grid) {
    this.grid = grid;
  }

  /**
   * Lists them.
   *
   * @param grids the tables of the run
   * @param peers those measured, one or more
   * @return Markdown
   */
  static String render(List<Grid> grids, List<String> peers) {
    StringBuilder text = new StringBuilder();
    text.append(peers.size() == 1 ? "Peer: " : "Peers: ");
    text.append(MarkdownLayout.escape(String.join(", ", peers))).append(". ");
    if (grids.stream().noneMatch(Grid::hasLosses)) {
      return text.append("None of their cells is better than the best of ours.\n").toString();
    }
    text.append("In these rows one of them is better than every backend of ours.\n");
    for (Grid grid : grids) {
      if (grid.hasLosses()) {
        text.append('\n').append(MarkdownLayout.render(new KnownLosses(grid).losses()));
      }
    }
    return text.toString();
  }

  private Grid losses() {
    List<String> head = new ArrayList<>(grid.labelNames());
    head.addAll(List.of("best of ours", "best peer", "ratio"));
    return new Grid(
        head,
        List.of(),
        grid.rows().stream()
            .filter(Grid.Row::isLost)
            .map(row -> new Grid.Row(loss(row), List.of()))
            .toList());
  }

  private List<String> loss(Grid.Row row) {
    String ratio =
        row.cells().stream()
            .filter(cell -> cell.rank() == TableCell.Rank.BEST_OF_OURS)
            .map(TableCell::ratio)
            .findFirst()
            .orElseThrow();
    return Stream.concat(
            row.labels().stream(),
            Stream.of(
                holders(row, TableCell.Rank.BEST_OF_OURS),
                holders(row, TableCell.Rank.BEST_PEER),
                ratio))
        .toList();
  }

  /** Who has the cells of a rank, more than one if they are equal, and what is in them. */
  private String holders(Grid.Row row, TableCell.Rank rank) {
    List<String> names = new ArrayList<>();
    TableCell shown = TableCell.MISSING;
    for (int i = 0; i < row.cells().size(); i++) {
      if (row.cells().get(i).rank() == rank) {
        names.add(grid.columns().get(i));
        shown = row.cells().get(i);
      }
    }
    return (String.join(", ", names) + ' ' + shown.score() + ' ' + shown.error()).strip();
  }
}
