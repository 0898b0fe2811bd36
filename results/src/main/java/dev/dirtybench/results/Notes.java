package dev.dirtybench.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbered reasons why cells have no values; cells with the same reason share a number. */
final class Notes {
  /**
   * One reason.
   *
   * @param number from 1
   * @param status skipped or failed
   * @param reason one line, and more if there is output
   * @param cells the cells that it is about
   */
  record Note(int number, CellStatus status, String reason, List<CellKey> cells) {
    String head() {
      return "(" + number + ") " + status.label() + ": ";
    }

    String headline() {
      return reason.lines().findFirst().orElseThrow();
    }

    /** What comes after the first line, empty for most reasons. */
    String output() {
      return reason.lines().skip(1).collect(Collectors.joining("\n"));
    }
  }

  private record Cause(CellStatus status, String reason) {}

  private final Map<Cause, Note> notes = new LinkedHashMap<>();

  /** Notes why a cell has no values, and gives the words that stand in its place. */
  String mark(CellResult cell) {
    Note note =
        notes.computeIfAbsent(
            new Cause(cell.status(), cell.reason()),
            cause -> new Note(notes.size() + 1, cause.status(), cause.reason(), new ArrayList<>()));
    note.cells().add(cell.key());
    return cell.status().label() + " (" + note.number() + ')';
  }

  List<Note> all() {
    return List.copyOf(notes.values());
  }
}
