package dev.dirtybench.benchmarks.run;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Times the forks of the cells with JMH, one fork a call. */
final class CellRunner {
  private final Profile profile;
  private final TargetJvm jvm;
  private final Map<PlannedCell, List<BenchmarkResult>> forks = new HashMap<>();

  CellRunner(Profile profile, TargetJvm jvm) {
    this.profile = profile;
    this.jvm = jvm;
  }

  /**
   * What a cell's forks left so far.
   *
   * @param json JMH's own JSON, an array of one entry with every fork of the cell, or null if this
   *     fork failed
   * @param failure the last lines that the fork printed, or null
   */
  record Outcome(String json, String failure) {}

  /** Runs one more fork of the cell. */
  Outcome run(PlannedCell cell) {
    ForkOutput output = new ForkOutput();
    PrintStream err = System.err;
    // JMH hands a fork's standard error through to ours; a user reads it when the fork dies.
    System.setErr(new PrintStream(asStream(output), true, StandardCharsets.UTF_8));
    try {
      Collection<RunResult> results = new Runner(options(cell), output).run();
      if (results.isEmpty()) {
        return new Outcome(null, output.lastLines());
      }
      List<BenchmarkResult> all = forks.computeIfAbsent(cell, first -> new ArrayList<>());
      RunResult last = results.iterator().next();
      all.addAll(last.getBenchmarkResults());
      return new Outcome(json(new RunResult(last.getParams(), all), all.size()), null);
    } catch (RunnerException e) {
      String said = output.lastLines();
      return new Outcome(null, said.isEmpty() ? e.getMessage() : said);
    } finally {
      System.setErr(err);
    }
  }

  /** JMH counts the forks of its last call only; the entry holds those of all calls. */
  private static String json(RunResult result, int forkCount) {
    var bytes = new ByteArrayOutputStream();
    try (var stream = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, stream).writeOut(List.of(result));
    }
    return bytes
        .toString(StandardCharsets.UTF_8)
        .replaceFirst("\"forks\" : 1,", "\"forks\" : " + forkCount + ",");
  }

  private static OutputStream asStream(ForkOutput output) {
    return new OutputStream() {
      @Override
      public void write(int b) {
        output.write(b);
      }

      @Override
      public void write(byte[] bytes, int from, int count) {
        output.print(new String(bytes, from, count, StandardCharsets.UTF_8));
      }
    };
  }

  private Options options(PlannedCell cell) {
    List<String> flags = new ArrayList<>(jvm.flags());
    flags.addAll(cell.memory().flags());
    ChainedOptionsBuilder builder = new OptionsBuilder();
    cell.parameters().forEach(builder::param);
    return builder
        .include("^" + Pattern.quote(cell.operation().benchmark()) + "$")
        .param("backend", cell.backend())
        .param("trace", cell.trace().spec())
        .param("granularity", cell.granularity().toString())
        .jvm(jvm.launcher())
        .jvmArgs(flags.toArray(String[]::new))
        .jvmArgsAppend()
        .forks(1)
        .warmupForks(0)
        .warmupIterations(profile.warmupIterations())
        .warmupTime(new TimeValue(profile.warmupMillis(), TimeUnit.MILLISECONDS))
        .measurementIterations(profile.iterations())
        .measurementTime(new TimeValue(profile.iterationMillis(), TimeUnit.MILLISECONDS))
        .timeout(TimeValue.minutes(2))
        .shouldFailOnError(false)
        .verbosity(VerboseMode.NORMAL)
        .build();
  }
}
