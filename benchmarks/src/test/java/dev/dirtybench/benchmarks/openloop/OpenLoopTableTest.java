package dev.dirtybench.benchmarks.openloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OpenLoopTableTest {
  private static final Percentiles SOME =
      new Percentiles(1000, 50, 9_999, 99_900, 1_234_000, 50_000_000, 2_000_000_000);
  private static final Percentiles NONE = new Percentiles(0, 0, 0, 0, 0, 0, 0);

  private static OpenLoopResult result(OpenLoopResult.State state, long snapshotEveryNs) {
    return new OpenLoopResult(
        1,
        OpenLoopResult.KIND,
        new OpenLoopSettings("hbitmap", "t", "64K", 2.5, 0, 0, snapshotEveryNs, 1),
        1000,
        999.5,
        3_000_000_000L,
        1_500_000,
        2_500_000_000L,
        state,
        25,
        SOME,
        NONE,
        SOME,
        SOME,
        SOME,
        "digest",
        "hdr/a.hlog");
  }

  private static String text(OpenLoopResult.State state, long snapshotEveryNs) {
    return new OpenLoopTable(result(state, snapshotEveryNs)).text();
  }

  @Test
  void showsWhatWasPlayedAndItsPercentiles() {
    String text = text(OpenLoopResult.State.KEPT_UP, 0);
    assertTrue(text.startsWith("Open loop, not JMH: hbitmap, trace t, granularity 64K,"), text);
    assertTrue(text.contains("recorded times at speed 2.5"), text);
    assertTrue(text.contains("behind schedule by at most 1.5 ms, by 2.5 s at the end"), text);
    assertTrue(
        text.contains(
            "write, from when it was due   1000  0.05  10.00  99.9   1234   50000  2000000"),
        text);
    assertFalse(text.contains("snapshot"), text);
  }

  @Test
  void saysThatTheMachineCouldNotHoldIt() {
    assertTrue(
        text(OpenLoopResult.State.OVERLOAD, 0)
            .contains("overload: finished 2.50 s behind schedule"));
  }

  @Test
  void saysThatItWasStopped() {
    assertTrue(text(OpenLoopResult.State.STOPPED, 0).contains("stopped: this is what"));
  }

  @Test
  void showsSnapshotsAndTheirLock() {
    String text = text(OpenLoopResult.State.KEPT_UP, 100_000_000);
    assertTrue(text.contains("A reader took a snapshot every 100 ms; one lock guards"), text);
    assertTrue(text.contains("write, due, in a snapshot        0     -      -"), text);
  }

  @Test
  void isMarkdownForTheReport() {
    String[] lines =
        new OpenLoopTable(result(OpenLoopResult.State.KEPT_UP, 0))
            .markdown()
            .lines()
            .toArray(String[]::new);
    assertEquals("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |", lines[3]);
    assertTrue(lines[4].startsWith("| write, from when it was due | 1000 | 0.05 |"), lines[4]);
  }
}
