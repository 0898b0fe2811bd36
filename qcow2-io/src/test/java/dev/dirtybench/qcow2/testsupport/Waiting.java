package dev.dirtybench.qcow2.testsupport;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Waits for processes that this one has started, with a limit. */
final class Waiting {
  private static final int SECONDS = 60;

  /** A question that may fail to be answered. */
  @FunctionalInterface
  interface Question<T> {
    T ask() throws IOException;
  }

  private Waiting() {}

  /** Asks again and again until the answer is yes; fails when the process ends before. */
  static void until(Question<Boolean> ready, Process process, Question<String> failure)
      throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!ready.ask()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("a program did not start, " + failure.ask());
      }
      try {
        Thread.sleep(2);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while a program was starting", e);
      }
    }
  }

  /** Kills a process and waits until it is gone. */
  static void end(Process process) throws IOException {
    process.destroyForcibly();
    untilEnd(process);
  }

  /** Waits until a process has ended by itself. */
  static void untilEnd(Process process) throws IOException {
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("a program still runs after " + SECONDS + " seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a program was ending", e);
    }
  }
}
