package dev.dirtybench.benchmarks.openloop;

/**
 * What one open-loop run found; latencies in nanoseconds. Not comparable with JMH's times, which
 * leave out waiting.
 *
 * @param schemaVersion of the JSON form, 1
 * @param kind always {@link #KIND}
 * @param settings what was played
 * @param dueRate writes a second that were due
 * @param achievedRate writes a second that were played
 * @param elapsedNs from the start to the end of the last write
 * @param mostBehindNs the latest that a write began after it was due
 * @param endBehindNs how long after it was due the last write began
 * @param state whether the machine kept up
 * @param clockNs what reading the clock once takes here; a service time holds one reading
 * @param latency of the writes, each from when it was due to its end
 * @param latencyInSnapshot of those that began while a snapshot was taken
 * @param service of the writes, each from its begin to its end: what a closed loop would have seen
 * @param snapshot of the snapshots, from freeze to clearing
 * @param snapshotMerge of their merges, which hold the lock throughout
 * @param digest of what was dirty or backed up in the end
 * @param log name of the HdrHistogram log in the run's folder
 */
public record OpenLoopResult(
    int schemaVersion,
    String kind,
    OpenLoopSettings settings,
    double dueRate,
    double achievedRate,
    long elapsedNs,
    long mostBehindNs,
    long endBehindNs,
    State state,
    long clockNs,
    Percentiles latency,
    Percentiles latencyInSnapshot,
    Percentiles service,
    Percentiles snapshot,
    Percentiles snapshotMerge,
    String digest,
    String log) {
  /** What the numbers are. */
  public static final String KIND = "open loop, latency from intended start";

  /** Whether all was played as it was due. */
  public enum State {
    /** The sender was on time in the end. */
    KEPT_UP,
    /** The sender was behind in the end: latencies are those of a growing queue. */
    OVERLOAD,
    /** Somebody stopped it. */
    STOPPED
  }

  /** Less is a hiccup, however short the run. */
  private static final long HICCUP_NS = 1_000_000;

  /** More is an overload, however long the run. */
  private static final long MOST_NS = 1_000_000_000;

  static State state(long endBehindNs, long elapsedNs, boolean stopped) {
    if (stopped) {
      return State.STOPPED;
    }
    boolean behind = endBehindNs > HICCUP_NS && endBehindNs > Math.min(elapsedNs / 10, MOST_NS);
    return behind ? State.OVERLOAD : State.KEPT_UP;
  }
}
