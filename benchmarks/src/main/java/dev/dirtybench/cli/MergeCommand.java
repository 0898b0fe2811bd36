package dev.dirtybench.cli;

import dev.dirtybench.results.MergedRun;
import dev.dirtybench.results.MissingShards;
import dev.dirtybench.results.TableFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Unites the shards of a run into one run folder. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Unites the shards of a run, which bench --shard left, into one run folder.",
    footer = {
      "",
      "Examples:",
      "  dirtybench merge shards/*",
      "  dirtybench merge shards/* --out results/runs",
      "  dirtybench merge shards/* --partial        # although a machine was lost",
      "",
      "Which machine measured what stays known; unlike machines are never compared as one.",
      "Exit code 0: merged; 2: these are not all shards of one run, or one is broken."
    })
final class MergeCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "RUN", description = "run folders of the shards")
  private List<Path> runs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where the run's folder is made; default: results/runs")
  private Path out;

  @Option(
      names = "--partial",
      description = "merges although shards are missing or ended early; the report says which")
  private boolean partial;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    MergedRun merged = MergedRun.of(runs, partial ? MissingShards.ALLOWED : MissingShards.REFUSED);
    Path folder =
        merged.write(out == null ? Home.folder().resolve("results").resolve("runs") : out);
    PrintWriter err = spec.commandLine().getErr();
    merged.absent().forEach(what -> err.println("dirtybench: merged without all: " + what));
    if (merged.machineKinds() > 1) {
      err.println(
          "dirtybench: the machines are of "
              + merged.machineKinds()
              + " kinds: compare within a row only; the report says which measured what");
    }
    PrintWriter output = spec.commandLine().getOut();
    output.print(merged.table().render(TableFormat.TEXT));
    output.println("\nresults: " + folder);
    output.flush();
    return 0;
  }
}
