package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dirtybench.spi.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Several threads marking at once, for backends that claim to stand it. */
interface ConcurrentWritersContract extends ContractPart {
  @Test
  default void noMarkOfAnyThreadIsLost() throws InterruptedException, ExecutionException {
    assumeTrue(
        backend().capabilities().contains(Capability.CONCURRENT_WRITERS),
        "the backend does not claim CONCURRENT_WRITERS");
    int threads = 4;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try (JudgedBitmap judged = judged(L3 << 12, 12)) {
      List<Future<?>> marking = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        long seed = RandomBits.seed() + thread;
        marking.add(
            executor.submit(() -> mark(seed, judged.oracle().size(), judged.bitmap()::setDirty)));
        mark(seed, judged.oracle().size(), judged.oracle()::setDirty);
      }
      for (Future<?> future : marking) {
        future.get();
      }
      judged.check();
    } finally {
      executor.shutdownNow();
    }
  }

  private static void mark(long seed, long size, Oracle.ExtentConsumer target) {
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long offset = random.nextLong(size);
      target.accept(offset, Math.min(size - offset, 1 + random.nextLong(1 << 14)));
    }
  }
}
