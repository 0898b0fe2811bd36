package dev.dirtybench.cli;

import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Pollution;
import dev.dirtybench.benchmarks.pass.Windows;
import dev.dirtybench.benchmarks.run.BenchOptions;
import dev.dirtybench.benchmarks.run.BenchRun;
import dev.dirtybench.benchmarks.run.Effort;
import dev.dirtybench.benchmarks.run.JvmBackends;
import dev.dirtybench.benchmarks.run.JvmChoice;
import dev.dirtybench.benchmarks.run.JvmSide;
import dev.dirtybench.benchmarks.run.Plan;
import dev.dirtybench.benchmarks.run.Profile;
import dev.dirtybench.benchmarks.run.Progress;
import dev.dirtybench.benchmarks.run.RunManifest;
import dev.dirtybench.benchmarks.run.Shard;
import dev.dirtybench.benchmarks.run.ShardChoice;
import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.benchmarks.run.TraceChoice;
import dev.dirtybench.benchmarks.run.TraceChoice.Yardsticks;
import dev.dirtybench.cli.environment.ClassPathOption;
import dev.dirtybench.cli.environment.Terminal;
import dev.dirtybench.results.EarlierRun;
import dev.dirtybench.results.Manifest;
import dev.dirtybench.results.RunFolder;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures: verifies, weighs, times, prints the table and leaves a run folder. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures every backend with write traces and prints a table.",
    footer = {
      "",
      "Examples:",
      "  dirtybench bench",
      "  dirtybench bench --profile standard --backends hbitmap,roaring --traces postgres",
      "  dirtybench bench --traces uniform:size=1T,operations=5000,length=64K --operations set",
      "  dirtybench bench --traces ./mine.csv.gz --granularity 4K,64K",
      "  dirtybench bench --operations set,scan-extents --pollution mono,mega",
      "  dirtybench bench --traces bits-2M-0.5,bits-64M-0.01 --operations image-load",
      "  dirtybench bench --budget 15m --traces postgres",
      "  dirtybench bench --resume results/runs/20261122T191500Z-0123456789ab-quick",
      "  dirtybench bench --shard 2/4",
      "  dirtybench bench --jvm 17,25",
      "",
      "Exit code 0: all measured; 1: a cell failed or a result was wrong; 2: the call was wrong."
    })
