package dev.dirtybench.benchmarks.openloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Granularity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardedBitmapsTest {
  private static final long GRANULE = 65536;

  private final FakeClock clock = new FakeClock();
  private final Account account = new Account();
  private final GuardedBitmaps bitmaps =
      new GuardedBitmaps(
          Backends.load().require("hbitmap"), 64 * GRANULE, Granularity.ofBytes(GRANULE));

  private List<Long> content() {
    List<Long> content = new ArrayList<>();
    bitmaps.content(content::add);
    return content;
  }

  @Test
  void loseNoMarkToSnapshots() {
    Snapshots snapshots = new Snapshots(clock, bitmaps, 1, account);
    bitmaps.mark(0, 1);
    snapshots.take();
    bitmaps.mark(2 * GRANULE, GRANULE);
    bitmaps.mark(5 * GRANULE, GRANULE);
    snapshots.take();
    bitmaps.mark(GRANULE, 1);
    assertEquals(List.of(0L, 3 * GRANULE, 5 * GRANULE, GRANULE), content());
    assertEquals(3, snapshots.extents(), "each snapshot sees what was marked since the last one");
    assertFalse(snapshots.isRunning());
    account.snapshot.takeInterval();
    assertEquals(2, account.snapshot.total().getTotalCount());
  }

  @Test
  void takeMarksWhileAnotherOneIsFrozen() {
    bitmaps.mark(0, 1);
    bitmaps.freeze();
    bitmaps.mark(3 * GRANULE, 1);
    bitmaps.merge();
    bitmaps.abdicate();
    assertEquals(List.of(0L, GRANULE, 3 * GRANULE, GRANULE), content());
  }

  @Test
  void startOverClean() {
    bitmaps.mark(0, 1);
    new Snapshots(clock, bitmaps, 1, account).take();
    bitmaps.mark(GRANULE, 1);
    bitmaps.clear();
    assertEquals(List.of(), content());
  }
}
