package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownLossesTest {
  private static final TableOrder ORDER =
      new TableOrder(
          List.of(),
          List.of(),
          List.of("x", "y", "peer", "other", "noop"),
          Map.of("noop", "keeps nothing."),
          Set.of("peer", "other"));

  private static CellResult measured(String operation, String backend, double value) {
    Measurement measurement =
        new Measurement(
            "time", "ns/op", new Samples(List.of(new double[] {value})), 1, "write", 1, Map.of());
    return CellResult.measured(SampleRun.key(operation, backend, "t"), measurement, null);
  }

  private static Footprint footprint(String backend, long bytes) {
    return new Footprint(backend, "t", "64K", bytes, 0, 64, Footprint.NONE);
  }

  private static ResultTable table(CellResult... cells) {
    return new ResultTable(List.of(cells), List.of(), ORDER);
  }

  @Test
  void aPeerThatIsTheBestIsMarkedAndListedWithTheBestOfOurs() {
    ResultTable table =
        table(
            measured("set", "x", 6),
            measured("set", "y", 3),
            measured("set", "peer", 2),
            measured("set", "noop", 1));
    String markdown = table.render(TableFormat.MARKDOWN);
    assertTrue(markdown.contains("| 3.00 [1.50] | **2.00 [1.00]** \u2020 |"), markdown);
    assertTrue(markdown.contains("\u2020 A peer is the best: see Known losses."), markdown);
    String text = table.render(TableFormat.TEXT);
    assertTrue(text.contains("[1.00]\u2020"), text);
    assertFalse(text.contains("]*"), text);
    assertEquals(
        """
        Peer: peer. In these rows one of them is better than every backend of ours.

        | operation | trace | unit | best of ours | best peer | ratio |
        | --- | --- | --- | --- | --- | --- |
        | set | t | ns/write | y 3.00 | peer 2.00 | 1.50 |
        """,
        table.knownLosses());
  }

  @Test
  void aPeerThatIsNotTheBestIsNeitherMarkedNorListed() {
    ResultTable table = table(measured("set", "x", 2), measured("set", "peer", 3));
    String markdown = table.render(TableFormat.MARKDOWN);
    assertTrue(markdown.contains("**2.00 [1.00]** | 3.00 [1.50] |"), markdown);
    assertFalse(markdown.contains("\u2020"), markdown);
    assertEquals(
        "Peer: peer. None of their cells is better than the best of ours.\n", table.knownLosses());
  }

  @Test
  void equalCellsAreNoLoss() {
    ResultTable table = table(measured("set", "x", 2), measured("set", "peer", 2));
    assertFalse(table.render(TableFormat.MARKDOWN).contains("\u2020"));
  }

  @Test
  void aRowWithoutOursIsNoLoss() {
    ResultTable table =
        table(
            measured("set", "peer", 2),
            measured("set", "other", 3),
            measured("set", "noop", 1),
            CellResult.skipped(SampleRun.key("set", "x", "t"), "too large"));
    assertFalse(table.render(TableFormat.MARKDOWN).contains("\u2020"));
  }

  @Test
  void aRunWithoutPeersSaysNothingOfThem() {
    assertEquals("", table(measured("set", "x", 2), measured("set", "noop", 1)).knownLosses());
  }

  @Test
  void aSmallerPeerIsALossOfMemory() {
    ResultTable table =
        new ResultTable(
            List.of(),
            List.of(footprint("x", 300), footprint("y", 600), footprint("peer", 200)),
            ORDER);
    String markdown = table.render(TableFormat.MARKDOWN);
    assertTrue(markdown.contains("| 300 [1.50] | 600 [3.00] | **200 [1.00]** \u2020 |"), markdown);
    assertTrue(
        table.knownLosses().endsWith("| memory | t | B | x 300 | peer 200 | 1.50 |\n"),
        table.knownLosses());
  }

  @Test
  void theCapabilityMakesAPeer() {
    assertTrue(new BackendFacts("x", "1", List.of("COMPRESSED", "PEER"), 64).peer());
    assertFalse(new BackendFacts("x", "1", List.of("COMPRESSED"), 64).peer());
  }
}
