package dev.dirtybench.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dirtybench.benchmarks.foreign.JmhLock;
import dev.dirtybench.benchmarks.gate.GateArm;
import dev.dirtybench.benchmarks.gate.NoiseCalibrator;
import dev.dirtybench.benchmarks.run.Progress;
import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.cli.environment.Terminal;
import dev.dirtybench.results.gate.CalibrationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how noisy this machine is for each cell. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures this build against itself and prints, for each cell, the variance within and"
            + " between forks, the best number of iterations, and what a gate can find.",
    footer = {
      "",
      "Examples:",
      "  dirtybench calibrate",
      "  dirtybench calibrate --cells set/roaring/postgres/64K,merge/roaring/postgres/64K --pairs 12",
      "  dirtybench gate --base main --new HEAD --calibration results/calibration/calibration.json"
    })
final class CalibrateCommand implements Callable<Integer> {
  private static final int FEWEST = 4;

  @Option(
      names = "--cells",
      paramLabel = "WHICH",
      description =
          "sentinel (default), all, or cells such as set/hbitmap/postgres/64K with commas")
  private String cells = "sentinel";

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description = "of each cell by each driver; default: ${DEFAULT-VALUE}")
  private int pairs = 8;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "one that exists is gone on with; default: results/calibration")
  private Path out;

  @Option(names = "--seed", paramLabel = "N", description = "of the order of cells; default: 1")
  private long seed = 1;

  @Option(
      names = "--jvm",
      paramLabel = "JAVA",
      description = "the java launcher; default: this one")
  private String jvm;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (pairs < FEWEST) {
      throw new ParameterException(
          spec.commandLine(), "expected --pairs " + FEWEST + " or more, found " + pairs);
    }
    Progress progress =
        new Progress(
            System.err, Terminal.isWatched() ? Progress.Style.TERMINAL : Progress.Style.PLAIN);
    Path folder = out == null ? Home.folder().resolve("results/calibration") : out;
    JmhLock.requireFree();
    GateArm arm = new GateArm("this build", System.getProperty("java.class.path"), null, 0);
    TargetJvm target = jvm == null ? TargetJvm.current() : TargetJvm.of(jvm);
    CalibrationReport report =
        new CalibrationReport(
            new NoiseCalibrator(arm, target, progress)
                .run(GateCells.of(cells, null).cells(), pairs, seed, folder));
    Path file = folder.resolve("calibration.json");
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    Files.writeString(file, mapper.writeValueAsString(report.json()) + '\n');
    spec.commandLine().getOut().print(report.text() + "\ncalibration: " + file + '\n');
    spec.commandLine().getOut().flush();
    return 0;
  }
}
