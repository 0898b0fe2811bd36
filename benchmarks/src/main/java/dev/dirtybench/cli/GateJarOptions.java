package dev.dirtybench.cli;

import dev.dirtybench.benchmarks.foreign.JarBenchmark;
import dev.dirtybench.benchmarks.foreign.JarListing;
import dev.dirtybench.benchmarks.foreign.JarSelection;
import dev.dirtybench.benchmarks.gate.ForkPace;
import dev.dirtybench.benchmarks.gate.GateCell;
import dev.dirtybench.benchmarks.gate.GatedCells;
import dev.dirtybench.benchmarks.gate.JarCell;
import dev.dirtybench.results.gate.Coverage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What is asked of other people's JMH jars. */
final class GateJarOptions {
  @Option(
      names = "--include",
      paramLabel = "REGEX",
      description = "of a JMH jar: benchmarks whose full name it is found in; default: all")
  private String include;

  @Option(
      names = "-p",
      paramLabel = "NAME=VALUES",
      description = "of a JMH jar: values of a parameter, with commas; default: the benchmark's")
  private List<String> parameters = List.of();

  @Option(
      names = "--jvm-args",
      paramLabel = "ARGS",
      description = "of a JMH jar: in the place of what its @Fork says")
  private String jvmArguments;

  @Option(
      names = "--warmup",
      paramLabel = "NxTIME",
      description = "of a JMH jar: warm-up iterations of a fork; default: 3x500ms")
  private String warmup;

  @Option(
      names = "--iterations",
      paramLabel = "NxTIME",
      description = "of a JMH jar: iterations of a fork; default: 5x300ms")
  private String iterations;

  /** Whether any of them was given. */
  boolean areGiven() {
    return include != null
        || !parameters.isEmpty()
        || jvmArguments != null
        || warmup != null
        || iterations != null;
  }

  /**
   * The cells of two jars.
   *
   * @param base A's
   * @param candidate B's
   * @param launcher a java launcher
   */
  GatedCells cells(Path base, Path candidate, String launcher)
      throws IOException, InterruptedException {
    JarSelection selection = JarSelection.of(include, parameters);
    ForkPace pace = pace();
    List<JarBenchmark> ofA = selection.of(JarListing.of(base, launcher));
    List<JarBenchmark> ofB = selection.of(JarListing.of(candidate, launcher));
    if (ofA.isEmpty()) {
      throw new IllegalArgumentException(
          include == null
              ? base + ": its list of benchmarks is empty"
              : "--include: no benchmark of "
                  + base
                  + (ofB.isEmpty() ? " or of " + candidate : "")
                  + " has \""
                  + include
                  + "\" in its name");
    }
    List<JarBenchmark> all = new ArrayList<>(ofA);
    all.addAll(ofB);
    selection.requireUsed(all);
    Set<JarBenchmark> inA = new HashSet<>(ofA);
    Set<JarBenchmark> inB = new HashSet<>(ofB);
    List<GateCell> cells = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (JarBenchmark benchmark : ofA) {
      if (inB.contains(benchmark)) {
        cells.add(new JarCell(benchmark, jvmArguments, pace));
      } else {
        missing.add(benchmark.id());
      }
    }
    List<String> added =
        ofB.stream().filter(benchmark -> !inA.contains(benchmark)).map(JarBenchmark::id).toList();
    return new GatedCells(cells, new Coverage(missing, added));
  }

  private ForkPace pace() {
    ForkPace pace = ForkPace.FOREIGN;
    if (warmup != null) {
      pace = pace.withWarmup(warmup);
    }
    return iterations == null ? pace : pace.withIterations(iterations);
  }
}