final class BenchCommand implements Callable<Integer> {
  /** Where references are measured; the names are the option's values. */
  private enum References {
    usual,
    all
  }

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "smoke, quick (default), standard or full; see: dirtybench list profiles")
  private String profile = "quick";

  @Option(names = "--backends", split = ",", paramLabel = "NAME", description = "default: all")
  private List<String> backends = List.of();

  @Option(
      names = "--yardsticks",
      paramLabel = "WHERE",
      description =
          "which operations of the profile's traces have the reference columns: ${COMPLETION-CANDIDATES};"
              + " default: all where --backends is given, else as usual")
  private References yardsticks;

  @Option(
      names = "--traces",
      paramLabel = "TRACE",
      description =
          "bundled name, file or generator, or random bits for the operations on images, such as"
              + " bits-64M-0.5; several in one argument with commas, or repeat it; default: the"
              + " profile's")
  private List<String> traces = List.of();

  @Option(names = "--operations", split = ",", paramLabel = "NAME", description = "default: all")
  private List<String> operations = List.of();

  @Option(
      names = "--granularity",
      split = ",",
      paramLabel = "SIZE",
      description = "bytes per bit; default: 64K, the full profile also 4K and 1M")
  private List<String> granularities = List.of();

  @Option(
      names = "--windows",
      paramLabel = "WINDOWS",
      description =
          "the intervals between backups in operation cycle: so many (8, the default), of so many"
              + " operations (5000ops) or of so much of the recording (10s)")
  private String windows = Windows.DEFAULT.toString();

  @Option(
      names = "--pollution",
      split = ",",
      paramLabel = "KIND",
      description =
          "how many other backends use the same calls before, in each measured JVM: mono (none, the"
              + " default), bi (one), mega (two); several with commas, each a row of the table")
  private List<String> pollutions = List.of(Pollution.MONO.label());

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where the run's folder is made; default: results/runs")
  private Path out;

  @Option(
      names = "--shard",
      paramLabel = "SHARD",
      description =
          "measures part i of n only, from 1/n on; /n takes i from the environment, auto both:"
              + " DIRTYBENCH_SHARD, or that of Slurm, Kubernetes or GitLab; see: dirtybench merge")
  private String shard;

  @Option(names = "--seed", paramLabel = "N", description = "of the order of the cells; default: 1")
  private long seed = 1;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = TimeSpan.Converter.class,
      description =
          "the time to take, such as 15m, in the place of the profile's rounds and iterations:"
              + " calibrates, cuts it, and says what can be detected")
  private TimeSpan budget;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description =
          "goes on with an interrupted run in its folder; the run's own options hold unless others"
              + " are given, which must make the same run")
  private Path resume;

  @Option(
      names = "--jvm",
      split = ",",
      paramLabel = "JVM",
      description =
          "what the cells run in: a JVM's home, its java, or a name or version of one beside this"
              + " JVM, such as 25; several with commas take turns, each with a run of its own, and"
              + " are compared; default: this one")
  private List<String> jvms = List.of();

  @Mixin private ClassPathOption classPath;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (resume == null) {
      return run(List.of());
    }
    List<EarlierRun> earlier = EarlierRun.read(resume).session();
    boolean alone = spec.commandLine().getParseResult().matchedOptions().size() == 1;
    return alone ? again(earlier) : run(earlier);
  }

  /** The run's own options, as its manifest tells them. */
  private int again(List<EarlierRun> earlier) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(earlier.get(0).options());
    for (String word : words) {
      if (word.contains("...")) {
        throw new IllegalArgumentException(
            "the run in "
                + resume
                + " was given a path of which its manifest keeps the end only, \""
                + word
                + "\"; give all of its options again, beside --resume");
      }
    }
    if (words.get(0).equals(spec.name())) {
      words.remove(0);
    }
    BenchCommand command = new BenchCommand();
    CommandLine line = new CommandLine(command);
    line.setOut(spec.commandLine().getOut());
    line.parseArgs(words.toArray(String[]::new));
    command.resume = resume;
    return command.run(earlier);
  }

  private int run(List<EarlierRun> earlier) throws IOException, InterruptedException {
    JvmChoice chosen = JvmChoice.of(jvms);
    if (!earlier.isEmpty() && earlier.size() != chosen.jvms().size()) {
      throw new IllegalArgumentException(
          "the run in "
              + resume
              + " was measured on "
              + count(earlier.size())
              + ", expected as many in --jvm, found "
              + chosen.jvms().size());
    }
    String wholeClassPath = classPath.apply();
    List<JvmBackends> found = backends(chosen, wholeClassPath);
    BenchOptions options = options(found, chosen.jvms().get(0), wholeClassPath);
    List<Plan> plans = new ArrayList<>();
    for (JvmBackends known : found) {
      plans.add(Plan.of(options, known));
    }
    Shard part = shard == null ? null : new ShardChoice(System.getenv()).of(shard);
    if (part != null) {
      plans.replaceAll(whole -> whole.part(part, options.profile().effort()));
    }
    Duration time = budget == null ? null : Duration.ofNanos(budget.nanos());
    if (time != null && earlier.isEmpty()) {
      BenchRun.requireRound(time, plans, options.profile().effort());
    }
    Progress progress =
        new Progress(
            System.err, Terminal.isWatched() ? Progress.Style.TERMINAL : Progress.Style.PLAIN);
    List<Manifest> manifests = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      BenchOptions here = options.in(chosen.jvms().get(i));
      Effort planned = effort(here.profile(), time, earlier.isEmpty() ? null : earlier.get(i));
      Manifest manifest = RunManifest.of(here, plans.get(i), planned, found.get(i));
      manifests.add(part == null ? manifest : RunManifest.inShard(manifest, part, plans.get(i)));
    }
    List<String> lacking = List.of();
    if (chosen.isSession()) {
      manifests = RunManifest.inSession(manifests, chosen);
      lacking = whatIsMissing(chosen, found, options.profile());
      lacking.forEach(progress::say);
    }
    if (part != null) {
      saySize(progress, part, manifests.get(0));
    }
    List<JvmSide> sides = new ArrayList<>();
    try (RunFolders folders = new RunFolders()) {
      for (int i = 0; i < plans.size(); i++) {
        Manifest manifest = manifests.get(i);
        RunFolder folder =
            folders.add(
                earlier.isEmpty()
                    ? RunFolder.create(options.out(), RunManifest.runId(manifest))
                    : RunFolder.goOn(earlier.get(i)));
        if (time != null) {
          folder.budget(time);
        }
        folder.manifest(manifest);
        BenchOptions here = options.in(chosen.jvms().get(i));
        JvmSide side = new JvmSide(here, plans.get(i), manifest, folder, progress);
        if (!earlier.isEmpty()) {
          side.goOnFrom(earlier.get(i));
        }
        sides.add(side);
      }
      BenchRun run =
          new BenchRun(sides, effort(options.profile(), time, furthest(earlier)), progress);
      if (time != null) {
        run.within(time);
      }
      run.run();
      if (run.isStopped()) {
        return 1;
      }
      new BenchEnding(spec.commandLine().getOut(), spec.commandLine().getErr())
          .tell(folders.all(), chosen.labels(), lacking);
      return run.hasFailures() ? 1 : 0;
    }
  }

  /** A run that is killed may have told one folder only how its budget was cut. */
  private static EarlierRun furthest(List<EarlierRun> earlier) {
    return earlier.stream().max(Comparator.comparingInt(run -> run.plan().forks())).orElse(null);
  }

  private static String count(int jvms) {
    return jvms + (jvms == 1 ? " JVM" : " JVMs");
  }

  private static void saySize(Progress progress, Shard part, Manifest manifest) {
    progress.say(
        String.format(
            "shard %s: %d of %d cells%s",
            part,
            manifest.schedule().size(),
            manifest.shard().matrix().size(),
            manifest.schedule().isEmpty() ? ", nothing to do: it is empty" : ""));
  }

  /** Why cells will be those of one JVM only. */
  private List<String> whatIsMissing(JvmChoice chosen, List<JvmBackends> found, Profile asked) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      JvmBackends here = found.get(i);
      Map<String, List<String>> byReason = new LinkedHashMap<>();
      here.unavailable()
          .forEach(
              (name, reason) -> {
                if (backends.isEmpty()
                    ? asked.takes(here.describe(name).capabilities())
                    : backends.contains(name)) {
                  byReason.computeIfAbsent(reason, first -> new ArrayList<>()).add(name);
                }
              });
      String label = chosen.labels().get(i);
      byReason.forEach(
          (reason, names) ->
              lines.add(label + " cannot have " + String.join(", ", names) + ": it " + reason));
    }
    return lines;
  }

  /** The JVM that this code runs in answers for itself. */
  private List<JvmBackends> backends(JvmChoice chosen, String wholeClassPath)
      throws IOException, InterruptedException {
    Backends known = Backends.load();
    if (jvms.isEmpty()) {
      return List.of(JvmBackends.here(known));
    }
    List<JvmBackends> found = new ArrayList<>();
    for (TargetJvm target : chosen.jvms()) {
      found.add(JvmBackends.of(known, target, wholeClassPath));
    }
    return found;
  }

  /** A budget is cut into rounds once; a run that goes on keeps to the cut. */
  private static Effort effort(Profile profile, Duration budget, EarlierRun earlier) {
    if (budget == null) {
      return profile.effort();
    }
    return earlier == null ? profile.effort().unknown() : Effort.of(earlier.plan());
  }

  private BenchOptions options(List<JvmBackends> known, TargetJvm first, String wholeClassPath) {
    backends.forEach(name -> JvmBackends.requireSomewhere(name, known));
    Profile chosen = Profile.of(profile);
    List<String> sizes = granularities.isEmpty() ? chosen.granularities() : granularities;
    return new BenchOptions(
        chosen,
        backends.isEmpty() ? usual(known, chosen) : backends.stream().distinct().toList(),
        choices(chosen),
        sizes.stream().map(Granularity::parse).distinct().toList(),
        Windows.parse(windows),
        pollutions.stream().map(Pollution::of).distinct().toList(),
        out == null ? Home.folder().resolve("results").resolve("runs") : out,
        seed,
        first,
        wholeClassPath,
        spec.commandLine().getParseResult().originalArgs());
  }

  /** What any of the JVMs has of the profile's; those that do not compete stand behind the rest. */
  private static List<String> usual(List<JvmBackends> known, Profile profile) {
    return known.stream()
        .flatMap(jvm -> jvm.available().stream())
        .distinct()
        .filter(name -> profile.takes(known.get(0).describe(name).capabilities()))
        .sorted(
            Comparator.comparing((String name) -> !known.get(0).competes(name))
                .thenComparing(name -> name))
        .toList();
  }

  private List<TraceChoice> choices(Profile chosen) {
    List<Operation> asked = operations.stream().map(Operation::of).distinct().toList();
    if (traces.isEmpty()) {
      List<TraceChoice> usual = DefaultTraces.of(chosen, asked);
      // A reference that was named is measured wherever it can be, unless told otherwise.
      boolean everywhere = yardsticks == null ? !backends.isEmpty() : yardsticks == References.all;
      return everywhere
          ? usual.stream().map(choice -> choice.with(Yardsticks.ALL)).toList()
          : usual;
    }
    List<TraceChoice> choices = new ArrayList<>();
    for (String spec : TraceList.split(traces)) {
      choices.add(
          new TraceChoice(spec, asked.isEmpty() ? DefaultTraces.operationsOn(spec) : asked));
    }
    return choices;
  }
}
