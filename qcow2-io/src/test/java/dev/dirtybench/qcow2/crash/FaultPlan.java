package dev.dirtybench.qcow2.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of the calls to an image's storages fail, while one operation runs, and how. */
final class FaultPlan {
  /** How a call fails. */
  enum Fault {
    /** One call does nothing and fails. */
    ERROR,
    /** This call and all after it do nothing and fail. */
    DEAD,
    /** This call and the next one do nothing and fail. */
    TWICE,
    /** This call and every other one after it do nothing and fail. */
    FLAKY,
    /** A write puts down a part and fails; other calls do nothing and fail. */
    SHORT,
    /** From this call on, nothing that makes a file longer succeeds; a write fills up first. */
    FULL
  }

  /** Something that fails if a call does. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  /** A whole test of one operation, in which some calls fail by plan. */
  @FunctionalInterface
  interface Attempt {
    void run(FaultPlan plan) throws IOException;
  }

  private record Failure(String call, String path) {}

  private static final Map<String, String> WORDS =
      Map.of(
          "read", "reading ",
          "write", "writing ",
          "flush", "flushing ",
          "size", "finding out ",
          "setSize", "setting ",
          "reopen", "reopening ");

  private final Fault fault;
  private final int failingCall;
  private final List<Failure> failures = new ArrayList<>();
  private boolean armed;
  private int calls;
  private int callsToGrow;

  private FaultPlan(Fault fault, int failingCall) {
    this.fault = fault;
    this.failingCall = failingCall;
  }

  /**
   * Attempts something once for each call that it makes when nothing fails, and sees to it that
   * each of these calls has failed; of those before the last one that makes a file longer, when
   * there is no space.
   *
   * @param least how many calls there are at least
   */
  static void failEachCall(Fault fault, int least, Attempt attempt) throws IOException {
    FaultPlan counting = new FaultPlan(fault, Integer.MAX_VALUE);
    attempt.run(counting);
    int calls = fault == Fault.FULL ? counting.callsToGrow : counting.calls;
    assertTrue(calls >= least, () -> calls + " calls, at least " + least + " expected");
    int failed = 0;
    for (int call = 0; call < calls; call++) {
      FaultPlan plan = new FaultPlan(fault, call);
      attempt.run(plan);
      failed += plan.failures.isEmpty() ? 0 : 1;
    }
    assertEquals(calls, failed, "calls that failed by " + fault);
  }

  Fault fault() {
    return fault;
  }

  /** Takes note of a call and decides whether it fails. */
  boolean strikes(String call, String path, boolean grows) {
    if (!armed) {
      return false;
    }
    int index = calls++;
    if (grows) {
      callsToGrow = calls;
    }
    boolean due = index >= failingCall;
    boolean strikes =
        switch (fault) {
          case ERROR, SHORT -> index == failingCall;
          case DEAD -> due;
          case TWICE -> due && index - failingCall < 2;
          case FLAKY -> due && (index - failingCall) % 2 == 0;
          case FULL -> due && grows;
        };
    if (strikes) {
      failures.add(new Failure(call, path));
    }
    return strikes;
  }

  static IOException failure(String call) {
    return new IOException("planted failure of " + call);
  }

  /**
   * Runs something with the calls failing that are planned, and says whether it failed. It must do
   * so for what was planted alone, and name it.
   */
  boolean makesFail(Action action) {
    armed = true;
    try {
      action.run();
      return false;
    } catch (IOException e) {
      assertFalse(failures.isEmpty(), () -> "nothing was planted, but " + e);
      assertTrue(isNamedIn(e.getMessage()), () -> failures + " not named: " + e);
      return true;
    } finally {
      armed = false;
    }
  }

  /** Failures that an operation has put up with are told to the user. */
  void requireTold(List<String> warnings) {
    assertTrue(
        failures.isEmpty() || warnings.stream().anyMatch(this::isNamedIn),
        () -> failures + " not told: " + warnings);
  }

  /** The files of which calls have failed. */
  Set<String> failedFiles() {
    return failures.stream().map(Failure::path).collect(Collectors.toSet());
  }

  private boolean isNamedIn(String message) {
    return failures.stream()
        .anyMatch(
            failure ->
                message.contains(failure.path())
                    && message.contains(WORDS.get(failure.call()))
                    && message.contains("planted failure of " + failure.call()));
  }

  @Override
  public String toString() {
    return failingCall == Integer.MAX_VALUE
        ? "no call failing"
        : "call " + failingCall + " failing by " + fault;
  }
}
