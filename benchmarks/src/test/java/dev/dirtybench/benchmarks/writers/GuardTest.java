package dev.dirtybench.benchmarks.writers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Granularity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
  private static final Granularity GRANULE = new Granularity(12);
  private static final int BITS = 100_000;
  private static final int WRITERS = 3;

  private static SharedBitmap create(String arm) {
    return Guard.create(arm, (long) BITS << 12, GRANULE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none:concurrent", "lock:hbitmap", "rwlock:roaring"})
  void backupsTakeEveryMarkOnceWhileWritersGoOn(String arm) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(WRITERS);
    try (SharedBitmap bitmap = create(arm)) {
      List<Future<?>> writing = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int first = writer;
        writing.add(
            executor.submit(
                () -> {
                  for (long bit = first; bit < BITS; bit += WRITERS) {
                    bitmap.mark(bit << 12, 1);
                  }
                }));
      }
      long taken = 0;
      while (!writing.stream().allMatch(Future::isDone)) {
        taken += bitmap.backup();
      }
      for (Future<?> one : writing) {
        one.get();
      }
      taken += bitmap.backup();
      assertEquals((long) BITS << 12, taken);
      assertEquals(0, bitmap.scan());
    } finally {
      executor.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none:concurrent", "lock:hbitmap", "rwlock:roaring"})
  void aScanLeavesWhatItWalksOver(String arm) {
    try (SharedBitmap bitmap = create(arm)) {
      bitmap.mark(4096, 3 * 4096);
      bitmap.mark(1 << 20, 4096);
      bitmap.clear(2 * 4096, 4096);
      assertEquals(3 * 4096, bitmap.scan());
      assertEquals(3 * 4096, bitmap.scan());
    }
  }

  @Test
  void aBackendThatNeedsAGuardGetsNoneWithout() {
    assertTrue(refusal("none:hbitmap").contains("lock:"));
  }

  @Test
  void anUnknownGuardIsAnsweredWithTheKnownOnes() {
    assertTrue(refusal("mutex:hbitmap").contains("none, lock or rwlock"));
    assertTrue(refusal("hbitmap").contains("none, lock or rwlock"));
    assertTrue(refusal("lock:hbitmp").contains("hbitmap"));
  }

  private static String refusal(String arm) {
    return assertThrows(IllegalArgumentException.class, () -> create(arm)).getMessage();
  }
}
