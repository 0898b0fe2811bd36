package dev.dirtybench.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dirtybench.benchmarks.openloop.Arrivals;
import dev.dirtybench.benchmarks.openloop.OpenLoop;
import dev.dirtybench.benchmarks.openloop.OpenLoopResult;
import dev.dirtybench.benchmarks.openloop.OpenLoopSettings;
import dev.dirtybench.benchmarks.openloop.OpenLoopTable;
import dev.dirtybench.benchmarks.run.OpenLoopRun;
import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.cli.environment.ClassPathOption;
import dev.dirtybench.results.RunFolder;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.catalog.Traces;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays a trace's writes at their times into one backend and reports latencies. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Plays the writes of a trace at their recorded times into one backend, whether or",
      "not it keeps up, and reports latencies from when each write was due."
    },
    footer = {
      "",
      "Examples:",
      "  dirtybench replay --open-loop --speed 20 postgres --backend hbitmap",
      "  dirtybench replay --open-loop --speed 20 --snapshot-every 100ms postgres --backend roaring",
      "  dirtybench replay --open-loop --rate 100000 --duration 30s ./mine.csv --backend agrona",
      "  dirtybench replay --open-loop --speed 20 postgres --backend noop",
      "",
      "There is no closed loop here: JMH measures that (dirtybench bench --operations set).",
      "Backend noop keeps nothing: it shows what the machine and the replay itself take.",
      "One lock guards the disk's bitmaps, as a hypervisor's does; every write takes it.",
      "",
      "Exit code 0: played, also when the machine was too slow or Ctrl-C ended it; 1: the",
      "measuring failed or the bitmap was wrong; 2: the call was wrong."
    })
final class ReplayCommand implements Callable<Integer> {
  @Option(names = "--open-loop", description = "required: what is played does not wait")
  private boolean openLoop;

  @Parameters(
      paramLabel = "TRACE",
      description = "bundled name, file or generator; see: dirtybench list traces")
  private String trace;

  @Option(names = "--backend", required = true, paramLabel = "NAME", description = "which one")
  private String backend;

  @Option(
      names = "--speed",
      paramLabel = "X",
      description = "so many times as fast as recorded; default: 1")
  private Double speed;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "N writes a second, evenly spaced, in place of the recorded times")
  private Double rate;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = TimeSpan.Converter.class,
      description =
          "such as 30s; a longer one than the trace plays it again into the same bitmap; default:"
              + " the trace once")
  private TimeSpan duration;

  @Option(
      names = "--snapshot-every",
      paramLabel = "TIME",
      converter = TimeSpan.Converter.class,
      description = "a reader freezes, merges, scans and clears the bitmap so often; such as 100ms")
  private TimeSpan snapshotEvery;

  @Option(names = "--granularity", paramLabel = "SIZE", description = "bytes per bit; default: 64K")
  private String granularity = "64K";

  @Option(
      names = "--warmup",
      paramLabel = "TIME",
      converter = TimeSpan.Converter.class,
      description = "played before anything counts; default: 4s")
  private TimeSpan warmup = TimeSpan.parse("4s");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where the run's folder is made; default: results/runs")
  private Path out;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json")
  private String format = "text";

  @Option(
      names = "--jvm",
      paramLabel = "JAVA",
      description = "the java launcher that it runs in; default: this one")
  private String jvm;

  @Mixin private ClassPathOption classPath;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireSense();
    String wholeClassPath = classPath.apply();
    Backends known = Backends.load();
    known.require(backend);
    WriteTrace decoded = Traces.open(trace);
    OpenLoopSettings settings = settings();
    announce(settings, OpenLoop.arrivals(settings, decoded));
    Path parent = out == null ? Home.folder().resolve("results").resolve("runs") : out;
    try (OpenLoopRun run =
            new OpenLoopRun(
                settings,
                decoded,
                known,
                jvm == null ? TargetJvm.current() : TargetJvm.of(jvm),
                wholeClassPath,
                spec.commandLine().getParseResult().originalArgs());
        RunFolder folder = run.createFolder(parent)) {
      print(run.play(folder), folder);
    }
    return 0;
  }

  private void requireSense() {
    if (!openLoop) {
      throw new IllegalArgumentException(
          "replay plays in open loop only, add --open-loop; a closed loop is measured by: dirtybench"
              + " bench --operations set --traces "
              + trace
              + " --backends "
              + backend);
    }
    if (speed != null && rate != null) {
      throw new IllegalArgumentException(
          "--speed changes the recorded times and --rate replaces them; give one of them");
    }
    if (!format.equals("text") && !format.equals("json")) {
      throw new IllegalArgumentException(
          "unknown format \"" + format + "\", expected text or json");
    }
    if (rate != null && !(rate > 0)) {
      throw new IllegalArgumentException("--rate must be above 0 writes a second, got " + rate);
    }
  }

  private OpenLoopSettings settings() {
    return new OpenLoopSettings(
        backend,
        trace,
        Granularity.parse(granularity).toString(),
        rate != null ? 0 : speed == null ? 1 : speed,
        rate == null ? 0 : rate,
        duration == null ? 0 : duration.nanos(),
        snapshotEvery == null ? 0 : snapshotEvery.nanos(),
        warmup.nanos());
  }

  private void announce(OpenLoopSettings settings, Arrivals arrivals) {
    long length = settings.lengthNs() > 0 ? settings.lengthNs() : arrivals.spanNs();
    spec.commandLine()
        .getErr()
        .println(
            String.format(
                Locale.ROOT,
                "playing for %.1f s after a warm-up of %.1f s, %.0f writes/s; Ctrl-C keeps what is"
                    + " measured",
                length / 1e9,
                settings.warmupNs() / 1e9,
                arrivals.rate()));
  }

  private void print(OpenLoopResult result, RunFolder folder) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (format.equals("json")) {
      out.println(
          JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(result));
    } else {
      out.print(new OpenLoopTable(result).text());
      out.println("\nresults: " + folder.path());
    }
    out.flush();
  }
}
