package dev.dirtybench.backend.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that begin together and all of which must end well. */
final class Crew {
  /** What a thread does, by its number. */
  interface Work {
    void run(int thread) throws Exception;
  }

  private Crew() {}

  /** Runs the work in so many threads at once; what any of them throws fails the test. */
  static void run(int threads, Work work) throws InterruptedException, ExecutionException {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    CyclicBarrier start = new CyclicBarrier(threads);
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int number = thread;
        Callable<Void> task =
            () -> {
              start.await();
              work.run(number);
              return null;
            };
        running.add(executor.submit(task));
      }
      for (Future<Void> one : running) {
        one.get();
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
