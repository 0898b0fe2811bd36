package dev.dirtybench.benchmarks.openloop;

import java.util.concurrent.TimeUnit;

/** A thread whose failure is not lost: whoever waits for it gets it. */
final class Worker {
  private final Thread thread;
  private volatile Throwable failure;

  private Worker(String name, Runnable work) {
    thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (RuntimeException | Error e) {
                failure = e;
              }
            },
            name);
    thread.setDaemon(true);
  }

  static Worker start(String name, Runnable work) {
    Worker worker = new Worker(name, work);
    worker.thread.start();
    return worker;
  }

  /** Whether it ends within a time. */
  boolean endsWithin(long time, TimeUnit unit) throws InterruptedException {
    thread.join(unit.toMillis(time));
    requireAlive();
    return !thread.isAlive();
  }

  /** Waits for its end. */
  void join() throws InterruptedException {
    thread.join();
    requireAlive();
  }

  /** Throws what it died of. */
  void requireAlive() {
    if (failure != null) {
      throw new IllegalStateException(thread.getName() + " failed: " + failure, failure);
    }
  }
}
