package dev.dirtybench.workloads.stat;

import dev.dirtybench.workloads.TraceOperation;
import java.util.List;

/**
 * What is in a trace.
 *
 * @param name of the trace
 * @param source what was recorded or generated
 * @param deviceSize bytes of the disk; where the trace does not say, as its operations tell
 * @param operations how many, flushes included
 * @param kinds of each kind of operation how many, in the order of {@link TraceOperation}
 * @param firstNs time of the first operation
 * @param lastNs time of the last one
 * @param rates operations and bytes by time
 * @param densities dirty granules by size, 512 bytes to 1 MiB
 * @param runs lengths of the dirty extents, at 4 KiB and 64 KiB
 * @param sequence how often an operation goes on where another ended
 * @param overwrites what is written again, and after how much else
 * @param workingSet granules written in windows of time
 * @param lengths of the operations that make dirty, in bytes
 * @param arrivals time between an operation and the one before, in nanoseconds
 * @param sampling what is an estimate
 * @param remarks of the reading
 */
public record TraceStatistics(
    String name,
    String source,
    long deviceSize,
    long operations,
    List<Kind> kinds,
    long firstNs,
    long lastNs,
    Rates rates,
    List<Density> densities,
    List<Runs> runs,
    Sequence sequence,
    Overwrites overwrites,
    WorkingSet workingSet,
    LogHistogram lengths,
    LogHistogram arrivals,
    Sampling sampling,
    List<String> remarks) {
  /** Bytes of all operations that make dirty, those written again counted again. */
  public double markedBytes() {
    return kinds.stream().filter(kind -> kind.operation().marks()).mapToDouble(Kind::bytes).sum();
  }

  /**
   * The operations of a kind.
   *
   * @param operation the kind
   * @param count how many
   * @param bytes their lengths' sum
   */
  public record Kind(TraceOperation operation, long count, double bytes) {}

  /**
   * Operations and bytes by time; a mean is 0 where all operations have one time.
   *
   * @param operationsPerSecond the mean over the span
   * @param bytesPerSecond the mean over the span
   * @param peakOperations in the second that has the most, seconds counted from time 0
   * @param peakOperationsSecond which one
   * @param peakBytes in the second that has the most
   * @param peakBytesSecond which one
   */
  public record Rates(
      double operationsPerSecond,
      double bytesPerSecond,
      long peakOperations,
      long peakOperationsSecond,
      double peakBytes,
      long peakBytesSecond) {}

  /**
   * What is dirty at a granularity.
   *
   * @param granularity bytes
   * @param dirty granules written at least once
   * @param granules of the whole disk
   */
  public record Density(long granularity, long dirty, long granules) {
    /**
     * The share of the disk that is dirty.
     *
     * @return 0 to 1
     */
    public double share() {
      return (double) dirty / granules;
    }
  }

  /**
   * The dirty extents at a granularity.
   *
   * @param granularity bytes
   * @param lengths in granules
   */
  public record Runs(long granularity, LogHistogram lengths) {}

  /**
   * How often an operation that makes dirty starts where an earlier one ended, as shares of those
   * operations.
   *
   * @param afterLast where the last one ended
   * @param afterRecent where one of the last {@link StatisticsPass#RECENT} ended
   */
  public record Sequence(double afterLast, double afterRecent) {}

  /**
   * What is written again.
   *
   * @param granularity bytes of a granule
   * @param first writes of a granule that were its first
   * @param distances for each other write of a granule, the bytes that other operations wrote
   *     between; 0 if none did
   */
  public record Overwrites(long granularity, long first, LogHistogram distances) {
    /**
     * The share of writes of granules that were not their first.
     *
     * @return 0 to 1
     */
    public double share() {
      long all = first + distances.count();
      return all == 0 ? 0 : (double) distances.count() / all;
    }
  }

  /**
   * Granules written in windows of time, each once for a window; windows start with the first
   * operation.
   *
   * @param granularity bytes of a granule
   * @param seconds how long a window is
   * @param granules in each window, at most 128
   * @param intervals the mean by windows of other lengths: what a backup in that interval copies
   */
  public record WorkingSet(
      long granularity, double seconds, long[] granules, List<Interval> intervals) {}

  /**
   * The mean working set of one length of windows.
   *
   * @param seconds how long
   * @param windows how many, the last one perhaps not full
   * @param granules the mean
   */
  public record Interval(double seconds, long windows, double granules) {}

  /**
   * Of how many one was looked at; 1 is all, and exact.
   *
   * @param regions of 1 MiB, for densities and runs
   * @param granules of 4 KiB, for overwrites and working set
   */
  public record Sampling(long regions, long granules) {}
}
