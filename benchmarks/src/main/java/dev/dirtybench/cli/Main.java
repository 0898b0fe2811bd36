package dev.dirtybench.cli;

import dev.dirtybench.cli.qcow2.Qcow2Command;
import dev.dirtybench.cli.trace.TraceCommand;
import java.io.IOException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code dirtybench}. */
@Command(
    name = "dirtybench",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Measures dirty-bitmap backends with recorded write traces; shows and changes",
      "traces; reads and mends the dirty bitmaps in qcow2 images."
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  dirtybench bench",
      "  dirtybench bench --backends hbitmap,roaring --traces postgres --profile standard",
      "  dirtybench gate --base main --new HEAD",
      "  dirtybench list traces",
      "  dirtybench replay --open-loop --speed 20 postgres --backend hbitmap",
      "  dirtybench qcow2 doctor disk.qcow2",
      "  dirtybench trace stat mine.csv.gz",
      "  dirtybench jmh -h",
      "",
      "jmh hands everything after it to JMH itself."
    },
    subcommands = {
      BenchCommand.class,
      GateCommand.class,
      CalibrateCommand.class,
      CompareCommand.class,
      ReportCommand.class,
      HistoryCommand.class,
      ExportCommand.class,
      MergeCommand.class,
      ListCommand.class,
      ReplayCommand.class,
      Qcow2Command.class,
      TraceCommand.class,
      YardsticksCommand.class,
      InliningCommand.class,
      VerifyCommand.class,
      FootprintCommand.class,
      ReplayForkCommand.class
    })
public final class Main {
  private Main() {}

  /**
   * Runs the program and ends the JVM with its exit code: 0 done, 1 the job failed, 2 the call was
   * wrong.
   *
   * @param arguments command and options
   * @throws IOException if JMH cannot write its results
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 0 && arguments[0].equals("jmh")) {
      org.openjdk.jmh.Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
      return;
    }
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(new OneLineErrors());
    line.setParameterExceptionHandler(new OneLineErrors());
    line.setUsageHelpAutoWidth(true);
    return line;
  }
}
