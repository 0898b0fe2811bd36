package dev.dirtybench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The shards of a run as one run, that remembers which machine measured what.
 *
 * <p>Everything is read and checked before anything is written.
 */
public final class MergedRun {
  private final ShardSet shards;
  private final RunContent content = new RunContent();
  private final List<MachineShare> machines = new ArrayList<>();

  private MergedRun(ShardSet shards) throws IOException {
    this.shards = shards;
    Map<String, Integer> places = new HashMap<>();
    for (String id : shards.matrix()) {
      places.put(id, places.size());
    }
    List<CellResult> cells = new ArrayList<>();
    List<Footprint> footprints = new ArrayList<>();
    List<JmhResult> results = new ArrayList<>();
    for (RecordedRun run : shards.runs()) {
      machines.add(share(run, results.size()));
      cells.addAll(run.cells());
      footprints.addAll(run.footprints());
      results.addAll(run.jmhResults());
    }
    JmhJson.merge(results);
    cells.sort(Comparator.comparingInt(c -> places.getOrDefault(c.key().id(), Integer.MAX_VALUE)));
    footprints.sort(
        Comparator.comparingInt(f -> places.getOrDefault(f.key().id(), Integer.MAX_VALUE)));
    cells.forEach(cell -> content.add(cell, results));
    footprints.forEach(content::add);
    content.manifest(manifest(cells));
    JsonNode budget = shards.runs().get(0).facts().at("/calibration/budgetSeconds");
    if (budget.isIntegralNumber()) {
      content.budget(Duration.ofSeconds(budget.longValue()));
    }
  }

  /**
   * Reads the shards of a run.
   *
   * @param folders their run folders, in any order
   * @param missing whether some may be missing
   * @return the whole
   * @throws IllegalArgumentException if they are not shards of one run, measured a cell twice, or
   *     some are missing and may not
   * @throws ResultFormatException if a folder is no run folder, or a file in it is broken
   * @throws IOException if a file cannot be read
   */
  public static MergedRun of(List<Path> folders, MissingShards missing) throws IOException {
    return new MergedRun(ShardSet.read(folders, missing));
  }

  private MachineShare share(RecordedRun run, int firstResult) throws IOException {
    return new MachineShare(
        shards.index(run),
        run.name(),
        run.moment("/startUtc"),
        run.moment("/endUtc"),
        run.machine(),
        run.part("/jdk", JdkFacts.class),
        MachineFingerprint.of(run.facts()).hash(),
        run.ids(),
        firstResult,
        run.jmhResults().size(),
        run.facts().has("session") ? run.part("/session", SessionFacts.class) : null);
  }

  private Manifest manifest(List<CellResult> cells) throws IOException {
    RecordedRun first = shards.runs().get(0);
    Instant start =
        machines.stream().map(MachineShare::startUtc).min(Comparator.naturalOrder()).orElseThrow();
    return new Manifest(
        first.part("/git", GitFacts.class),
        commonJdk(),
        first.facts().at("/jmh/version").asText(),
        commonMachine(),
        first.parts("/backends", BackendFacts.class),
        first.parts("/traces", TraceFacts.class),
        first.texts("/operations"),
        allJars(),
        first.facts().path("seed").asLong(),
        first.facts().path("profile").asText(),
        shards.commonOptions(),
        leastPlan(),
        schedule(cells),
        start,
        machines.stream()
            .map(MachineShare::endUtc)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(start),
        null,
        machines,
        null);
  }

  /** Shards of one budget each find a plan of their own; all others have the same one. */
  private MeasuringPlan leastPlan() throws IOException {
    MeasuringPlan least = null;
    for (RecordedRun run : shards.runs()) {
      MeasuringPlan plan = run.part("/plan", MeasuringPlan.class);
      if (least == null || least.forks() == 0) {
        // A shard with nothing to time found out nothing.
        least = plan;
      } else if (plan.forks() > 0) {
        least =
            new MeasuringPlan(
                plan.mode(),
                Math.min(least.forks(), plan.forks()),
                plan.warmupIterations(),
                plan.warmupTime(),
                Math.min(least.measurementIterations(), plan.measurementIterations()),
                plan.measurementTime());
      }
    }
    return least;
  }

  private List<JarFacts> allJars() throws IOException {
    Set<JarFacts> jars = new LinkedHashSet<>();
    for (RecordedRun run : shards.runs()) {
      jars.addAll(run.parts("/jars", JarFacts.class));
    }
    return List.copyOf(jars);
  }

