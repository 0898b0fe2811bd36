package dev.dirtybench.benchmarks.openloop;

/**
 * Plays arrivals into the bitmaps, each when it is due or, if the one before took longer, at once
 * after that one; never drops one. Its latencies count from when a write was due, so that a stall
 * is seen in every write that it held up, not in one.
 */
final class Sender {
  /** Least time behind schedule at which a sender gives up; a longer run is given its length. */
  static final long PATIENCE_NS = 10_000_000_000L;

  private final NanoClock clock;
  private final Arrivals arrivals;
  private final GuardedBitmaps bitmaps;
  private final Snapshots snapshots;
  private volatile boolean stopped;

  Sender(NanoClock clock, Arrivals arrivals, GuardedBitmaps bitmaps, Snapshots snapshots) {
    this.clock = clock;
    this.arrivals = arrivals;
    this.bitmaps = bitmaps;
    this.snapshots = snapshots;
  }

  /** Lets {@link #play} return after the write that it is at. */
  void stop() {
    stopped = true;
  }

  /**
   * Plays until every write that is due before an end has been played, or the sender is as far
   * behind as the run is long, and at least {@link #PATIENCE_NS}.
   *
   * @param lengthNs writes due so long after the start or later are not played; a length above one
   *     round plays the trace again
   * @param account takes the latencies
   */
  void play(long lengthNs, Account account) {
    long[] dueNs = arrivals.dueNs();
    long[] offsets = arrivals.offsets();
    long[] lengths = arrivals.lengths();
    long start = clock.now();
    long base = start;
    long played = 0;
    long mostBehind = 0;
    long behind = 0;
    long patience = Math.max(PATIENCE_NS, lengthNs);
    int i = 0;
    while (!stopped && behind < patience && base - start + dueNs[i] < lengthNs) {
      long due = base + dueNs[i];
      clock.awaitUntil(due);
      boolean inSnapshot = snapshots.isRunning();
      long begin = clock.now();
      bitmaps.mark(offsets[i], lengths[i]);
      long end = clock.now();
      account.write(due, begin, end, inSnapshot);
      behind = begin - due;
      mostBehind = Math.max(mostBehind, behind);
      played++;
      if (++i == dueNs.length) {
        i = 0;
        base += arrivals.spanNs();
      }
    }
    account.ended(played, mostBehind, behind, clock.now() - start);
  }
}
