package dev.dirtybench.workloads.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.csv.CsvFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A small real recording whose columns stand in a comment instead of a header. */
class SampleRecordingTest {
  private static WriteTrace sample() throws IOException {
    try (InputStream in = SampleRecordingTest.class.getResourceAsStream("bt.csv.gz")) {
      return CsvFiles.read(in, "bt.csv.gz");
    }
  }

  @Test
  void readsARecordingThatNamesItsColumnsInAComment() throws IOException {
    WriteTrace trace = sample();
    assertEquals("bt", trace.name());
    assertEquals("not stated by bt", trace.source());
    assertEquals(4294967296L, trace.deviceSize());
    assertEquals(75, trace.size());
    assertEquals(63, trace.markCount());
    assertEquals(TraceOperation.FLUSH, trace.operation(1));
    assertEquals(7982337000L, trace.timestampNs(2));
    assertEquals(2013265920L, trace.offset(2));
    assertEquals(4096, trace.length(2));
    assertEquals(List.of(), trace.comments());
  }

  @Test
  void replaysToTheBitmapThatQemuRecorded() throws IOException {
    WriteTrace trace = sample();
    try (InputStream in =
        SampleRecordingTest.class.getResourceAsStream("bt.g65536.recorded.json.gz")) {
      var truth = DirtyGranules.ofQemu(in, 65536, trace.deviceSize());
      assertEquals(truth, DirtyGranules.ofTrace(trace, 65536));
      assertEquals(1658, truth.cardinality());
    }
  }
}