  /** Missing cells have no row that would tell their benchmark: others of their operation do. */
  private List<CellKey> schedule(List<CellResult> cells) {
    Map<String, CellKey> known = new LinkedHashMap<>();
    Map<String, String> benchmarks = new HashMap<>();
    cells.forEach(cell -> known.put(cell.key().id(), cell.key()));
    content.footprints().forEach(footprint -> known.put(footprint.key().id(), footprint.key()));
    known.values().forEach(key -> benchmarks.put(key.operation(), key.benchmark()));
    List<CellKey> schedule = new ArrayList<>();
    for (String id : shards.matrix()) {
      CellKey key = known.get(id);
      schedule.add(key != null ? key : CellKey.ofId(id, benchmarks));
    }
    return schedule;
  }

  private MachineFacts commonMachine() {
    return new MachineFacts(
        new MachineFacts.Os(
            text(share -> share.machine().os().name()),
            text(share -> share.machine().os().kernel()),
            text(share -> share.machine().os().distro()),
            new MachineFacts.Cgroup(
                text(share -> share.machine().os().cgroup().cpuMax()),
                text(share -> share.machine().os().cgroup().memoryMax()))),
        new MachineFacts.Cpu(
            text(share -> share.machine().cpu().model()),
            common(share -> share.machine().cpu().cores(), -1),
            text(share -> share.machine().cpu().flagsHash())),
        new MachineFacts.Memory(
            common(share -> share.machine().memory().totalBytes(), -1L),
            text(share -> share.machine().memory().thp())));
  }

  private JdkFacts commonJdk() {
    return new JdkFacts(
        text(share -> share.jdk().vendor()),
        text(share -> share.jdk().version()),
        text(share -> share.jdk().vm()),
        common(share -> share.jdk().flags(), List.of(MachineFacts.SEVERAL)),
        text(share -> share.jdk().gc()),
        common(share -> share.jdk().maxHeapBytes(), -1L));
  }

  private String text(Function<MachineShare, String> fact) {
    return common(fact, MachineFacts.SEVERAL);
  }

  private <T> T common(Function<MachineShare, T> fact, T ifSeveral) {
    Set<T> values = new HashSet<>();
    machines.forEach(share -> values.add(fact.apply(share)));
    return values.size() == 1 ? values.iterator().next() : ifSeveral;
  }

  /**
   * What is missing of the whole.
   *
   * @return a phrase each, such as {@code no shard 2 of 4}; empty if nothing is
   */
  public List<String> absent() {
    return List.copyOf(shards.absent());
  }

  /**
   * How many kinds of machine measured it, by their fingerprints.
   *
   * @return 1 or more
   */
  public int machineKinds() {
    return (int) machines.stream().map(MachineShare::fingerprint).distinct().count();
  }

  /**
   * The table of the whole.
   *
   * @return the table
   */
  public ResultTable table() {
    return content.table();
  }

  /**
   * Writes the run's folder.
   *
   * @param parent where runs are kept; made if it does not exist
   * @return the new folder, named by the start of the first shard
   * @throws FileAlreadyExistsException if there is a run of that name
   * @throws IOException if it cannot be written
   */
  public Path write(Path parent) throws IOException {
    Manifest manifest = content.manifest();
    String runId =
        RunFolder.runId(manifest.startUtc(), manifest.git().sha(), manifest.profile())
            + (machines.get(0).session() == null ? "" : "-" + machines.get(0).session().label())
            + "-merged";
    Path folder = RunFolder.create(parent, runId).path();
    JsonFiles.write(folder.resolve("jmh.json"), content.jmhJson());
    AtomicFile.write(folder.resolve("tidy.csv"), tidy(runId));
    MergedLines.write(shards.runs(), folder);
    for (ScheduleEntry entry :
        new JsonLines(folder.resolve(RunFolder.SCHEDULE)).read(ScheduleEntry.class)) {
      // Rulers of unlike machines have no median in common.
      if (entry.rulers() == null || machineKinds() == 1) {
        content.forks().add(entry);
      }
    }
    String stopped =
        shards.absent().isEmpty()
            ? null
            : "merged from "
                + machines.size()
                + " of "
                + shards.count()
                + " shards: "
                + String.join("; ", shards.absent());
    new RunEnding(folder, runId, content, stopped).write();
    return folder;
  }

  private String tidy(String runId) throws IOException {
    StringBuilder text = new StringBuilder();
    CsvWriter csv = new CsvWriter(TidyRows.COLUMNS, text);
    csv.header();
    for (RecordedRun run : shards.runs()) {
      for (Map<String, String> row : run.tidyRows()) {
        Map<String, String> renamed = new HashMap<>(row);
        renamed.put("run_id", runId);
        csv.row(renamed);
      }
    }
    return text.toString();
  }
}
