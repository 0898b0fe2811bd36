package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  private static ResultTable sampleTable() {
    List<CellResult> cells = SampleRun.cells();
    cells.add(SampleRun.noFootprint());
    return new ResultTable(cells, SampleRun.footprints(), TableOrder.AS_MEASURED);
  }

  private static CellResult measured(
      String operation, String backend, String trace, String unit, double... values) {
    return CellResult.measured(
        SampleRun.key(operation, backend, trace),
        new Measurement("time", unit, new Samples(List.of(values)), 1, "pass", 1, Map.of()),
        null);
  }

  private static String text(CellResult... cells) {
    return new ResultTable(List.of(cells), List.of(), TableOrder.AS_MEASURED)
        .render(TableFormat.TEXT);
  }

  @Test
  void printsTheTableAsText() throws IOException {
    Golden.assertMatches("table.txt", sampleTable().render(TableFormat.TEXT));
  }

  @Test
  void printsTheTableAsMarkdown() throws IOException {
    Golden.assertMatches("table.md", sampleTable().render(TableFormat.MARKDOWN));
  }

  @Test
  void keepsSixBackendsWithin160Columns() {
    sampleTable()
        .render(TableFormat.TEXT)
        .lines()
        .filter(line -> !line.startsWith("["))
        .forEach(line -> assertTrue(line.length() <= 160, line));
  }
}
