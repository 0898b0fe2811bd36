package dev.dirtybench.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.dirtybench.benchmarks.foreign.ArmJar;
import dev.dirtybench.benchmarks.foreign.JmhLock;
import dev.dirtybench.benchmarks.gate.ArmBuilder;
import dev.dirtybench.benchmarks.gate.BuildListing;
import dev.dirtybench.benchmarks.gate.DriverChoice;
import dev.dirtybench.benchmarks.gate.Gate;
import dev.dirtybench.benchmarks.gate.GateArm;
import dev.dirtybench.benchmarks.gate.GatePlan;
import dev.dirtybench.benchmarks.gate.GatedCells;
import dev.dirtybench.benchmarks.gate.SharpChoice;
import dev.dirtybench.benchmarks.gate.SharpChoice.Kind;
import dev.dirtybench.benchmarks.gate.StagePlan;
import dev.dirtybench.benchmarks.run.Progress;
import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.cli.environment.Terminal;
import dev.dirtybench.results.gate.CalibrationReport;
import dev.dirtybench.results.gate.GateReport;
import dev.dirtybench.results.gate.GateResult;
import dev.dirtybench.results.gate.SelfTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Decides whether B has become slower than A. */
@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnExecutionException = GateResult.INVALID,
    description = "Measures two builds, or two backends, side by side and gives a verdict.",
    footer = {
      "",
      "Examples:",
      "  dirtybench gate --base main --new HEAD",
      "  dirtybench gate --base old/dirtybench.jar --new benchmarks/target/dirtybench.jar --budget 5m",
      "  dirtybench gate --base old/benchmarks.jar --new new/benchmarks.jar --include Sort",
      "  dirtybench gate --backend hbitmap --against roaring,bitset",
      "  dirtybench gate --aa --repeat 10            # how often does it cry wolf here?",
      "  dirtybench gate --inject 10%% --repeat 10    # how often does it see 10 %% more?",
      "",
      "A jar is a build of this program, or an uber-jar of JMH benchmarks of any project (1.21 to 1.37).",
      "",
      "Exit code 0: no regression found; 1: regression; 2: the call was wrong or the arms cannot be",
      "compared; 3: the machine was disturbed, try again; 4: a cell has vanished."
    })
final class GateCommand implements Callable<Integer> {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  @Option(names = "--base", paramLabel = "REV|JAR", description = "A: what is compared with")
  private String base;

  @Option(names = "--new", paramLabel = "REV|JAR", description = "B: what is judged")
  private String candidate;

  @Option(names = "--backend", paramLabel = "NAME", description = "B as a backend of this build")
  private String backend;

  @Option(
      names = "--against",
      split = ",",
      paramLabel = "NAME",
      description = "A as backends of this build, one comparison for each")
  private List<String> against = List.of();

  @Option(names = "--aa", description = "this build as both arms: shows false alarms")
  private boolean sameTwice;

  @Option(
      names = "--inject",
      paramLabel = "PERCENT",
      description = "this build against itself made slower: shows what is found")
  private String inject;

  @Option(
      names = "--cells",
      paramLabel = "WHICH",
      description =
          "sentinel (default), all, or cells such as set/hbitmap/postgres/64K with commas")
  private String cells = "sentinel";

  @Option(
      names = "--driver",
      paramLabel = "HOW",
      description = "auto (default), slices, turns or forks")
  private String driver = "auto";

