package dev.dirtybench.dirty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Several threads at once on one node, and on two nodes in opposite order. */
class NodeThreadsTest {
  private static final int WRITERS = 3;
  private static final int WRITES = 4000;

  private final Fixture fixture = new Fixture();
  private final BitmapNode node = fixture.node;

  private static void together(List<Callable<Void>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      CyclicBarrier start = new CyclicBarrier(work.size());
      List<Future<Void>> running = new ArrayList<>();
      for (Callable<Void> one : work) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return one.call();
                }));
      }
      for (Future<Void> one : running) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aQuerySeesEachWriteInEveryBitmapOrInNone() throws Exception {
    node.add(BitmapSpec.named("a").with(Fixture.G4K));
    node.add(BitmapSpec.named("b").with(Fixture.G4K));
    AtomicInteger writing = new AtomicInteger(WRITERS);
    List<Callable<Void>> work = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      long first = writer;
      work.add(
          () -> {
            try {
              for (long at = first; at < 4096; at += WRITERS) {
                node.write(at * 4096, 4096);
              }
            } finally {
              writing.decrementAndGet();
            }
            return null;
          });
    }
    work.add(
        () -> {
          long last = 0;
          boolean more = true;
          while (more) {
            more = writing.get() > 0;
            List<BitmapInfo> query = node.query();
            assertEquals(query.get(0).count(), query.get(1).count());
            assertTrue(query.get(0).count() >= last, "marks are never lost");
            last = query.get(0).count();
          }
          return null;
        });
    together(work);
    assertEquals(16 * Fixture.MIB, node.require("a").count());
    assertEquals(node.require("a").sha256(), node.require("b").sha256());
  }

  @Test
  void noWriteIsLostBetweenABitmapAndItsSuccessor() throws Exception {
    node.add(BitmapSpec.named("x").with(Fixture.G4K));
    AtomicBoolean done = new AtomicBoolean();
    together(
        List.of(
            () -> {
              try {
                for (long at = 0; at < 4096; at++) {
                  node.write(at * 4096, 4096);
                }
              } finally {
                done.set(true);
              }
              return null;
            },
            () -> {
              do {
                node.createSuccessor("x");
                assertTrue(node.require("x").isRecording());
                node.reclaim("x");
              } while (!done.get());
              return null;
            }));
    assertEquals(16 * Fixture.MIB, node.require("x").count());
  }

  @Test
  void whatATransactionMovesIsAlwaysInOneOfTheTwo() throws Exception {
    node.add(BitmapSpec.named("live").with(Fixture.G4K));
    node.add(BitmapSpec.named("sum").with(Fixture.G4K).with(Recording.DISABLED));
    AtomicBoolean done = new AtomicBoolean();
    long seed = 20190312;
    together(
        List.of(
            () -> {
              Random random = new Random(seed);
              try {
                for (int i = 0; i < WRITES; i++) {
                  node.write(random.nextInt(4096) * 4096L, 4096);
                }
              } finally {
                done.set(true);
              }
              return null;
            },
            () -> {
              do {
                new BitmapTransaction()
                    .merge(node, "sum", List.of(new MergeSource(node, "live")))
                    .clear(node, "live")
                    .run();
              } while (!done.get());
              return null;
            }));
    node.merge("sum", "live");
    BitmapNode expected = Fixture.node("expected", 16 * Fixture.MIB, null);
    DirtyBitmap all = expected.add(BitmapSpec.named("all").with(Fixture.G4K));
    Random random = new Random(seed);
    for (int i = 0; i < WRITES; i++) {
      expected.write(random.nextInt(4096) * 4096L, 4096);
    }
    assertEquals(all.sha256(), node.require("sum").sha256(), "seed " + seed);
  }

  @Test
  void twoNodesAreMergedIntoEachOtherWithoutWaitingForever() throws Exception {
    BitmapNode other = Fixture.node("q1", 16 * Fixture.MIB, null);
    node.add(BitmapSpec.named("x"));
    other.add(BitmapSpec.named("x"));
    node.write(0, 1);
    other.write(65536, 1);
    together(
        List.of(
            () -> merges(node, other),
            () -> merges(other, node),
            () -> {
              for (int i = 0; i < 500; i++) {
                new BitmapTransaction().disable(other, "x").enable(node, "x").run();
              }
              return null;
            }));
    assertEquals(node.require("x").sha256(), other.require("x").sha256());
  }

  private static Void merges(BitmapNode target, BitmapNode source) {
    for (int i = 0; i < 500; i++) {
      target.merge("x", List.of(new MergeSource(source, "x")));
    }
    return null;
  }
}
