package dev.dirtybench.benchmarks.openloop;

/** The latencies of the writes of one run, and how far the sender was behind. For one writer. */
final class Account {
  /** From the moment at which a write was due to its end. */
  final Latencies latency = new Latencies(null);

  /** The same, of writes that began while a snapshot was taken. */
  final Latencies latencyInSnapshot = new Latencies("in-snapshot");

  /** From the moment at which a write began to its end. */
  final Latencies service = new Latencies("service");

  /** Snapshots, from the freeze to the end of the clearing; the reader's thread records. */
  final Latencies snapshot = new Latencies("snapshot");

  /** Merges of snapshots, during which the lock is held; the reader's thread records. */
  final Latencies merge = new Latencies("snapshot-merge");

  private volatile long played;
  private volatile long mostBehindNs;
  private volatile long endBehindNs;
  private volatile long elapsedNs;

  /** Takes a write down: when it was due, when it began and when it had ended. */
  void write(long due, long begin, long end, boolean inSnapshot) {
    latency.record(end - due);
    service.record(end - begin);
    if (inSnapshot) {
      latencyInSnapshot.record(end - due);
    }
  }

  /** What the sender sums up when it ends. */
  void ended(long writes, long most, long atEnd, long elapsed) {
    elapsedNs = elapsed;
    played = writes;
    mostBehindNs = most;
    endBehindNs = atEnd;
  }

  long played() {
    return played;
  }

  long mostBehindNs() {
    return mostBehindNs;
  }

  long endBehindNs() {
    return endBehindNs;
  }

  long elapsedNs() {
    return elapsedNs;
  }

  Latencies[] all() {
    return new Latencies[] {latency, latencyInSnapshot, service, snapshot, merge};
  }
}
