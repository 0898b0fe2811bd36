package dev.dirtybench.benchmarks.run;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Times one fork of one cell with JMH. */
final class CellRunner {
  private final Profile profile;
  private final TargetJvm jvm;

  CellRunner(Profile profile, TargetJvm jvm) {
    this.profile = profile;
    this.jvm = jvm;
  }

  /**
   * What a fork left.
   *
   * @param json JMH's own JSON, an array of one entry, or null if it failed
   * @param failure the last lines that the fork printed, or null
   */
  record Outcome(String json, String failure) {}

  Outcome run(PlannedCell cell) {
    ForkOutput output = new ForkOutput();
    try {
      Collection<RunResult> results = new Runner(options(cell), output).run();
      if (results.isEmpty()) {
        return new Outcome(null, output.lastLines());
      }
      var bytes = new ByteArrayOutputStream();
      try (var stream = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
        ResultFormatFactory.getInstance(ResultFormatType.JSON, stream).writeOut(results);
      }
      return new Outcome(bytes.toString(StandardCharsets.UTF_8), null);
    } catch (RunnerException e) {
      String said = output.lastLines();
      return new Outcome(null, said.isEmpty() ? e.getMessage() : said);
    }
  }

  private Options options(PlannedCell cell) {
    List<String> flags = new ArrayList<>(jvm.flags());
    flags.addAll(cell.memory().flags());
    return new OptionsBuilder()
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
