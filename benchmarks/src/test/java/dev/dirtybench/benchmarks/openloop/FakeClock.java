package dev.dirtybench.benchmarks.openloop;

/** A clock that only moves when it is told to. */
final class FakeClock implements NanoClock {
  private long time = 1_000;

  @Override
  public long now() {
    return time;
  }

  @Override
  public void awaitUntil(long until) {
    time = Math.max(time, until);
  }

  void pass(long nanos) {
    time += nanos;
  }
}
