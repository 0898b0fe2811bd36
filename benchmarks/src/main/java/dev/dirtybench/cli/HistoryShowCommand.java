package dev.dirtybench.cli;

import dev.dirtybench.results.JsonFiles;
import dev.dirtybench.results.compare.CellFilter;
import dev.dirtybench.results.history.Annotation;
import dev.dirtybench.results.history.History;
import dev.dirtybench.results.history.HistoryChange;
import dev.dirtybench.results.history.HistoryFile;
import dev.dirtybench.results.history.HistoryReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the commits at which scores changed. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows the commits at which the level of a series of scores changed.",
    footer = {
      "",
      "Examples:",
      "  dirtybench history show",
      "  dirtybench history show --filter 'trace:postgres -backend:noop' --format markdown",
      "  dirtybench history show --fail-on-change --last 20",
      "",
      "A series is a cell on machines of one kind; each commit is one value of it. A filter asks for",
      "operation, backend, trace, granularity, parameters, cell, metric, unit, machine, profile.",
      "Known changes are lines of annotations.csv: commit,filter,text.",
      "Exit code 0: shown; 1: with --fail-on-change, there is a change for the worse that no",
      "annotation explains; 2: the call or a file was wrong."
    })
final class HistoryShowCommand implements Callable<Integer> {
  private static final int CHANGED = 1;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "the history; default: results/history.csv of the checkout")
  private Path file;

  @Option(
      names = "--annotations",
      paramLabel = "FILE",
      description = "known changes; default: annotations.csv beside the history, if it is there")
  private Path annotations;

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      description = "which series, such as 'backend:hbitmap metric:time'")
  private String filter = "";

  @Option(
      names = "--format",
      paramLabel = "FORM",
      description = "text (default), markdown, json or csv")
  private String format = "text";

  @Option(
      names = "--fail-on-change",
      description = "ends with 1 if the newest commits hold a change for the worse not annotated")
  private boolean failOnChange;

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "how many commits are the newest; default: ${DEFAULT-VALUE}")
  private int last = 10;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (last < 1) {
      throw new ParameterException(spec.commandLine(), "expected --last 1 or more, found " + last);
    }
    Path path = file == null ? Home.folder().resolve("results/history.csv") : file;
    Path notes = annotations == null ? path.resolveSibling("annotations.csv") : annotations;
    List<Annotation> known =
        annotations == null && !Files.exists(notes) ? List.of() : Annotation.read(notes);
    History history = History.of(HistoryFile.read(path), CellFilter.parse(filter), known);
    spec.commandLine().getOut().print(told(new HistoryReport(history)));
    spec.commandLine().getOut().flush();
    List<HistoryChange> unexplained = history.unexplained(last);
    if (!failOnChange || unexplained.isEmpty()) {
      return 0;
    }
    HistoryChange first = unexplained.get(0);
    spec.commandLine()
        .getErr()
        .println(
            "dirtybench: "
                + unexplained.size()
                + " unexplained for the worse in the last "
                + last
                + " commits, such as "
                + first.series().cell()
                + " at "
                + first.commit().commit()
                + " (a line in "
                + notes
                + " explains one)");
    return CHANGED;
  }

  private String told(HistoryReport report) throws IOException {
    return switch (format) {
      case "text" -> report.text();
      case "markdown" -> report.markdown();
      case "csv" -> report.csv();
      case "json" -> JsonFiles.print(report.json());
      default ->
          throw new ParameterException(
              spec.commandLine(), "expected --format text, markdown, json or csv");
    };
  }
}
