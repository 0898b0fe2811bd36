package dev.dirtybench.workloads.stat;

import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.read.DeviceSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through the operations of a trace once and counts what {@link TraceStatistics} tells; for
 * use by one thread, for one trace.
 *
 * <p>Needs at most about 350 MiB, however long the trace and large the disk: exact up to half a TiB
 * of regions of 1 MiB that are written in part and 8 GiB of granules that are written at all, by
 * samples past that.
 */
public final class StatisticsPass {
  /** Ends of operations that are remembered to find interleaved sequences. */
  public static final int RECENT = 16;

  private static final int KINDS = TraceOperation.values().length;
  private static final int FLUSH = TraceOperation.FLUSH.ordinal();
  private static final int[] RUN_BITS = {12, 16};
  private static final long NS_PER_SECOND = 1_000_000_000;

  private final long[] counts = new long[KINDS];
  private final double[] bytes = new double[KINDS];
  private final DirtyRegions regions = new DirtyRegions();
  private final WorkingSetCounter workingSet = new WorkingSetCounter();
  private final LogHistogram distances = new LogHistogram();
  private final LogHistogram lengths = new LogHistogram();
  private final LogHistogram arrivals = new LogHistogram();
  private final RecentEnds recentEnds = new RecentEnds(RECENT);
  private final WrittenGranules granules = new WrittenGranules(new Touches());
  private long firstWrites;
  private long operations;
  private long firstNs;
  private long lastNs;
  private long end;
  private long marks;
  private long lastEnd = -1;
  private long afterLast;
  private long afterRecent;
  private long second;
  private long secondEnd = NS_PER_SECOND;
  private long secondOperations;
  private double secondBytes;
  private long peakOperations;
  private long peakOperationsSecond;
  private double peakBytes;
  private long peakBytesSecond;

  private StatisticsPass() {}

  private final class Touches implements WrittenGranules.Touches {
    @Override
    public void first(long tick, long weight) {
      firstWrites += weight;
      workingSet.first(weight);
    }

    @Override
    public void again(long tick, long weight, long distance, long lastTick) {
      distances.add(distance, weight);
      workingSet.again(lastTick, weight);
    }
  }

  /**
   * Goes through a trace.
   *
   * @param stream at its start; read to the end, not closed
   * @return what is in it
   * @throws dev.dirtybench.workloads.TraceFormatException if the content is no trace, or does not
   *     tell the disk's size
   * @throws IOException if it cannot be read
   */
  public static TraceStatistics of(OperationStream stream) throws IOException {
    StatisticsPass pass = new StatisticsPass();
    OperationBatch batch = new OperationBatch();
    while (stream.read(batch) > 0) {
      pass.take(batch);
      batch.clear();
    }
    return pass.result(stream);
  }

  private void take(OperationBatch batch) {
    long[] timestamps = batch.timestamps();
    for (int i = 0; i < batch.size(); i++) {
      long now = timestamps[i];
      if (operations == 0) {
        firstNs = now;
      } else {
        arrivals.add(now - lastNs);
      }
      lastNs = now;
      operations++;
      if (now >= secondEnd) {
        endSecond(now);
      }
      secondOperations++;
      int kind = batch.operations()[i];
      counts[kind]++;
      if (kind != FLUSH) {
        mark(now, batch.offsets()[i], batch.lengths()[i], kind);
      }
    }
  }

  private void mark(long now, long offset, long length, int kind) {
    bytes[kind] += length;
    secondBytes += length;
    lengths.add(length);
    marks++;
    long farthest = offset + length;
    end = Math.max(end, farthest);
    if (offset == lastEnd) {
      afterLast++;
    }
    if (recentEnds.contains(offset)) {
      afterRecent++;
    }
    lastEnd = farthest;
    recentEnds.add(farthest);
    regions.mark(offset, length);
    long tick = WorkingSetCounter.tickOf(now - firstNs);
    workingSet.advance(tick);
    granules.mark(offset, length, tick);
  }

  private void endSecond(long now) {
    if (secondOperations > peakOperations) {
      peakOperations = secondOperations;
      peakOperationsSecond = second;
    }
    if (secondBytes > peakBytes) {
      peakBytes = secondBytes;
      peakBytesSecond = second;
    }
    secondOperations = 0;
    secondBytes = 0;
    second = now / NS_PER_SECOND;
    long last = Long.MAX_VALUE / NS_PER_SECOND;
    secondEnd = second >= last ? Long.MAX_VALUE : (second + 1) * NS_PER_SECOND;
  }

  private TraceStatistics result(OperationStream stream) throws IOException {
    endSecond(lastNs);
    TraceHead head = stream.head();
    List<String> remarks = new ArrayList<>(stream.remarks());
    long size = head.deviceSize();
    if (size == TraceHead.UNKNOWN) {
      DeviceSize told = DeviceSize.ofEnd(head.name(), end);
      size = told.bytes();
      remarks.add(told.remark());
    }
    return new TraceStatistics(
        head.name(),
        head.source(),
        size,
        operations,
        kinds(),
        firstNs,
        lastNs,
        rates(),
        densities(size),
        runs(),
        new TraceStatistics.Sequence(share(afterLast), share(afterRecent)),
        new TraceStatistics.Overwrites(1L << WrittenGranules.GRANULE_BITS, firstWrites, distances),
        workingSet.result(1L << WrittenGranules.GRANULE_BITS),
        lengths,
        arrivals,
        new TraceStatistics.Sampling(1L << regions.level(), 1L << granules.level()),
        remarks);
  }

  private double share(long count) {
    return marks == 0 ? 0 : (double) count / marks;
  }

  private List<TraceStatistics.Kind> kinds() {
    List<TraceStatistics.Kind> kinds = new ArrayList<>();
    for (TraceOperation operation : TraceOperation.values()) {
      int i = operation.ordinal();
      kinds.add(new TraceStatistics.Kind(operation, counts[i], bytes[i]));
    }
    return kinds;
  }

  private TraceStatistics.Rates rates() {
    double seconds = (lastNs - firstNs) / (double) NS_PER_SECOND;
    double all = 0;
    for (double each : bytes) {
      all += each;
    }
    return new TraceStatistics.Rates(
        seconds == 0 ? 0 : operations / seconds,
        seconds == 0 ? 0 : all / seconds,
        peakOperations,
        peakOperationsSecond,
        peakBytes,
        peakBytesSecond);
  }

  private List<TraceStatistics.Density> densities(long size) {
    List<TraceStatistics.Density> densities = new ArrayList<>();
    for (int bits = DirtyRegions.GRANULE_BITS; bits <= DirtyRegions.REGION_BITS; bits++) {
      long all = size - 1 + (1L << bits) >>> bits;
      densities.add(
          new TraceStatistics.Density(1L << bits, Math.min(all, regions.count(bits)), all));
    }
    return densities;
  }

  private List<TraceStatistics.Runs> runs() {
    List<TraceStatistics.Runs> runs = new ArrayList<>();
    for (int bits : RUN_BITS) {
      runs.add(new TraceStatistics.Runs(1L << bits, regions.runs(bits)));
    }
    return runs;
  }
}
