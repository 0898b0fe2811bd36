package dev.dirtybench.backend.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.dirtybench.spi.Granularity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Threads that mark, clear, merge, scan and move at once; every mark is accounted for. */
class ManyWritersTest {
  private static final Granularity BYTE = new Granularity(0);
  private static final long SEED = Long.getLong("dirtybench.seed", 20_190_311L);
  private static final String REPLAY = "repeat with -Ddirtybench.seed=" + SEED;

  /** A little more than four words of the top. */
  private static final int SIZE = (1 << 20) + 77;

  private static final int WRITERS = 4;

  /** An extent that one writer marks once. */
  private record Extent(int offset, int length) {}

  private static ConcurrentBitmap bitmap() {
    return new ConcurrentBitmap(SIZE, BYTE);
  }

  /** The whole disk in extents of 1 to {@code longest}, dealt to writers in random order. */
  private static List<List<Extent>> deal(Random random, int longest, int writers) {
    List<Extent> all = new ArrayList<>();
    for (int at = 0; at < SIZE; at += all.get(all.size() - 1).length()) {
      all.add(new Extent(at, Math.min(SIZE - at, 1 + random.nextInt(longest))));
    }
    Collections.shuffle(all, random);
    List<List<Extent>> hands = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      hands.add(new ArrayList<>());
    }
    for (int i = 0; i < all.size(); i++) {
      hands.get(i % writers).add(all.get(i));
    }
    return hands;
  }

  @Test
  void everySnapshotHasWhatWasMarkedBeforeItAndNothingIsLostBetweenTwo() throws Exception {
    for (int longest : new int[] {1, 40, 1000, 30_000}) {
      checkSnapshots(longest);
    }
  }

  private static void checkSnapshots(int longest) throws InterruptedException, ExecutionException {
    List<List<Extent>> hands = deal(new Random(SEED + longest), longest, WRITERS);
    ConcurrentBitmap bitmap = bitmap();
    ConcurrentBitmap union = bitmap();
    AtomicIntegerArray complete = new AtomicIntegerArray(WRITERS);
    AtomicInteger writing = new AtomicInteger(WRITERS);
    Crew.run(
        WRITERS + 1,
        thread -> {
          if (thread < WRITERS) {
            for (Extent extent : hands.get(thread)) {
              bitmap.setDirty(extent.offset(), extent.length());
              complete.incrementAndGet(thread);
            }
            writing.decrementAndGet();
          } else {
            snapshots(bitmap, union, hands, complete, writing);
          }
        });
    assertTrue(bitmap.isEmpty(), REPLAY);
    assertEquals(SIZE, union.dirtyBitCount(), "bits in all snapshots, " + REPLAY);
  }

  private static void snapshots(
      ConcurrentBitmap bitmap,
      ConcurrentBitmap union,
      List<List<Extent>> hands,
      AtomicIntegerArray complete,
      AtomicInteger writing) {
    int[] checked = new int[WRITERS];
    int[] before = new int[WRITERS];
    long moved = 0;
    boolean last;
    do {
      last = writing.get() == 0;
      for (int writer = 0; writer < WRITERS; writer++) {
        before[writer] = complete.get(writer);
      }
      ConcurrentBitmap snapshot = bitmap();
      bitmap.moveDirtTo(snapshot);
      moved += snapshot.dirtyBitCount();
      union.merge(snapshot);
      for (int writer = 0; writer < WRITERS; writer++) {
        for (; checked[writer] < before[writer]; checked[writer]++) {
          Extent extent = hands.get(writer).get(checked[writer]);
          int end = extent.offset() + extent.length();
          if (union.nextClean(extent.offset(), end) != -1) {
            fail(extent + " was marked before a snapshot that has not all of it, " + REPLAY);
          }
        }
      }
    } while (!last);
    assertEquals(SIZE, moved, "bits moved, each once, " + REPLAY);
  }

  @Test
  void snapshotsOfSeveralThreadsShareWhatWasMarked() throws Exception {
    int movers = 2;
    List<List<Extent>> hands = deal(new Random(SEED), 100, WRITERS);
    ConcurrentBitmap bitmap = bitmap();
    ConcurrentBitmap[] parts = {bitmap(), bitmap()};
    AtomicInteger writing = new AtomicInteger(WRITERS);
    Crew.run(
        WRITERS + movers,
        thread -> {
          if (thread < WRITERS) {
            hands.get(thread).forEach(one -> bitmap.setDirty(one.offset(), one.length()));
            writing.decrementAndGet();
          } else {
            while (writing.get() != 0) {
              bitmap.moveDirtTo(parts[thread - WRITERS]);
            }
          }
        });
    bitmap.moveDirtTo(parts[0]);
    assertEquals(SIZE, parts[0].dirtyBitCount() + parts[1].dirtyBitCount(), "bits, " + REPLAY);
    parts[0].merge(parts[1]);
    assertEquals(SIZE, parts[0].dirtyBitCount(), "different bits, " + REPLAY);
  }

  /** The first of two marks of one bit may be under way still when the second one is complete. */
  @Test
  void aWriterThatFindsItsBitSetFindsItInAScanToo() throws Exception {
    int rounds = 5000;
    ConcurrentBitmap bitmap = bitmap();
    CyclicBarrier round = new CyclicBarrier(2);
    Random bits = new Random(SEED);
    int[] marks = bits.ints(rounds, 1 << 19, SIZE).toArray();
    Crew.run(
        2,
        thread -> {
          for (int mark : marks) {
            round.await();
            bitmap.setDirty(mark, 1);
            long found = bitmap.nextDirty(0, SIZE);
            round.await();
            if (found != mark) {
              fail("a scan after the mark of " + mark + " found " + found + ", " + REPLAY);
            }
            bitmap.clearAll();
          }
        });
  }

  @RepeatedTest(4)
  void marksAndClearsOfNeighboursInOneWordDoNotUndoEachOther() throws Exception {
    int size = 5000;
    ConcurrentBitmap bitmap = new ConcurrentBitmap(size, BYTE);
    boolean[] expected = new boolean[size];
    Crew.run(
        WRITERS,
        thread -> {
          Random random = new Random(SEED + thread);
          for (int i = 0; i < 100_000; i++) {
            int at = random.nextInt(size / WRITERS) * WRITERS + thread;
            expected[at] = random.nextBoolean();
            if (expected[at]) {
              bitmap.setDirty(at, 1);
            } else {
              bitmap.clearDirty(at, 1);
            }
          }
        });
    for (int at = 0; at < size; at++) {
      assertEquals(expected[at], bitmap.isDirty(at), "bit " + at + ", " + REPLAY);
    }
    SummaryInvariant.check(bitmap, "marks and clears, " + REPLAY);
  }

  @Test
  void clearsOfWholeWordsLeaveTheWordsOfOthers() throws Exception {
    ConcurrentBitmap bitmap = bitmap();
    int part = 32_768;
    Crew.run(
        WRITERS,
        thread -> {
          Random random = new Random(SEED + thread);
          for (int i = 0; i < 400; i++) {
            // Parts of two threads lie in turn, so that they share blocks of the top.
            long from = (random.nextInt(SIZE / part / WRITERS) * WRITERS + thread) * (long) part;
            bitmap.setDirty(from, part);
            bitmap.clearDirty(from, part);
            bitmap.setDirty(from + 64 * random.nextInt(part / 64), 1);
            if (bitmap.nextDirty(from, from + part) == -1) {
              fail("the mark after a clear of " + from + " is not found, " + REPLAY);
            }
          }
        });
    SummaryInvariant.check(bitmap, "marks and clears, " + REPLAY);
  }

  @Test
  void mergesMarksAndMovesAtOnceLoseNothing() throws Exception {
    List<List<Extent>> hands = deal(new Random(SEED), 100, WRITERS);
    ConcurrentBitmap bitmap = bitmap();
    ConcurrentBitmap union = bitmap();
    AtomicInteger writing = new AtomicInteger(WRITERS);
    Crew.run(
        WRITERS + 1,
        thread -> {
          if (thread == WRITERS) {
            while (writing.get() != 0) {
              bitmap.moveDirtTo(union);
            }
            return;
          }
          ConcurrentBitmap own = bitmap();
          int done = 0;
          for (Extent extent : hands.get(thread)) {
            (thread % 2 == 0 ? bitmap : own).setDirty(extent.offset(), extent.length());
            if (thread % 2 != 0 && ++done % 500 == 0) {
              bitmap.merge(own);
              own.clearAll();
            }
          }
          bitmap.merge(own);
          writing.decrementAndGet();
        });
    bitmap.moveDirtTo(union);
    assertEquals(SIZE, union.dirtyBitCount(), REPLAY);
    assertFalse(bitmap.nextDirty(0, SIZE) >= 0, REPLAY);
  }
}
