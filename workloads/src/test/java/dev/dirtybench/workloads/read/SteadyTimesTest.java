package dev.dirtybench.workloads.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SteadyTimesTest {
  /** Operations at times that may go back. */
  private static OperationStream raw(long... times) {
    OperationBatch all = new OperationBatch(Math.max(1, times.length));
    for (long time : times) {
      all.add(time, 0, 512, TraceOperation.WRITE);
    }
    return new RawStream(all);
  }

  private static long[] times(OperationStream stream, int capacity) throws IOException {
    OperationBatch batch = new OperationBatch(capacity);
    long[] times = new long[0];
    while (stream.read(batch) > 0) {
      int from = times.length;
      times = Arrays.copyOf(times, from + batch.size());
      System.arraycopy(batch.timestamps(), 0, times, from, batch.size());
      batch.clear();
    }
    return times;
  }

  @Test
  void startAtZeroAndNeverGoBack() throws IOException {
    for (int capacity = 1; capacity < 8; capacity++) {
      OperationStream steady = new SteadyTimes(raw(100, 90, 120, 110, 119, 130), Times.SINCE_START);
      assertArrayEquals(new long[] {0, 0, 20, 20, 20, 30}, times(steady, capacity));
      assertEquals(
          List.of(
              "3 times lay before the one of the record before, by up to 10 ns, and were set to it"),
          steady.remarks());
    }
  }

  @Test
  void keepTheTimesOfOurOwnForms() throws IOException {
    OperationStream steady = new SteadyTimes(raw(100, 120), Times.SINCE_FIRST_RECORD);
    assertArrayEquals(new long[] {100, 120}, times(steady, 10));
    assertEquals(List.of(), steady.remarks());
    assertArrayEquals(new long[0], times(new SteadyTimes(raw(), Times.CLOCK), 10));
  }

  @ParameterizedTest
  @EnumSource(Times.class)
  void areTheSameBehindASkip(Times times) throws IOException {
    long[] raw = {100, 120, 120, 150, 170};
    long[] whole = times(new SteadyTimes(raw(raw), times), 2);
    for (int skip = 0; skip <= raw.length; skip++) {
      OperationStream steady = new SteadyTimes(raw(raw), times);
      assertEquals(skip, steady.skip(skip));
      assertArrayEquals(Arrays.copyOfRange(whole, skip, raw.length), times(steady, 3));
      assertEquals(0, steady.skip(1));
    }
  }

  @Test
  void goBackToNoTimeThatWasSkipped() throws IOException {
    OperationStream steady = new SteadyTimes(raw(100, 150, 120, 160), Times.CLOCK);
    assertEquals(2, steady.skip(2));
    assertArrayEquals(new long[] {50, 60}, times(steady, 3));
  }

  /** The operations of a batch. */
  private static final class RawStream implements OperationStream {
    private final OperationBatch all;
    private int at;

    RawStream(OperationBatch all) {
      this.all = all;
    }

    @Override
    public TraceHead head() {
      return TraceHead.unsized("raw", "made by a test");
    }

    @Override
    public int read(OperationBatch batch) {
      int count = Math.min(batch.remaining(), all.size() - at);
      for (int i = 0; i < count; i++) {
        batch.add(all.timestamps()[at], 0, 512, TraceOperation.WRITE);
        at++;
      }
      return count;
    }

    @Override
    public List<String> remarks() {
      return List.of();
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