  @Option(
      names = "--calibration",
      paramLabel = "FILE",
      description = "of dirtybench calibrate: with --driver auto each cell has the driver it chose")
  private Path calibration;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description =
          "pairs that decide, of each cell that the screen leaves; default: 8 in slices and turns, 12 of forks")
  private int rounds;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description = "such as 15m: no further round is begun after it; default: ${DEFAULT-VALUE}")
  private String budget = "15m";

  @Option(names = "--repeat", paramLabel = "N", description = "with --aa and --inject; default: 1")
  private int repeat = 1;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "the gate's folder; one that exists is gone on with")
  private Path out;

  @Option(names = "--format", paramLabel = "FORM", description = "text (default), markdown or json")
  private String format = "text";

  @Option(names = "--seed", paramLabel = "N", description = "of the order of cells; default: 1")
  private long seed = 1;

  @Option(
      names = "--jvm",
      paramLabel = "JAVA",
      description = "the java launcher; default: this one")
  private String jvm;

  @Option(
      names = "--count-disturbed",
      description = {
        "count pairs too that were measured while the machine was disturbed, and doubt no cell",
        "for its rulers: where others' load is seen but not felt, such as in a container;",
        "verdicts are worth less then"
      })
  private boolean countDisturbed;

  @Mixin private GateJarOptions jarOptions;

  @Mixin private GateSharpOptions sharpOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Progress progress =
        new Progress(
            System.err, Terminal.isWatched() ? Progress.Style.TERMINAL : Progress.Style.PLAIN);
    TargetJvm target = jvm == null ? TargetJvm.current() : TargetJvm.of(jvm);
    List<Comparison> comparisons = comparisons(progress, target);
    JmhLock.requireFree();
    Path folder =
        out == null ? Home.folder().resolve("results/gates/" + UTC.format(Instant.now())) : out;
    int exit = 0;
    ArrayNode verdicts = new ObjectMapper().createArrayNode();
    StringBuilder report = new StringBuilder();
    for (Comparison comparison : comparisons) {
      GatedCells gated = comparison.cells();
      StagePlan usual = comparison.driver().stages();
      StagePlan stages = rounds == 0 ? usual : usual.deciding(rounds);
      GatePlan plan = new GatePlan(gated.cells(), repeat, stages, durationOf(budget), seed);
      progress.say(
          String.format(
              "%d cells: a screen of %d pairs each, %d to %d where it is not enough, fresh ones of"
                  + " what looks slower; every pair is kept in %s",
              plan.cells().size(),
              plan.stages().screen(),
              plan.stages().decide(),
              plan.stages().extended(),
              folder));
      Path part = comparisons.size() == 1 ? folder : folder.resolve(comparison.a().name());
      List<GateResult> results =
          new Gate(
                  comparison.a(),
                  comparison.b(),
                  target,
                  countDisturbed ? Gate.Disturbed.COUNTED : Gate.Disturbed.LEFT_OUT,
                  progress)
              .run(plan, choice(comparison.driver()), gated.coverage(), comparison.sharp(), part);
      for (GateResult result : results) {
        GateReport told = new GateReport(result);
        verdicts.add(told.json());
        report.append(format.equals("markdown") ? told.markdown() : told.text()).append('\n');
        exit = worse(exit, result.exitCode());
      }
      if (sameTwice || inject != null) {
        String said = new SelfTest(results).text(inject == null ? 0 : shareOf(inject));
        report.append(said);
      }
    }
    finish(folder, verdicts, report.toString());
    return exit;
  }

  private void finish(Path folder, ArrayNode verdicts, String report) throws IOException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    String json =
        mapper.writeValueAsString(verdicts.size() == 1 ? verdicts.get(0) : verdicts) + '\n';
    Files.writeString(folder.resolve("verdict.json"), json);
    Files.writeString(
        folder.resolve(format.equals("markdown") ? "report.md" : "report.txt"), report);
    spec.commandLine().getOut().print(format.equals("json") ? json : report);
    spec.commandLine().getOut().flush();
  }

  /** Vanished cells, invalid arms and regressions count more than a disturbed machine. */
  private static int worse(int one, int other) {
    List<Integer> order =
        List.of(
            GateResult.PASS,
            GateResult.CONTAMINATED,
            GateResult.REGRESSION,
            GateResult.INVALID,
            GateResult.COVERAGE_LOST);
    return order.indexOf(one) > order.indexOf(other) ? one : other;
  }

  /** Two arms and how they are run. */
  private record Comparison(
      GateArm a, GateArm b, Gate.Driver driver, GatedCells cells, SharpChoice sharp) {}

  private List<Comparison> comparisons(Progress progress, TargetJvm target)
      throws IOException, InterruptedException {
    String own = System.getProperty("java.class.path");
    int modes =
        (base != null || candidate != null ? 1 : 0)
            + (backend != null || !against.isEmpty() ? 1 : 0)
            + (sameTwice ? 1 : 0)
            + (inject != null ? 1 : 0);
    if (modes != 1) {
      throw wrong("one of --base with --new, --backend with --against, --aa or --inject");
    }
    if (repeat > 1 && !sameTwice && inject == null) {
      throw wrong("--repeat only with --aa or --inject");
    }
    if (base == null && jarOptions.areGiven()) {
      throw wrong("--include, -p, --jvm-args, --warmup and --iterations with two JMH jars only");
    }
    if (sameTwice || inject != null) {
      double slowdown = inject == null ? 0 : shareOf(inject);
      return List.of(
          new Comparison(
              new GateArm("this build", own, null, 0),
              new GateArm(
                  inject == null ? "this build again" : "made " + inject + " slower",
                  own,
                  null,
                  slowdown),
              driver(Gate.Driver.SLICES),
              GateCells.of(cells, backend),
              // What is slowed runs passes twice, which allocates twice.
              sharpOptions.choice(inject == null ? EnumSet.allOf(Kind.class) : Set.of())));
    }
    if (backend != null) {
      if (against.isEmpty()) {
        throw wrong("--against with --backend");
      }
      List<Comparison> all = new ArrayList<>();
      for (String other : against) {
        all.add(
            new Comparison(
                new GateArm(other, own, other, 0),
                new GateArm(backend, own, backend, 0),
                driver(Gate.Driver.TURNS),
                GateCells.of(cells, backend),
                // Two backends are meant to differ in what they allocate and weigh.
                sharpOptions.choice(Set.of(Kind.DIGEST))));
      }
      return all;
    }
    if (base == null || candidate == null) {
      throw wrong("--base and --new together");
    }
    ArmBuilder builder = new ArmBuilder(Home.folder(), progress::say);
    Path jarA = builder.jar(base);
    Path jarB = builder.jar(candidate);
    ArmJar kind = ArmJar.of(jarA);
    if (kind != ArmJar.of(jarB)) {
      throw new IllegalArgumentException(
          "expected two builds of this program or two JMH jars, found one of each: "
              + jarA
              + " and "
              + jarB);
    }
    GateArm a = new GateArm(base, jarA.toString(), null, 0);
    GateArm b = new GateArm(candidate, jarB.toString(), null, 0);
    return List.of(
        kind == ArmJar.JMH
            ? foreign(a, b, jarA, jarB, target)
            : new Comparison(
                a,
                b,
                driver(Gate.Driver.SLICES),
                ownCells(a, b, target),
                sharpOptions.choice(EnumSet.allOf(Kind.class))));
  }

  private GatedCells ownCells(GateArm a, GateArm b, TargetJvm target)
      throws IOException, InterruptedException {
    if (jarOptions.areGiven()) {
      throw wrong(
          "--include, -p, --jvm-args, --warmup and --iterations with JMH jars of other projects;"
              + " for builds of this program there is --cells");
    }
    return GateCells.between(cells, BuildListing.of(a, target), BuildListing.of(b, target));
  }

  private Comparison foreign(GateArm a, GateArm b, Path jarA, Path jarB, TargetJvm target)
      throws IOException, InterruptedException {
    if (!cells.equals("sentinel")) {
      throw wrong("--include for JMH jars of other projects; --cells is for builds of this one");
    }
    if (driver.equals("slices") || driver.equals("turns")) {
      throw wrong("--driver forks for JMH jars: " + driver + " need passes of this program");
    }
    return new Comparison(
        a,
        b,
        driver(Gate.Driver.FORKS),
        jarOptions.cells(jarA, jarB, target.launcher()),
        sharpOptions.choice(Set.of(Kind.ALLOCATION)));
  }

  private Gate.Driver driver(Gate.Driver usual) {
    if (driver.equals("auto")) {
      return usual;
    }
    try {
      return Gate.Driver.of(driver);
    } catch (IllegalArgumentException e) {
      throw wrong("--driver auto, slices, turns or forks");
    }
  }

  private DriverChoice choice(Gate.Driver usual) throws IOException {
    if (calibration == null || !driver.equals("auto")) {
      return DriverChoice.all(usual);
    }
    Map<String, Gate.Driver> byCell = new HashMap<>();
    CalibrationReport.drivers(
            new ObjectMapper().readTree(calibration.toFile()), calibration.toString())
        .forEach((cell, name) -> byCell.put(cell, Gate.Driver.of(name)));
    return new DriverChoice(usual, byCell);
  }

  private double shareOf(String percent) {
    if (!percent.matches("[0-9]{1,2}(\\.[0-9]+)?%")) {
      throw wrong("--inject as a percentage such as 10%");
    }
    return Double.parseDouble(percent.substring(0, percent.length() - 1)) / 100;
  }

  private Duration durationOf(String text) {
    if (!text.matches("[0-9]{1,6}[smh]")) {
      throw wrong("--budget as a time such as 90s, 15m or 2h");
    }
    long count = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(count);
      case 'm' -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }

  private ParameterException wrong(String expected) {
    return new ParameterException(spec.commandLine(), "expected " + expected);
  }
}
