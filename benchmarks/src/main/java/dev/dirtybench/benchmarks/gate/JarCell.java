package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.benchmarks.foreign.JarBenchmark;
import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.results.JmhResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A cell of somebody else's JMH jar. Forks, threads, batches and JVM arguments stay as the
 * benchmark's annotations say, but for one fork at a time.
 *
 * @param benchmark which one, with a mode and values of its parameters
 * @param jvmArguments in the place of those that the annotations name, or null
 * @param pace iterations
 */
public record JarCell(JarBenchmark benchmark, String jvmArguments, ForkPace pace)
    implements GateCell {
  private static final String SINGLE_SHOT = "ss";

  /** A single shot is one invocation and no stretch of time, so that more of them are taken. */
  private static final int SHOTS = 4;

  @Override
  public String id() {
    return benchmark.id();
  }

  @Override
  public String family() {
    return benchmark.name();
  }

  @Override
  public List<String> command(GateArm arm, TargetJvm jvm, ForkPace asked, Path json) {
    List<String> words =
        new ArrayList<>(
            List.of(
                jvm.launcher(),
                "-cp",
                arm.classPath(),
                "org.openjdk.jmh.Main",
                "^" + Pattern.quote(benchmark.name()) + "$",
                "-bm",
                benchmark.mode()));
    benchmark
        .parameters()
        .forEach(
            (name, value) -> {
              words.add("-p");
              words.add(name + '=' + value);
            });
    ForkPace used =
        benchmark.mode().equals(SINGLE_SHOT)
            ? new ForkPace(
                SHOTS * asked.warmups(),
                asked.warmupMillis(),
                SHOTS * asked.iterations(),
                asked.iterationMillis())
            : asked;
    words.addAll(List.of("-f", "1", "-wf", "0"));
    words.addAll(used.arguments());
    words.addAll(List.of("-foe", "true"));
    if (jvmArguments != null) {
      words.addAll(List.of("-jvmArgs", jvmArguments));
    }
    words.addAll(List.of("-rf", "json", "-rff", json.toString()));
    return words;
  }

  @Override
  public boolean isResult(JmhResult result, GateArm arm) {
    return result.benchmark().equals(benchmark.name())
        && result.mode().equals(benchmark.mode())
        && result.params().equals(benchmark.parameters());
  }
}
