package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.run.ForkMemory;
import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.results.JmhResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A cell of this program's own benchmarks.
 *
 * @param operation what is measured
 * @param backend its backend, unless the arms name theirs
 * @param trace as {@code Traces.open} takes it
 * @param granularity such as {@code 64K}
 * @param heapMiB fixed heap of the measuring JVMs
 */
public record OwnCell(
    Operation operation, String backend, String trace, String granularity, long heapMiB)
    implements GateCell {
  @Override
  public String id() {
    return operation.label() + "/" + backend + "/" + trace + "/" + granularity;
  }

  @Override
  public String family() {
    return operation.label() + "/" + backend;
  }

  @Override
  public ForkPace pace() {
    return ForkPace.OWN;
  }

  /** The backend of an arm. */
  String backendOf(GateArm arm) {
    return arm.backend() == null ? backend : arm.backend();
  }

  @Override
  public List<String> command(GateArm arm, TargetJvm jvm, ForkPace pace, Path json) {
    List<String> flags = new ArrayList<>(jvm.flags());
    flags.addAll(new ForkMemory(heapMiB).flags());
    // As in slices: what is compiled in the background differs from fork to fork by chance.
    flags.add("-Xbatch");
    if (arm.slowdown() > 0) {
      flags.add("-Ddirtybench.slowdown=" + arm.slowdown());
    }
    List<String> words =
        new ArrayList<>(
            List.of(
                jvm.launcher(),
                "-cp",
                arm.classPath(),
                "org.openjdk.jmh.Main",
                "^" + Pattern.quote(operation.benchmark()) + "$",
                "-p",
                "backend=" + backendOf(arm),
                "-p",
                "trace=" + forJmh(trace),
                "-p",
                "granularity=" + granularity,
                "-f",
                "1"));
    words.addAll(pace.arguments());
    words.addAll(
        List.of(
            "-foe",
            "true",
            "-jvmArgs",
            String.join(" ", flags),
            "-rf",
            "json",
            "-rff",
            json.toString()));
    return words;
  }

  @Override
  public boolean isResult(JmhResult result, GateArm arm) {
    return result.benchmark().equals(operation.benchmark())
        && backendOf(arm).equals(result.params().get("backend"))
        && forJmh(trace).equals(result.params().get("trace"))
        && granularity.equals(result.params().get("granularity"));
  }

  /** JMH's command line takes a comma for the end of a value; generators take a semicolon too. */
  private static String forJmh(String trace) {
    return trace.replace(',', ';');
  }
}
