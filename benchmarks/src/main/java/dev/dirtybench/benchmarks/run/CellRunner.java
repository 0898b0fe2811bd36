package dev.dirtybench.benchmarks.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dirtybench.benchmarks.machine.IterationFacts;
import dev.dirtybench.benchmarks.pass.Pollution;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
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
  /** A part of what JMH says when another one holds its lock, which is one for the machine. */
  private static final String LOCK = "Unable to acquire the JMH lock";

  private static final int LOCK_TRIALS = 1200;
  private static final long LOCK_WAIT_MILLIS = 500;

  private final TargetJvm jvm;

  CellRunner(TargetJvm jvm) {
    this.jvm = jvm;
  }

  /**
   * What a fork left.
   *
   * @param entry JMH's own JSON of this fork alone, or null if it failed
   * @param failure the last lines that the fork printed, or null
   */
  record Outcome(JsonNode entry, String failure) {}

  /**
   * Runs one fork of the cell; waits for another JMH on this machine to end its fork.
   *
   * @throws IOException if that takes too long, or JMH's JSON cannot be read
   */
  Outcome run(PlannedCell cell, Effort effort, ForkOutput.IterationTaker iterations)
      throws IOException, InterruptedException {
    for (int i = 0; i < LOCK_TRIALS; i++) {
      Outcome outcome = tryRun(cell, effort, iterations);
      if (outcome.entry() != null || !outcome.failure().contains(LOCK)) {
        return outcome;
      }
      Thread.sleep(LOCK_WAIT_MILLIS);
    }
    throw new IOException(
        "another JMH has been running on this machine for "
            + LOCK_TRIALS * LOCK_WAIT_MILLIS / 60_000
            + " minutes; scores of both would be wrong: end one of them, then go on with --resume");
  }

  private Outcome tryRun(PlannedCell cell, Effort effort, ForkOutput.IterationTaker iterations)
      throws IOException {
    ForkOutput output = new ForkOutput(iterations);
    PrintStream err = System.err;
    // JMH hands a fork's standard error through to ours; a user reads it when the fork dies.
    System.setErr(new PrintStream(asStream(output), true, StandardCharsets.UTF_8));
    try {
      Collection<RunResult> results = new Runner(options(cell, effort), output).run();
      if (results.isEmpty()) {
        return new Outcome(null, output.lastLines());
      }
      return new Outcome(json(results.iterator().next()), null);
    } catch (RunnerException e) {
      String said = output.lastLines();
      return new Outcome(null, said.isEmpty() ? String.valueOf(e.getMessage()) : said);
    } finally {
      System.setErr(err);
    }
  }

  /** The parameters of the cell's JMH benchmark, by name. */
  static Map<String, String> parameters(PlannedCell cell) {
    Map<String, String> parameters = new LinkedHashMap<>(cell.parameters());
    parameters.put("backend", cell.backend());
    parameters.put("trace", cell.trace().spec());
    parameters.put("granularity", cell.granularity().toString());
    // Always, for JMH writes its usual value too, and cells are told apart by all of them.
    parameters.put(Pollution.PARAMETER, cell.pollution().label());
    return parameters;
  }

  /** What a fork is started with, in words, of which a hash can be taken. */
  List<String> words(PlannedCell cell, Effort effort) {
    List<String> words = new ArrayList<>(List.of(jvm.launcher()));
    words.addAll(flags(cell));
    words.add(cell.operation().benchmark());
    parameters(cell).forEach((name, value) -> words.add(name + '=' + value));
    words.add(effort.inRounds(1).toString());
    return words;
  }

  private static JsonNode json(RunResult result) throws IOException {
    List<BenchmarkResult> plain = new ArrayList<>();
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      plain.add(
          new BenchmarkResult(
              fork.getParams(),
              fork.getIterationResults().stream().map(CellRunner::withoutFacts).toList()));
    }
    var bytes = new ByteArrayOutputStream();
    try (var stream = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, stream)
          .writeOut(List.of(new RunResult(result.getParams(), plain)));
    }
    return new ObjectMapper().readTree(bytes.toByteArray()).get(0);
  }

  /** JMH's JSON is to hold what JMH measured, and not what is noted beside it. */
  private static IterationResult withoutFacts(IterationResult noted) {
    IterationResult plain =
        new IterationResult(noted.getBenchmarkParams(), noted.getParams(), noted.getMetadata());
    noted.getRawPrimaryResults().forEach(plain::addResult);
    for (String name : noted.getRawSecondaryResults().keys()) {
      if (!name.startsWith(IterationFacts.PREFIX)) {
        for (Result<?> result : noted.getRawSecondaryResults().get(name)) {
          plain.addResult(result);
        }
      }
    }
    return plain;
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

  private List<String> flags(PlannedCell cell) {
    List<String> flags = new ArrayList<>(jvm.flags());
    flags.addAll(cell.memory().flags());
    return flags;
  }

  private Options options(PlannedCell cell, Effort effort) {
    ChainedOptionsBuilder builder = new OptionsBuilder();
    parameters(cell).forEach(builder::param);
    return builder
        .include("^" + Pattern.quote(cell.operation().benchmark()) + "$")
        .jvm(jvm.launcher())
        .jvmArgs(flags(cell).toArray(String[]::new))
        .jvmArgsAppend()
        .addProfiler(IterationFacts.class)
        .forks(1)
        .warmupForks(0)
        .warmupIterations(effort.warmupIterations())
        .warmupTime(new TimeValue(effort.warmupMillis(), TimeUnit.MILLISECONDS))
        .measurementIterations(effort.iterations())
        .measurementTime(new TimeValue(effort.iterationMillis(), TimeUnit.MILLISECONDS))
        .timeout(TimeValue.minutes(2))
        .shouldFailOnError(false)
        .verbosity(VerboseMode.NORMAL)
        .build();
  }
}
