package dev.dirtybench.benchmarks.openloop;

import java.util.concurrent.locks.LockSupport;

/**
 * The machine's clock. It sleeps through long gaps, so that the processor is free for the reader,
 * and spins through the end of each, because a sleep ends late.
 */
final class SystemClock implements NanoClock {
  private static final long SPIN_NS = 200_000;

  @Override
  public long now() {
    return System.nanoTime();
  }

  @Override
  public void awaitUntil(long time) {
    long left = time - System.nanoTime();
    while (left > 0) {
      if (left > SPIN_NS) {
        LockSupport.parkNanos(left - SPIN_NS);
      } else {
        Thread.onSpinWait();
      }
      left = time - System.nanoTime();
    }
  }
}
