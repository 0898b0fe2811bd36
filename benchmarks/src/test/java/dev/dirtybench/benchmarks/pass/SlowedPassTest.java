package dev.dirtybench.benchmarks.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class SlowedPassTest {
  private static final class Counted extends Pass {
    private final long nanos;
    private long runs;
    private boolean closed;

    Counted(long nanos) {
      this.nanos = nanos;
    }

    @Override
    public long run() {
      runs++;
      long end = System.nanoTime() + nanos;
      while (nanos > 0 && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      return runs;
    }

    @Override
    public long steps() {
      return 7;
    }

    @Override
    public void result(LongConsumer sink) {
      sink.accept(runs);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void shortRunsAreDoubledAsOftenAsTheShareSays() {
    Counted counted = new Counted(0);
    try (SlowedPass slowed = new SlowedPass(counted, 0.10)) {
      long before = counted.runs;
      for (int i = 0; i < 1000; i++) {
        slowed.run();
      }
      assertEquals(1100, counted.runs - before, 1);
      assertEquals(7, slowed.steps());
    }
    assertTrue(counted.closed);
  }

  @Test
  void longRunsAreNotDoubled() {
    Counted counted = new Counted(100_000);
    try (SlowedPass slowed = new SlowedPass(counted, 0.10)) {
      long before = counted.runs;
      for (int i = 0; i < 20; i++) {
        slowed.run();
      }
      assertEquals(20, counted.runs - before);
    }
  }

  @Test
  void refusesSharesThatAreNone() {
    assertThrows(IllegalArgumentException.class, () -> new SlowedPass(new Counted(0), 0));
    assertThrows(IllegalArgumentException.class, () -> new SlowedPass(new Counted(0), 1.1));
  }
}
