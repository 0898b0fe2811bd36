package dev.dirtybench.workloads.text;

import dev.dirtybench.workloads.read.Match;
import dev.dirtybench.workloads.read.TraceReader;
import dev.dirtybench.workloads.read.TraceStart;
import java.util.regex.Pattern;

/** A form of rows whose columns a first line may name. */
abstract class ColumnsReader extends TraceReader {
  private final String format;
  private final String summary;
  private final String columns;
  private final Pattern row;
  private final Match headless;

  /**
   * A form.
   *
   * @param columns the names in the first line
   * @param row what every row looks like
   * @param headless how sure a file is that has rows only
   */
  ColumnsReader(String format, String summary, String columns, Pattern row, Match headless) {
    this.format = format;
    this.summary = summary;
    this.columns = columns;
    this.row = row;
    this.headless = headless;
  }

  @Override
  public final String format() {
    return format;
  }

  @Override
  public final String summary() {
    return summary;
  }

  @Override
  public final Match recognise(TraceStart start) {
    return FirstLines.rows(start, columns, row, headless);
  }
}
