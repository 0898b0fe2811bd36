package dev.dirtybench.cli.trace;

import picocli.CommandLine.Command;

/** The command {@code dirtybench trace}: write traces. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = "Tells what is in write traces, and makes others of them.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "A trace is the name of a recording; or a file, several joined by +, perhaps",
      "with :FORMAT and :KEY=VALUE,... behind; or a generator such as",
      "uniform:size=64G,operations=1000. See dirtybench list traces.",
      "",
      "Examples:",
      "  dirtybench trace stat mine.csv.gz",
      "  dirtybench trace plot postgres -o postgres.svg",
      "  dirtybench trace extents mine.iolog --disk-size 64G --output=json",
      "  dirtybench trace anonymise mine.csv.gz -o theirs.csv.gz",
      "  dirtybench trace generate --like mine.csv.gz --seed 7 -o like.csv.gz"
    },
    subcommands = {
      StatCommand.class,
      PlotCommand.class,
      ExtentsCommand.class,
      ConvertCommand.class,
      CutCommand.class,
      MergeCommand.class,
      GenerateCommand.class,
      AnonymiseCommand.class,
      SalvageCommand.class,
      FormatsCommand.class
    })
public final class TraceCommand {}
