package dev.dirtybench.results;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The table of a run: rows operation x trace, columns backends, then the footprint.
 *
 * <p>A cell shows score, error and, in brackets, the ratio to the best of its row. Skipped and
 * failed cells carry a number that is explained below the tables. Immutable.
 */
public final class ResultTable {
  private final TimingGrid timing;
  private final FootprintGrid footprint;
  private final List<String> peers;
  private final Set<String> granularities = new LinkedHashSet<>();

  /**
   * A table of these results.
   *
   * @param cells timed cells; those of operation {@link Footprint#OPERATION} explain a missing
   *     footprint
   * @param footprints footprints
   * @param order order of rows and columns
   * @throws IllegalArgumentException if two results are of one cell, or the cells of a row do not
   *     share a unit
   */
  public ResultTable(List<CellResult> cells, List<Footprint> footprints, TableOrder order) {
    List<String> columns =
        order.sortColumns(
            Stream.concat(
                    cells.stream().map(cell -> cell.key().backend()),
                    footprints.stream().map(Footprint::backend))
                .toList());
    this.peers = columns.stream().filter(order.peers()::contains).toList();
    this.timing =
        new TimingGrid(cells.stream().filter(cell -> !isFootprint(cell)).toList(), columns, order);
    this.footprint =
        new FootprintGrid(
            footprints, cells.stream().filter(ResultTable::isFootprint).toList(), columns, order);
    Stream.concat(
            cells.stream().map(cell -> cell.key().granularity()),
            footprints.stream().map(Footprint::granularity))
        .forEach(granularities::add);
  }

  /**
   * Writes the table.
   *
   * @param format plain text of at most 160 columns where that is possible, or Markdown
   * @return lines, each ended by a line feed
   */
  public String render(TableFormat format) {
    Notes notes = new Notes();
    List<Grid> grids = grids(notes);
    List<String> parts = new ArrayList<>();
    grids.forEach(grid -> parts.add(layOut(grid, format)));
    parts.add(legend(format, grids.stream().anyMatch(Grid::hasLosses)));
    if (!notes.all().isEmpty()) {
      parts.add(format == TableFormat.TEXT ? textNotes(notes) : markdownNotes(notes));
    }
    return String.join("\n", parts);
  }

  /**
   * The rows in which a peer is better than every backend of ours.
   *
   * @return Markdown; empty if there is no peer among the columns
   */
  String knownLosses() {
    return peers.isEmpty()
        ? ""
        : KnownLosses.render(grids(new Notes()).stream().map(this::lean).toList(), peers);
  }

  private List<Grid> grids(Notes notes) {
    List<Grid> grids = new ArrayList<>();
    if (!timing.isEmpty()) {
      grids.add(timing.grid(notes));
    }
    if (!footprint.isEmpty()) {
      grids.add(footprint.grid(notes));
    }
    return grids;
  }

  private Grid lean(Grid grid) {
    return granularities.size() > 1 ? grid : grid.withoutLabel("granularity");
  }

  private String layOut(Grid grid, TableFormat format) {
    Grid lean = lean(grid);
    return format == TableFormat.TEXT ? TextLayout.render(lean) : MarkdownLayout.render(lean);
  }

  private String legend(TableFormat format, boolean lost) {
    if (timing.isEmpty() && footprint.isEmpty()) {
      return "Nothing was measured.\n";
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "In brackets: ratio to the best of the row, which is "
            + (format == TableFormat.TEXT ? "starred." : "bold."));
    if (lost) {
      sentences.add(BackendFacts.PEER_MARK + " A peer is the best: see Known losses.");
    }
    sentences.addAll(timing.legend());
    if (granularities.size() == 1) {
      sentences.add("Granularity " + granularities.iterator().next() + '.');
    }
    return String.join(format == TableFormat.TEXT ? "\n" : " ", sentences) + '\n';
  }

  private static String textNotes(Notes notes) {
    StringBuilder text = new StringBuilder();
    for (Notes.Note note : notes.all()) {
      text.append(note.head()).append(note.headline()).append('\n');
      note.output().lines().forEach(line -> text.append("      ").append(line).append('\n'));
    }
    return text.toString();
  }

  private static String markdownNotes(Notes notes) {
    StringBuilder text = new StringBuilder();
    for (Notes.Note note : notes.all()) {
      text.append("- ").append(note.head());
      text.append(MarkdownLayout.escape(note.headline())).append('\n');
      if (!note.output().isEmpty()) {
        MarkdownLayout.fence(note.output())
            .lines()
            .forEach(line -> text.append("  ").append(line).append('\n'));
      }
    }
    return text.toString();
  }

  private static boolean isFootprint(CellResult cell) {
    return cell.key().operation().equals(Footprint.OPERATION);
  }
}
