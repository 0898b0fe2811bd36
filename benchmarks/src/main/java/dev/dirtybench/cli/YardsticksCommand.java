package dev.dirtybench.cli;

import dev.dirtybench.benchmarks.run.ChildProcess;
import dev.dirtybench.benchmarks.run.Progress;
import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.benchmarks.yardstick.YardstickTable;
import dev.dirtybench.cli.environment.ClassPathOption;
import dev.dirtybench.cli.environment.Terminal;
import dev.dirtybench.results.JmhJson;
import dev.dirtybench.spi.Backends;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a backend by what QEMU's bitmap in C was measured by. */
@Command(
    name = "yardsticks",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures a backend by the rows that QEMU's bitmap in C was measured by, and the plain loops",
      "beside it. Both are shown as ratios to the loop on their own machine; \"times C\" is the one",
      "ratio over the other."
    },
    footer = {
      "",
      "Examples:",
      "  dirtybench yardsticks",
      "  dirtybench yardsticks --backend roaring --bits 20,24 --forks 1",
      "  dirtybench yardsticks --from results/yardsticks.json"
    })
final class YardsticksCommand implements Callable<Integer> {
  private static final String PROGRESS = "# Run progress";

  @Option(names = "--backend", paramLabel = "NAME", description = "default: ${DEFAULT-VALUE}")
  private String backend = "hbitmap";

  @Option(
      names = "--bits",
      paramLabel = "N[,N...]",
      description = "of 20, 24, 28, the logarithm of the number of bits; default: ${DEFAULT-VALUE}")
  private String bits = "20,24,28";

  @Option(names = "--forks", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
  private int forks = 3;

  @Option(
      names = "--rows",
      paramLabel = "REGEX",
      description = "methods of the benchmark, such as set.*; floors are always measured")
  private String rows = "\\w+";

  @Option(
      names = "--jvm",
      paramLabel = "JAVA",
      description = "the java launcher of the forks; default: this one")
  private String jvm;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "takes JMH's JSON; default: results/yardsticks.json")
  private Path out;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "shows what an earlier --out has, and measures nothing")
  private Path from;

  @Mixin private ClassPathOption classPath;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path json = from;
    if (json == null) {
      json = out == null ? Home.folder().resolve("results/yardsticks.json") : out;
      measure(json);
    }
    YardstickTable table = new YardstickTable(JmhJson.read(json));
    if (table.rows().isEmpty()) {
      throw new IllegalArgumentException(
          json + ": expected results of YardstickBenchmark and its floors, found none");
    }
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.print(table.text());
    terminal.flush();
    return 0;
  }

  private void measure(Path json) throws IOException, InterruptedException {
    if (!bits.matches("(20|24|28)(,(20|24|28))*") || forks < 1) {
      throw new ParameterException(
          spec.commandLine(), "expected --bits of 20, 24, 28 with commas, and a fork or more");
    }
    String wholeClassPath = classPath.apply();
    Backends.load().require(backend);
    TargetJvm target = jvm == null ? TargetJvm.current() : TargetJvm.of(jvm);
    Progress progress =
        new Progress(
            System.err, Terminal.isWatched() ? Progress.Style.TERMINAL : Progress.Style.PLAIN);
    List<String> words = new ArrayList<>(List.of(target.launcher()));
    words.addAll(target.flags());
    words.addAll(
        List.of(
            "-cp",
            wholeClassPath,
            "org.openjdk.jmh.Main",
            "\\.(YardstickBenchmark\\.(" + rows + ")|YardstickFloorBenchmark\\..*)$"));
    words.addAll(List.of("-p", "bits=" + bits, "-p", "backend=" + backend));
    words.addAll(List.of("-f", Integer.toString(forks), "-foe", "true"));
    Path made = Files.createTempFile("dirtybench-yardsticks", ".json");
    try {
      words.addAll(List.of("-rf", "json", "-rff", made.toString()));
      String failure =
          ChildProcess.run(
              words,
              line -> {
                if (line.startsWith(PROGRESS)) {
                  progress.say(line.substring(2));
                }
              });
      if (failure != null) {
        throw new IOException("the yardsticks' forks failed: " + failure);
      }
      Files.createDirectories(json.toAbsolutePath().getParent());
      Files.copy(made, json, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.delete(made);
    }
  }
}
