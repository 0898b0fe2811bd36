package dev.dirtybench.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dirtybench.results.compare.CellFilter;
import dev.dirtybench.results.compare.Comparison;
import dev.dirtybench.results.compare.ComparisonReport;
import dev.dirtybench.results.compare.ScoredRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs, or the backends of a run, side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Compares runs, or the backends of one run: ratio, limits, verdict of each cell.",
    footer = {
      "",
      "Examples:",
      "  dirtybench compare results/runs/OLD results/runs/NEW",
      "  dirtybench compare old-jmh.json new-jmh.json        # anybody's JMH results",
      "  dirtybench compare RUN --col backend --base hbitmap --row operation,trace",
      "  dirtybench compare A B --filter 'trace:postgres operation:(set OR merge)' --format markdown",
      "",
      "Verdicts come from side-by-side forks only within one run; for a decision between two builds",
      "use: dirtybench gate. Exit code 0: compared; 2: the call or a file was wrong, no cell is in",
      "both, or the machines are not alike; 4: compared, but a cell is missing in one of the runs."
    })
final class CompareCommand implements Callable<Integer> {
  private static final int COVERAGE_LOST = 4;

  @Parameters(arity = "1..*", paramLabel = "RUN", description = "run folders or JSON files of JMH")
  private List<Path> paths;

  @Option(
      names = "--col",
      paramLabel = "KEY",
      description = "what stands side by side: run (default for several) or a key such as backend")
  private String column;

  @Option(
      names = "--row",
      split = ",",
      paramLabel = "KEY",
      description = "what makes a row; default: all keys that differ")
  private List<String> rows = List.of();

  @Option(
      names = "--base",
      paramLabel = "NAME",
      description = "the column to compare with; default: the first")
  private String base;

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      description = "which cells, such as 'trace:postgres -backend:noop'")
  private String filter = "";

  @Option(
      names = "--format",
      paramLabel = "FORM",
      description = "text (default), markdown, json or csv")
  private String format = "text";

  @Option(
      names = "--across-machines",
      description = "compares although CPU, JDK or settings differ, for advice; says how they do")
  private boolean acrossMachines;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<ScoredRun> runs = new ArrayList<>();
    for (Path path : paths) {
      runs.add(ScoredRun.read(path));
    }
    nameApart(runs);
    String side = column != null ? column : runs.size() > 1 ? Comparison.RUN : "backend";
    boolean ofRuns = side.equals(Comparison.RUN);
    Comparison comparison = Comparison.of(runs, CellFilter.parse(filter), side, rows, base);
    String unlike = String.join("; ", comparison.unlike());
    if (!unlike.isEmpty() && !acrossMachines) {
      throw new IllegalArgumentException(
          "expected cells of one kind of machine, found: "
              + unlike
              + " (--across-machines compares them for advice)");
    }
    if (!unlike.isEmpty()) {
      spec.commandLine().getErr().println("dirtybench: advice only, across machines: " + unlike);
    }
    spec.commandLine().getOut().print(told(new ComparisonReport(comparison)));
    spec.commandLine().getOut().flush();
    return ofRuns && !comparison.missing().isEmpty() ? COVERAGE_LOST : 0;
  }

  /** Files of one name in different folders are called by their paths. */
  private void nameApart(List<ScoredRun> runs) {
    if (runs.stream().map(ScoredRun::name).distinct().count() == runs.size()) {
      return;
    }
    if (paths.stream().distinct().count() < paths.size()) {
      throw new ParameterException(spec.commandLine(), "expected each run once, found one twice");
    }
    for (int i = 0; i < runs.size(); i++) {
      runs.set(i, runs.get(i).named(paths.get(i).toString()));
    }
  }

  private String told(ComparisonReport report) throws IOException {
    return switch (format) {
      case "text" -> report.text();
      case "markdown" -> report.markdown();
      case "csv" -> report.csv();
      case "json" ->
          new ObjectMapper()
                  .enable(SerializationFeature.INDENT_OUTPUT)
                  .writeValueAsString(report.json())
              + '\n';
      default ->
          throw new ParameterException(
              spec.commandLine(), "expected --format text, markdown, json or csv");
    };
  }
}
