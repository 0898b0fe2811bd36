package dev.dirtybench.cli;

import dev.dirtybench.cli.report.ReportMaking;
import dev.dirtybench.results.RunFolder;
import dev.dirtybench.results.TableFormat;
import dev.dirtybench.results.compare.CellFilter;
import dev.dirtybench.results.compare.Comparison;
import dev.dirtybench.results.compare.ComparisonReport;
import dev.dirtybench.results.compare.ScoredRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a user sees of finished runs: tables, where they are, pages, and JVMs side by side. */
final class BenchEnding {
  private final PrintWriter out;
  private final PrintWriter err;

  BenchEnding(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Tells of the runs of one JVM, or of several that took turns, and makes their pages.
   *
   * @param lacking lines that say why some cells are not in all of them
   */
  void tell(List<RunFolder> folders, List<String> labels, List<String> lacking) throws IOException {
    boolean several = folders.size() > 1;
    for (int i = 0; i < folders.size(); i++) {
      if (several) {
        out.println(labels.get(i));
      }
      out.print(folders.get(i).table().render(TableFormat.TEXT));
      out.println("\nresults: " + folders.get(i).path());
      report(List.of(folders.get(i).path()), null);
      if (several) {
        out.println();
      }
    }
    if (several) {
      List<Path> paths = folders.stream().map(RunFolder::path).toList();
      try {
        compare(paths, labels);
        lacking.forEach(out::println);
      } catch (IOException | IllegalArgumentException e) {
        err.println("dirtybench: the JVMs could not be compared: " + e.getMessage());
      }
      report(paths, page(paths.get(0), labels));
    }
    out.flush();
  }

  /** Beside the runs, by the name that they have in common: it belongs to none of them. */
  private static Path page(Path first, List<String> labels) {
    String name = first.getFileName().toString();
    String all = String.join("-", labels);
    return first.resolveSibling(name.replace("-" + labels.get(0), "-" + all) + ".html");
  }

  private void compare(List<Path> paths, List<String> labels) throws IOException {
    List<ScoredRun> runs = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      runs.add(ScoredRun.read(paths.get(i)).named(labels.get(i)));
    }
    Comparison comparison =
        Comparison.of(runs, CellFilter.parse(""), Comparison.RUN, List.of(), null);
    if (!comparison.unlike().isEmpty()) {
      err.println("dirtybench: advice only: " + String.join("; ", comparison.unlike()));
    }
    out.println("JVMs side by side");
    out.print(new ComparisonReport(comparison).text());
  }

  /** What was measured stands; a page that cannot be made is said, and no failure of the run. */
  private void report(List<Path> folders, Path page) {
    try {
      out.println("report: " + new ReportMaking(Home.folder(), "", null, "").make(folders, page));
    } catch (IOException | RuntimeException e) {
      err.println(
          "dirtybench: the page of the results could not be made: "
              + e.getMessage()
              + "; try: dirtybench report "
              + String.join(" ", folders.stream().map(Path::toString).toList()));
    }
  }
}
