package dev.dirtybench.results;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;

/**
 * One JVM that was timed: a line of {@code schedule.jsonl}, written when it has ended. What a
 * system does not tell is null.
 *
 * @param seq from 1, in the order in which the JVMs ended
 * @param kind what it was for
 * @param round from 1; a run's rulers stand before each round and, as the round after the last,
 *     behind it
 * @param slot place in the round, from 1; 0 for rulers
 * @param arm A or B of a comparison; null in a run of one build
 * @param cellId what it measured, null for rulers
 * @param fork which one of its cell, from 1; 0 for rulers
 * @param seed of the order of the cells
 * @param commandSha256 hash of launcher, flags and arguments
 * @param jarSha256 of the first jar on the class path, null without one
 * @param time when
 * @param exit 0, or 1 if it failed
 * @param system what the whole machine did meanwhile
 * @param process what the JVM says of itself; null for rulers and where it died early
 * @param state {@code steady}, {@code drifting} or {@code still compiling}; null for rulers, and
 *     for forks of fewer than three iterations, of which nothing can be said
 * @param rulerRef seq of the latest rulers before it; null for rulers
 * @param rulers nanoseconds per unit by ruler; null but for rulers
 * @param disturbance which limit of stolen time or pressure was passed, or null; the fork counts
 *     all the same
 * @param failure its last lines if it failed, or null
 */
public record ScheduleEntry(
    int seq,
    Kind kind,
    int round,
    int slot,
    String arm,
    String cellId,
    int fork,
    long seed,
    String commandSha256,
    String jarSha256,
    Time time,
    int exit,
    Surroundings system,
    OwnFacts process,
    String state,
    Integer rulerRef,
    Map<String, Double> rulers,
    String disturbance,
    String failure) {

  /** What a JVM was started for. */
  public enum Kind {
    /** The rulers. */
    RULERS,
    /** A fork whose scores only tell how the budget is best spent. */
    CALIBRATION,
    /** A fork of the run. */
    FORK;

    /**
     * The name in files.
     *
     * @return lower case
     */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Begin and end, in nanoseconds.
   *
   * @param startNs since 1970
   * @param endNs since 1970
   * @param startMonoNs on a clock that never jumps
   * @param endMonoNs on the same clock
   */
  public record Time(long startNs, long endNs, long startMonoNs, long endMonoNs) {
    /**
     * How long it took.
     *
     * @return nanoseconds
     */
    public long nanos() {
      return endMonoNs - startMonoNs;
    }
  }

  /**
   * The machine between begin and end.
   *
   * @param load1 runnable tasks, averaged over a minute, at the end
   * @param stealTicks ticks of all CPUs that went to other guests
   * @param cpuTicks all ticks of all CPUs
   * @param pressure share of the time in which some task waited for a CPU, 0 to 1
   */
  public record Surroundings(double load1, long stealTicks, long cpuTicks, double pressure) {}

  /**
   * The JVM itself.
   *
   * @param pid its process id
   * @param voluntarySwitches context switches in which its threads gave up a CPU
   * @param involuntarySwitches those in which one was taken from them
   * @param gcCount collections in all iterations
   * @param gcMs their milliseconds
   * @param jitMs milliseconds of the compiler threads in all iterations
   */
  public record OwnFacts(
      long pid,
      long voluntarySwitches,
      long involuntarySwitches,
      long gcCount,
      long gcMs,
      long jitMs) {}

  /**
   * Whether this is a fork of the run with a score.
   *
   * @return true if its values are in {@code jmh.json}
   */
  public boolean hasScore() {
    return kind == Kind.FORK && failure == null;
  }
}
