package dev.dirtybench.benchmarks.machine;

import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;

/**
 * A profiler of JMH's that notes, beside each iteration of a fork and outside of its timed part,
 * when it was, what collector and compiler did in it, and the context switches of the process.
 *
 * <p>Its values travel as secondary results whose names begin with {@link #PREFIX}; the run takes
 * them out again, so that JMH's JSON has none of them.
 */
public final class IterationFacts implements InternalProfiler {
  /** What the names of all its values begin with. */
  public static final String PREFIX = "dirtybench.";

  private static final String START = PREFIX + "startMicros";
  private static final String LENGTH = PREFIX + "lengthNanos";
  private static final String GC_COUNT = PREFIX + "gcCount";
  private static final String GC_MILLIS = PREFIX + "gcMillis";
  private static final String JIT_MILLIS = PREFIX + "jitMillis";
  private static final String PID = PREFIX + "pid";
  private static final String VOLUNTARY = PREFIX + "voluntarySwitches";
  private static final String INVOLUNTARY = PREFIX + "involuntarySwitches";

  private long startMicros;
  private long startNanos;
  private long[] startCounts;
  private int measured;

  /**
   * What was noted beside one iteration.
   *
   * @param startNs begin, nanoseconds since 1970, exact to the millisecond
   * @param durNs length, the setup of an iteration included
   * @param gcCount collections in it
   * @param gcMs their time
   * @param jitMs time of the compiler threads
   * @param pid of the fork
   * @param voluntarySwitches of the fork since its start, with the last iteration; else 0
   * @param involuntarySwitches of the fork since its start, with the last iteration; else 0
   */
  public record Noted(
      long startNs,
      long durNs,
      long gcCount,
      long gcMs,
      long jitMs,
      long pid,
      long voluntarySwitches,
      long involuntarySwitches) {}

  /** For JMH, which makes one in each fork. */
  public IterationFacts() {}

  /**
   * Reads the values back.
   *
   * @param iteration as JMH hands it out
   * @return what this profiler noted, or null if it was not there
   */
  public static Noted of(IterationResult iteration) {
    Map<String, Long> values = new HashMap<>();
    iteration
        .getSecondaryResults()
        .forEach((name, result) -> values.put(name, (long) result.getScore()));
    if (!values.containsKey(START)) {
      return null;
    }
    return new Noted(
        values.get(START) * 1000,
        values.get(LENGTH),
        values.get(GC_COUNT),
        values.get(GC_MILLIS),
        values.get(JIT_MILLIS),
        values.get(PID),
        values.get(VOLUNTARY),
        values.get(INVOLUNTARY));
  }

  @Override
  public String getDescription() {
    return "start, GC, JIT and context switches of each iteration";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    startCounts = counts();
    startMicros = System.currentTimeMillis() * 1000;
    startNanos = System.nanoTime();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long length = System.nanoTime() - startNanos;
    long[] counts = counts();
    boolean last = isLast(iteration);
    ContextSwitches switches = last ? ContextSwitches.now() : ContextSwitches.NONE;
    List<ScalarResult> values = new ArrayList<>();
    values.add(value(START, startMicros));
    values.add(value(LENGTH, length));
    values.add(value(GC_COUNT, counts[0] - startCounts[0]));
    values.add(value(GC_MILLIS, counts[1] - startCounts[1]));
    values.add(value(JIT_MILLIS, counts[2] - startCounts[2]));
    values.add(value(PID, ProcessHandle.current().pid()));
    values.add(value(VOLUNTARY, switches.voluntary()));
    values.add(value(INVOLUNTARY, switches.involuntary()));
    return values;
  }

  /** Context switches are read once, for what reads them is code that the JIT compiles too. */
  private boolean isLast(IterationParams iteration) {
    if (iteration.getType() == IterationType.WARMUP) {
      return false;
    }
    measured++;
    return measured == iteration.getCount();
  }

  private static ScalarResult value(String name, long value) {
    return new ScalarResult(name, value, "", AggregationPolicy.MAX);
  }

  /** Collections, their milliseconds, and those of the compiler. */
  private static long[] counts() {
    long count = 0;
    long millis = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      count += Math.max(0, collector.getCollectionCount());
      millis += Math.max(0, collector.getCollectionTime());
    }
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    boolean known = compiler != null && compiler.isCompilationTimeMonitoringSupported();
    return new long[] {count, millis, known ? compiler.getTotalCompilationTime() : 0};
  }
}
