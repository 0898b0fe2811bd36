package dev.dirtybench.cli.qcow2;

import picocli.CommandLine.Command;

/** The command {@code dirtybench qcow2}: dirty bitmaps in images. */
@Command(
    name = "qcow2",
    mixinStandardHelpOptions = true,
    description = "Reads, changes and mends the dirty bitmaps in qcow2 images.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  dirtybench qcow2 create disk.qcow2 64G",
      "  dirtybench qcow2 bitmap --add -g 64K disk.qcow2 backup",
      "  dirtybench qcow2 map --bitmap backup --output json disk.qcow2",
      "  dirtybench qcow2 doctor disk.qcow2"
    },
    subcommands = {
      CreateCommand.class,
      InfoCommand.class,
      CheckCommand.class,
      ResizeCommand.class,
      BitmapCommand.class,
      MapCommand.class,
      Sha256Command.class,
      DoctorCommand.class,
      RaceCommand.class,
      FloorsCommand.class
    })
public final class Qcow2Command {}
