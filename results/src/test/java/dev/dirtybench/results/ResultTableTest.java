package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
        .filter(line -> !line.startsWith("In brackets"))
        .forEach(line -> assertTrue(line.length() <= 160, line));
  }

  @Test
  void breaksATableThatIsTooWideIntoBlocksOfEqualSize() throws IOException {
    List<CellResult> cells = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      cells.add(measured("set", "a-backend-number-" + i, "guest", "ns/op", 10.0 * i, 11.0 * i));
    }
    String text = text(cells.toArray(CellResult[]::new));
    Golden.assertMatches("table-wide.txt", text);
  }

  @Test
  void choosesTheUnitOfARowByItsBest() {
    String text =
        text(
            measured("a", "x", "t", "ns/op", 999, 999),
            measured("b", "x", "t", "ns/op", 1000, 1000),
            measured("c", "x", "t", "us/op", 2_500_000, 2_500_000),
            measured("c", "y", "t", "ns/op", 2e9, 2e9));
    assertTrue(text.contains("ns/pass   999 \u00b10    [1.00]*"), text);
    assertTrue(text.contains("\u00b5s/pass  1.00 \u00b10.00 [1.00]*"), text);
    assertTrue(text.contains("s/pass   2.50 \u00b10.00 [1.25]  2.00 \u00b10.00 [1.00]*"), text);
  }

  @Test
  void takesTheHighestRateForTheBest() {
    CellResult slow = measured("set", "slow", "t", "ops/s", 1_000_000);
    CellResult fast = measured("set", "fast", "t", "ops/us", 4);
    String text = text(slow, fast);
    assertTrue(text.contains("M pass/s  1.00 [4.00]  4.00 [1.00]*"), text);
  }

  @Test
  void tellsSpreadsOfDifferentKindsApart() {
    CellResult forks =
        CellResult.measured(
            SampleRun.key("set", "two-forks", "t"),
            new Measurement(
                "time",
                "ns/op",
                new Samples(List.of(new double[] {5}, new double[] {7})),
                1,
                "pass",
                1,
                Map.of()),
            null);
    String text =
        text(
            forks,
            measured("set", "one-fork", "t", "ns/op", 5, 6, 7),
            measured("set", "one-value", "t", "ns/op", 8));
    assertTrue(text.contains(" 6.00 \u00b11.00a [1.00]*"), text);
    assertTrue(text.contains(" 6.00 \u00b11.00b [1.00]*"), text);
    assertTrue(text.contains(" 8.00 [1.33]"), text);
    assertTrue(text.contains("\u00b1a is the spread of 2 forks, half of max - min."), text);
    assertTrue(text.contains("\u00b1b is the spread of 3 iterations, half of max - min."), text);
  }

  @Test
  void showsGranularitiesOnceThereAreSeveral() {
    List<CellResult> cells = new ArrayList<>();
    for (String granularity : List.of("1M", "512", "64K")) {
      CellKey key = new CellKey("b", "set", "x", "t", granularity);
      cells.add(
          CellResult.measured(key, measured("set", "x", "t", "ns/op", 1).measurement(), null));
    }
    String text = text(cells.toArray(CellResult[]::new));
    assertTrue(text.contains("operation  trace  granularity  unit"), text);
    assertTrue(text.indexOf(" 512 ") < text.indexOf(" 64K "), text);
    assertTrue(text.indexOf(" 64K ") < text.indexOf(" 1M "), text);
    assertTrue(!text.contains("Granularity "), text);
  }

  @Test
  void neverTakesAYardstickForTheBest() {
    TableOrder order =
        new TableOrder(List.of(), List.of(), List.of(), Map.of("noop", "keeps nothing."));
    String text =
        new ResultTable(
                List.of(
                    measured("set", "noop", "t", "ns/op", 2, 2),
                    measured("set", "x", "t", "ns/op", 1500, 1500),
                    measured("set", "y", "t", "ns/op", 3000, 3000)),
                List.of(),
                order)
            .render(TableFormat.MARKDOWN);
    assertTrue(
        text.contains(
            "| set | t | \u00b5s/pass | 0.0020 \u00b10.0000 | **1.50 \u00b10.00 [1.00]**"),
        text);
    assertTrue(text.contains("3.00 \u00b10.00 [2.00]"), text);
    assertTrue(text.contains("noop keeps nothing."), text);
  }

  @Test
  void showsAYardstickThatStandsAlone() {
    TableOrder order =
        new TableOrder(List.of(), List.of(), List.of(), Map.of("noop", "keeps nothing."));
    String text =
        new ResultTable(List.of(measured("set", "noop", "t", "ns/op", 2, 2)), List.of(), order)
            .render(TableFormat.MARKDOWN);
    assertTrue(text.contains("| set | t | ns/pass | 2.00 \u00b10.00 |"), text);
  }

  @Test
  void neverTakesAYardstickForTheSmallest() {
    TableOrder order = new TableOrder(List.of(), List.of(), List.of(), Map.of("plain", "is it."));
    String text =
        new ResultTable(
                List.of(),
                List.of(
                    new Footprint("plain", "t", "64K", 100, 0, 100, Footprint.NONE),
                    new Footprint("x", "t", "64K", 300, 0, 100, Footprint.NONE),
                    new Footprint("y", "t", "64K", 600, 0, 100, Footprint.NONE)),
                order)
            .render(TableFormat.MARKDOWN);
    assertTrue(text.contains("| memory | t | B | 100 | **300 [1.00]** | 600 [2.00] |"), text);
  }

  @Test
  void saysWhatEachYardstickShows() {
    for (var shown :
        Map.of(
                "keeps nothing: what the replay itself takes", List.of("KEEPS_NOTHING"),
                "copies all words in bulk", List.of("COPIES_WORDS", "KEEPS_NOTHING", "REFERENCE"),
                "is the plainest loops", List.of("REFERENCE"))
            .entrySet()) {
      BackendFacts facts = new BackendFacts("x", "1", shown.getValue(), 64);
      assertTrue(facts.yardstick().orElseThrow().startsWith(shown.getKey()), shown.getKey());
    }
    assertTrue(new BackendFacts("x", "1", List.of("OFF_HEAP"), 64).yardstick().isEmpty());
  }

  @Test
  void keepsCellsOfDifferentParametersApart() {
    List<CellResult> cells = new ArrayList<>();
    for (String windows : List.of("windows=8", "windows=10s")) {
      CellKey key = new CellKey("b", "cycle", "x", "t", "64K", windows);
      cells.add(
          CellResult.measured(
              key,
              new Measurement(
                  "time",
                  "ns/op",
                  new Samples(List.of(new double[] {1.0})),
                  1,
                  "window",
                  1,
                  Map.of()),
              null));
    }
    String text = text(cells.toArray(CellResult[]::new));
    assertTrue(text.contains("cycle windows=8 "), text);
    assertTrue(text.contains("cycle windows=10s "), text);
  }

  @Test
  void doesNotDependOnTheOrderOfMeasuring() {
    TableOrder order =
        new TableOrder(
            List.of("set", "clear", "merge", "serialize", "deserialize", "scan-extents"),
            SampleRun.TRACES,
            SampleRun.BACKENDS,
            Map.of());
    List<CellResult> cells = SampleRun.cells();
    String expected = new ResultTable(cells, List.of(), order).render(TableFormat.MARKDOWN);
    long seed = new Random().nextLong();
    Collections.shuffle(cells, new Random(seed));
    String rows = new ResultTable(cells, List.of(), order).render(TableFormat.MARKDOWN);
    assertEquals(withoutNumbers(expected), withoutNumbers(rows), "seed " + seed);
  }

  /** Rows only, without the numbers of notes, which go by first mention. */
  private static List<String> withoutNumbers(String table) {
    return table
        .lines()
        .filter(line -> line.startsWith("|"))
        .map(line -> line.replaceAll("\\(\\d\\)", "()"))
        .toList();
  }

  @Test
  void givesCellsWithTheSameReasonOneNumber() {
    String text =
        text(
            CellResult.skipped(SampleRun.key("set", "x", "t"), "too large"),
            CellResult.skipped(SampleRun.key("clear", "x", "t"), "too large"),
            CellResult.failed(SampleRun.key("merge", "x", "t"), "too large"));
    assertTrue(text.contains("(1) skipped: too large\n(2) failed: too large\n"), text);
    assertEquals(3, text.split("skipped \\(1\\)|failed \\(2\\)", -1).length - 1, text);
  }

  @Test
  void showsCellsThatWereNotMeasuredAsADash() {
    String text =
        text(measured("set", "x", "t", "ns/op", 1, 2), measured("clear", "y", "t", "ns/op", 1, 2));
    assertTrue(text.lines().anyMatch(line -> line.matches("set .*\\[1\\.00]\\* +-")), text);
  }

  @Test
  void escapesWhatMarkdownWouldRead() {
    String markdown =
        new ResultTable(
                List.of(
                    CellResult.skipped(
                        new CellKey("b", "set", "x|y", "<t>", "64K"), "a | b *c* [d](e) `f`"),
                    CellResult.failed(
                        new CellKey("b", "clear", "x|y", "<t>", "64K"), "died\n```\n| x")),
                List.of(),
                TableOrder.AS_MEASURED)
            .render(TableFormat.MARKDOWN);
    assertTrue(markdown.contains("x\\|y"), markdown);
    assertTrue(markdown.contains("\\<t\\>"), markdown);
    assertTrue(markdown.contains("a \\| b \\*c\\* \\[d](e) \\`f\\`"), markdown);
    assertTrue(markdown.contains("  ````text\n  ```\n  | x\n  ````"), markdown);
  }

  @Test
  void saysThatNothingWasMeasured() {
    assertEquals("Nothing was measured.\n", text());
  }

  @Test
  void refusesTwoResultsOfOneCell() {
    CellResult cell = measured("set", "x", "t", "ns/op", 1);
    assertThrows(IllegalArgumentException.class, () -> text(cell, cell));
  }

  @Test
  void refusesARowOfDifferentUnits() {
    CellResult time = measured("set", "x", "t", "ns/op", 1);
    CellResult rate = measured("set", "y", "t", "ops/s", 1);
    var refused = assertThrows(IllegalArgumentException.class, () -> text(time, rate));
    assertTrue(refused.getMessage().contains("ns/pass and pass/s"), refused.getMessage());
  }
}
