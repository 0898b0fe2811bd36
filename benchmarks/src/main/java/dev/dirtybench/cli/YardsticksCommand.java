package dev.dirtybench.cli;

import dev.dirtybench.benchmarks.run.Progress;
import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.benchmarks.yardstick.YardstickRun;
import dev.dirtybench.benchmarks.yardstick.YardstickTable;
import dev.dirtybench.cli.environment.ClassPathOption;
import dev.dirtybench.cli.environment.Terminal;
import dev.dirtybench.results.JmhJson;
import dev.dirtybench.spi.Backends;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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
      "Measures a backend by the rows that QEMU's bitmap in C was measured by, and the plain loops beside "
          + "it. Both are shown as ratios to the loop on their own machine; \"times C\" is the one ratio "
          + "over the other."
    },
    footer = {
      "",
      "Examples:",
      "  dirtybench yardsticks",
      "  dirtybench yardsticks --backend roaring --bits 20,24 --rounds 1",
      "  dirtybench yardsticks --from results/yardsticks.json"
    })
final class YardsticksCommand implements Callable<Integer> {
  @Option(names = "--backend", paramLabel = "NAME", description = "default: ${DEFAULT-VALUE}")
  private String backend = "hbitmap";

  @Option(
      names = "--bits",
      paramLabel = "N[,N...]",
      description = "of 20, 24, 28, the logarithm of the number of bits; default: ${DEFAULT-VALUE}")
  private String bits = "20,24,28";

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "one fork of every row and floor in each; default: ${DEFAULT-VALUE}")
  private int rounds = 3;

  @Option(
      names = "--rows",
      paramLabel = "REGEX",
      description = "methods of the benchmark, such as set.*; floors are always measured")
  private Pattern rows = Pattern.compile(".*");

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
    if (!bits.matches("(20|24|28)(,(20|24|28))*") || rounds < 1) {
      throw new ParameterException(
          spec.commandLine(), "expected --bits of 20, 24, 28 with commas, and a round or more");
    }
    String wholeClassPath = classPath.apply();
    Backends.load().require(backend);
    TargetJvm target = jvm == null ? TargetJvm.current() : TargetJvm.of(jvm);
    Progress progress =
        new Progress(
            System.err, Terminal.isWatched() ? Progress.Style.TERMINAL : Progress.Style.PLAIN);
    Files.createDirectories(json.toAbsolutePath().getParent());
    List<Integer> sizes = Arrays.stream(bits.split(",")).map(Integer::valueOf).toList();
    new YardstickRun(target, wholeClassPath, backend, progress::say)
        .measure(sizes, rows, rounds, json);
  }
}
