package dev.dirtybench.benchmarks.openloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistogramLogTest {
  @TempDir Path folder;

  @Test
  void isReadByHdrHistogramWithTheLatencyUntagged() throws Exception {
    Path file = folder.resolve("hdr/a.hlog");
    Account account = new Account();
    try (HistogramLog log = new HistogramLog(file, "hbitmap, t, 64K", 1_000_000)) {
      account.write(0, 40, 50, true);
      log.write(account, 1_001_000);
      account.write(0, 60, 1000, false);
      account.write(0, 60, 2000, false);
      log.write(account, 1_002_000);
      log.write(account, 1_003_000);
    }
    List<Histogram> read = new ArrayList<>();
    HistogramLogReader reader = new HistogramLogReader(file.toFile());
    while (reader.hasNext()) {
      read.add((Histogram) reader.nextIntervalHistogram());
    }
    reader.close();
    List<String> seen = new ArrayList<>();
    read.forEach(h -> seen.add(h.getTag() + " " + h.getTotalCount() + " " + h.getMaxValue()));
    assertEquals(
        List.of("null 1 50", "in-snapshot 1 50", "service 1 10", "null 2 2000", "service 2 1940"),
        seen,
        "a line for each kind that had values, none for a second without any");
    assertNull(read.get(0).getTag());
    assertTrue(Files.readString(file).contains("intended start"), "it says what it is");
    assertEquals(3, account.latency.total().getTotalCount());
  }
}
