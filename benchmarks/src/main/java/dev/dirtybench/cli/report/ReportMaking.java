package dev.dirtybench.cli.report;

import dev.dirtybench.results.history.History;
import dev.dirtybench.results.history.HistoryFile;
import dev.dirtybench.results.history.HistoryRow;
import dev.dirtybench.results.report.ReportData;
import dev.dirtybench.results.report.ReportInput;
import dev.dirtybench.results.report.ReportPage;
import dev.dirtybench.results.report.ReportRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the page of some runs with all that is known of them here. */
public final class ReportMaking {
  private final Path home;
  private final String contender;
  private final Path historyFile;
  private final String sourceUrl;

  /**
   * How pages are made.
   *
   * @param home folder of the checkout, for sources and the history
   * @param contender what is compared in a file of JMH, as {@link ReportRun#read} takes it
   * @param historyFile scores over commits; null for the checkout's own, if it has one
   * @param sourceUrl where the sources can be looked at, in which {@code {commit}} stands for the
   *     first run's; empty for the checkout
   */
  public ReportMaking(Path home, String contender, Path historyFile, String sourceUrl) {
    this.home = home;
    this.contender = contender;
    this.historyFile = historyFile;
    this.sourceUrl = sourceUrl;
  }

  /**
   * Makes a page.
   *
   * @param paths run folders or JSON files of JMH, each once
   * @param out the page; null for {@code report.html} in the folder of a single run, else here
   * @return the page's file, written as a whole
   * @throws dev.dirtybench.results.ResultFormatException if one is no run
   * @throws IOException if a file cannot be read, or the page not written
   */
  public Path make(List<Path> paths, Path out) throws IOException {
    List<ReportRun> runs = new ArrayList<>();
    for (Path path : paths) {
      runs.add(ReportRun.read(path, contender));
    }
    TraceViews traces = TraceViews.of(runs);
    Path file = out;
    if (file == null) {
      boolean inside = paths.size() == 1 && Files.isDirectory(paths.get(0));
      file = (inside ? paths.get(0) : Path.of("")).resolve("report.html");
    }
    BenchmarkSources sources = new BenchmarkSources(home, file, sourceUrl(runs.get(0)));
    ReportInput input =
        new ReportInput(
            traces.portraits(),
            traces.densities(),
            LatencyFiles.read(runs),
            history(),
            sources::line);
    new ReportPage(new ReportData(runs, input).json()).write(file);
    return file;
  }

  private String sourceUrl(ReportRun run) {
    String commit =
        run.manifest() == null ? "HEAD" : run.manifest().path("git").path("sha").asText("HEAD");
    return sourceUrl.replace("{commit}", commit).replaceAll("/+$", "");
  }

  private History history() throws IOException {
    Path file = historyFile == null ? home.resolve("results").resolve("history.csv") : historyFile;
    if (historyFile == null && !Files.exists(file)) {
      return null;
    }
    List<HistoryRow> rows = HistoryFile.read(file);
    return rows.isEmpty() ? null : History.of(rows, keys -> true, List.of());
  }
}
