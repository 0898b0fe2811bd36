package dev.dirtybench.workloads.text;

import dev.dirtybench.workloads.CommentLine;
import dev.dirtybench.workloads.read.Match;
import dev.dirtybench.workloads.read.TraceStart;
import java.util.List;
import java.util.regex.Pattern;

/** Recognises text forms by the first lines of a file. */
final class FirstLines {
  private static final int ROWS = 5;

  private FirstLines() {}

  /** The first lines that are not blank; none if one is longer than any reader takes. */
  static List<String> of(TraceStart start, int most) {
    List<String> lines = start.lines(most).stream().filter(line -> !line.isBlank()).toList();
    return lines.stream().anyMatch(line -> line.length() > CommentLine.MAX_LINE_BYTES)
        ? List.of()
        : lines;
  }

  /**
   * Recognises rows of columns.
   *
   * @param header the columns' names, which a file may have in its first line
   * @param row what every row looks like
   * @param headless how sure a file is that has rows only
   */
  static Match rows(TraceStart start, String header, Pattern row, Match headless) {
    List<String> lines = of(start, ROWS);
    if (lines.isEmpty()) {
      return Match.NO;
    }
    if (lines.get(0).equalsIgnoreCase(header)) {
      return Match.CERTAIN;
    }
    boolean all = lines.stream().allMatch(line -> row.matcher(line).matches());
    return all ? headless : Match.NO;
  }

  /** Recognises a form that has a certain line among its first ones. */
  static boolean any(TraceStart start, int most, Pattern line) {
    return of(start, most).stream().anyMatch(text -> line.matcher(text).find());
  }
}
