package dev.dirtybench.workloads.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.csv.CsvFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two guests' runs that were recorded in several forms at once. */
class RecordedRunTest {
  private static final int GRANULARITY = 64 << 10;

  /** The same run's CSV, which another test compares with QEMU's own bitmap. */
  private static WriteTrace csv() throws IOException {
    try (InputStream in =
        RecordedRunTest.class.getResourceAsStream("/dev/dirtybench/workloads/catalog/bt.csv.gz")) {
      return CsvFiles.read(in, "bt.csv.gz");
    }
  }

  private static void assertTruth(WriteTrace trace) throws IOException {
    BitSet granules = TextTraces.granules(trace, GRANULARITY);
    assertEquals(1658, granules.cardinality());
    assertEquals(TextTraces.granules(csv(), GRANULARITY), granules);
  }

  @Test
  void everyActionOfBlkparseGivesTheGranulesOfQemu() throws IOException {
    WriteTrace issued = TextTraces.sample("bt.blkparse.txt.gz");
    assertTruth(issued);
    assertEquals(60, issued.markCount());
    assertEquals(0, issued.timestampNs(0));
    for (String action : List.of("D", "Q", "C")) {
      assertTruth(TextTraces.sample("bt.blkparse.txt.gz", TextTraces.setting("action", action)));
    }
  }

  @Test
  void queuedRequestsAreThoseBeforeMerging() throws IOException {
    WriteTrace queued = TextTraces.sample("bt.blkparse.txt.gz", TextTraces.setting("action", "Q"));
    assertEquals(1089, queued.markCount());
  }

  @Test
  void qemusTraceGivesEveryWriteAndSaysThatItLacksDiscards() throws IOException {
    WriteTrace trace = TextTraces.sample("bt.qemu-trace.log.gz");
    assertEquals(
        TextTraces.rows(csv()).stream().filter(row -> row.contains(" W ")).toList(),
        TextTraces.rows(trace));
    assertEquals("bt.qemu-trace", trace.name());
    assertTrue(
        trace.comments().toString().contains("which lack discards"), trace.comments().toString());
  }

  @Test
  void blkparseHasDiscardsAndFlushes() throws IOException {
    assertEquals(
        List.of(
            "0 W 1048576 1048576",
            "92044670 D 4194304 3145728",
            "176299380 W 8388608 4096",
            "287325100 W 4193792 512",
            "288025410 F 0 0",
            "290972380 F 0 0"),
        TextTraces.rows(TextTraces.sample("bz.blkparse.txt.gz")));
  }

  @Test
  void qemusTraceHasWriteZeroes() throws IOException {
    assertEquals(
        List.of("0 Z 1048576 1048576", "176390000 W 8388608 4096", "287339000 W 4193792 512"),
        TextTraces.rows(TextTraces.sample("bz.qemu-trace.log")));
  }

  @Test
  void fiosLogHasWritesAmongReads() throws IOException {
    WriteTrace trace = TextTraces.sample("fio-v3-head.iolog.gz");
    assertEquals(1531, trace.size());
    assertEquals(70767828992L, trace.offset(0));
    assertEquals(148100235264L, trace.offset(1));
    assertEquals(425_000, trace.timestampNs(1));
    assertTrue(trace.comments().contains("466 reads left out"), trace.comments().toString());
  }

  @Test
  void fioAppendsASecondRunWhoseTimesGoOn() throws IOException {
    WriteTrace trace = TextTraces.sample("fio-3.33-two-runs.iolog");
    assertEquals(32, TextTraces.count(trace, 'W'));
    assertEquals(2, TextTraces.count(trace, 'F'));
    assertEquals(1, TextTraces.count(trace, 'D'));
    int last = trace.size() - 1;
    assertEquals(196608, trace.offset(last));
    assertEquals(trace.timestampNs(last - 1) + 236_000, trace.timestampNs(last));
  }

  @Test
  void nbdkitsLogHasTheRequestsThatEnded() throws IOException {
    WriteTrace trace = TextTraces.sample("nbdkit-log-head.txt.gz");
    assertEquals(76, TextTraces.count(trace, 'W'));
    assertEquals(71, TextTraces.count(trace, 'Z'));
    assertEquals(147, trace.size());
    assertTrue(
        trace.comments().contains("1 requests without an end left out"),
        trace.comments().toString());
  }
}
