package dev.dirtybench.cli;

import dev.dirtybench.cli.report.ReportMaking;
import dev.dirtybench.results.ResultFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes runs as one page to look at. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Writes runs as one HTML file with charts and all numbers; it needs no network.",
    footer = {
      "",
      "Examples:",
      "  dirtybench report results/runs/RUN                     # RUN/report.html",
      "  dirtybench report results/runs/OLD results/runs/NEW --out both.html",
      "  dirtybench report jmh-result.json                      # anybody's JMH results",
      "  dirtybench report jmh-result.json --contender size     # a parameter's values side by side",
      "",
      "Exit code 0: written; 2: the call or a file was wrong."
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "RUN", description = "run folders or JSON files of JMH")
  private List<Path> paths;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "the page; default: report.html in the folder of a run, else in the current folder")
  private Path out;

  @Option(
      names = "--contender",
      paramLabel = "NAME",
      description =
          "what is compared in a JSON file of JMH: a parameter, or method; default: backend where"
              + " there is one, else method")
  private String contender = "";

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description = "scores over commits; default: results/history.csv if it is there")
  private Path history;

  @Option(
      names = "--source-url",
      paramLabel = "URL",
      description =
          "where the sources can be looked at, such as https://example.org/dirtybench/blob/{commit};"
              + " default: the checkout, for a page inside it")
  private String sourceUrl = "";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (paths.stream().map(path -> path.toAbsolutePath().normalize()).distinct().count()
        < paths.size()) {
      throw new ParameterException(spec.commandLine(), "expected each run once, found one twice");
    }
    if (out != null && Files.isDirectory(out)) {
      throw new ParameterException(
          spec.commandLine(), "expected --out to name a file, got the folder " + out);
    }
    if (out != null && !Files.isDirectory(out.toAbsolutePath().getParent())) {
      throw new ParameterException(
          spec.commandLine(), "expected --out in a folder that is there, got " + out);
    }
    try {
      Path written =
          new ReportMaking(Home.folder(), contender, history, sourceUrl).make(paths, out);
      spec.commandLine().getOut().println("report: " + written);
      spec.commandLine().getOut().flush();
      return 0;
    } catch (ResultFormatException | NoSuchFileException e) {
      String what =
          e instanceof NoSuchFileException
              ? "no such file or folder: " + e.getMessage()
              : e.getMessage();
      spec.commandLine().getErr().println("dirtybench: " + what);
      return 2;
    }
  }
}
