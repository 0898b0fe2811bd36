package dev.dirtybench.cli;

import dev.dirtybench.results.AtomicFile;
import dev.dirtybench.results.JsonFiles;
import dev.dirtybench.results.export.ActionBenchmarks;
import dev.dirtybench.results.export.BencherMetrics;
import dev.dirtybench.results.export.ExportedRun;
import dev.dirtybench.results.export.GoBenchmarks;
import dev.dirtybench.results.export.OtavaFiles;
import dev.dirtybench.results.history.HistoryFile;
import dev.dirtybench.results.history.HistorySeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a run as other tools read it. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Writes a run, or the history, in the form of another tool.",
    footer = {
      "",
      "Formats:",
      "  benchstat                Go's benchmark text, a line for each fork",
      "  otava                    CSV files and otava.yaml for Apache Otava, into the folder --out",
      "  bencher                  Bencher Metric Format, for: bencher run --adapter json",
      "  github-action-benchmark  custom JSON, of one direction: --better smaller or bigger",
      "",
      "Examples:",
      "  dirtybench export results/runs/OLD --format benchstat --out old.txt",
      "  dirtybench export jmh.json --format benchstat        # anybody's JMH results",
      "  benchstat -col /backend old.txt",
      "  dirtybench export results/history.csv --format otava --out otava",
      "  dirtybench export RUN --format github-action-benchmark --better smaller --out smaller.json",
      "",
      "Values are those of JMH's operations: a pass over the trace in our own benchmarks.",
      "Exit code 0: written; 2: the call or a file was wrong."
    })
final class ExportCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "a run folder or a JSON file of JMH; several, or a history, for otava")
  private List<Path> paths;

  @Option(names = "--format", required = true, paramLabel = "FORM", description = "see below")
  private String format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where to; default: standard output. A folder for otava")
  private Path out;

  @Option(
      names = "--better",
      paramLabel = "WAY",
      description = "smaller or bigger, where a run has values of both kinds")
  private String better;

  @Option(
      names = "--commit",
      paramLabel = "SHA",
      description = "for otava, of a JSON file: what was measured")
  private String commit;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description = "for otava, of a JSON file: when, such as 2026-11-23T00:19:14Z")
  private String time;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    switch (format) {
      case "benchstat" -> write(GoBenchmarks.text(run()));
      case "bencher" -> write(JsonFiles.print(BencherMetrics.json(run())));
      case "github-action-benchmark" -> {
        ExportedRun run = run();
        write(JsonFiles.print(ActionBenchmarks.json(run, direction(run))));
      }
      case "otava" -> otava();
      default ->
          throw wrong("--format benchstat, otava, bencher or github-action-benchmark", format);
    }
    return 0;
  }

  private ExportedRun run() throws IOException {
    if (paths.size() != 1) {
      throw wrong("one run for --format " + format, Integer.toString(paths.size()));
    }
    return ExportedRun.read(paths.get(0));
  }

  private ActionBenchmarks.Direction direction(ExportedRun run) {
    long smaller = ActionBenchmarks.count(run, ActionBenchmarks.Direction.SMALLER);
    long bigger = ActionBenchmarks.count(run, ActionBenchmarks.Direction.BIGGER);
    if (better == null) {
      if (smaller > 0 && bigger > 0) {
        throw wrong(
            "--better smaller or --better bigger, since a file is of one kind",
            smaller + " values of the one and " + bigger + " of the other");
      }
      return bigger > 0 ? ActionBenchmarks.Direction.BIGGER : ActionBenchmarks.Direction.SMALLER;
    }
    ActionBenchmarks.Direction direction =
        switch (better) {
          case "smaller" -> ActionBenchmarks.Direction.SMALLER;
          case "bigger" -> ActionBenchmarks.Direction.BIGGER;
          default -> throw wrong("--better smaller or bigger", better);
        };
    if (ActionBenchmarks.count(run, direction) == 0) {
      throw wrong("values of which " + better + " is better", "none in " + run.name());
    }
    return direction;
  }

  private void otava() throws IOException {
    if (out == null) {
      throw wrong("--out with a folder for --format otava", "none");
    }
    Map<String, String> files =
        paths.size() == 1 && paths.get(0).toString().endsWith(".csv")
            ? OtavaFiles.ofHistory(HistorySeries.of(HistoryFile.read(paths.get(0))))
            : OtavaFiles.ofRuns(runs());
    Files.createDirectories(out);
    for (Map.Entry<String, String> file : files.entrySet()) {
      AtomicFile.write(out.resolve(file.getKey()), file.getValue());
    }
    spec.commandLine()
        .getErr()
        .println(files.size() - 1 + " tests in " + out.resolve("otava.yaml"));
  }

  private List<ExportedRun> runs() throws IOException {
    Instant given = time == null ? null : AuthorDates.parse(time);
    List<ExportedRun> runs = new ArrayList<>();
    for (Path path : paths) {
      ExportedRun run = ExportedRun.read(path);
      run = run.of(commit == null ? run.commit() : commit, given == null ? run.time() : given);
      if (run.commit() == null || run.time() == null) {
        throw wrong("--commit and --time for a JSON file of JMH, which has neither", run.name());
      }
      runs.add(run);
    }
    return runs;
  }

  private void write(String text) throws IOException {
    if (out == null) {
      spec.commandLine().getOut().print(text);
      spec.commandLine().getOut().flush();
    } else {
      AtomicFile.write(out, text);
    }
  }

  private ParameterException wrong(String expected, String found) {
    return new ParameterException(spec.commandLine(), "expected " + expected + ", found " + found);
  }
}
