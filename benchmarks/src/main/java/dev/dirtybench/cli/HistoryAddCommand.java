package dev.dirtybench.cli;

import dev.dirtybench.results.history.HistoryFile;
import dev.dirtybench.results.history.HistoryRow;
import dev.dirtybench.results.history.HistoryRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds runs to the history. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Adds the scores of finished runs to the history.",
    footer = {
      "",
      "Examples:",
      "  dirtybench history add results/runs/20261123T001914Z-1c5587d351ca-quick",
      "  dirtybench history add --file nightly.csv results/runs/*",
      "",
      "A run is added once, and only if it measured a commit without changes on top of it. Exit code",
      "0: added; 2: a run or the history is not as it should be, nothing is added of that run and",
      "those behind it."
    })
final class HistoryAddCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "RUN", description = "folders of runs")
  private List<Path> runs;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "the history; default: results/history.csv of the checkout")
  private Path file;

  @Option(
      names = "--author-date",
      paramLabel = "TIME",
      description = "when the runs' commit was written; default: what git says")
  private String authorDate;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path history = file == null ? Home.folder().resolve("results/history.csv") : file;
    Instant given = authorDate == null ? null : AuthorDates.parse(authorDate);
    for (Path folder : runs) {
      HistoryRun run = HistoryRun.open(folder);
      Instant date = given != null ? given : run.authorDate();
      if (date == null) {
        date = AuthorDates.of(Home.folder(), run.commit());
      }
      List<HistoryRow> rows = run.rows(date);
      HistoryFile.append(history, rows);
      spec.commandLine()
          .getOut()
          .println(rows.size() + " scores of " + folder.getFileName() + " added to " + history);
    }
    return 0;
  }
}
