package dev.dirtybench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands on the file that keeps scores over commits. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Keeps scores over commits and finds the commits that changed them.",
    footer = {
      "",
      "Examples:",
      "  dirtybench history add results/runs/20261123T001914Z-1c5587d351ca-quick",
      "  dirtybench history show --filter 'backend:hbitmap operation:(set OR merge)'",
      "  dirtybench history show --fail-on-change --last 20 --format markdown",
      "",
      "A change found here is a place to look at; whether a commit made it is for: dirtybench gate."
    },
    subcommands = {HistoryAddCommand.class, HistoryShowCommand.class})
final class HistoryCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command: add or show");
  }
}
