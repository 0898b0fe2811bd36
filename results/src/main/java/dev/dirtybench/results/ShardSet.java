package dev.dirtybench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Run folders that are shards of one run: made alike, disjoint and, unless told, complete. */
final class ShardSet {
  /** What the parts of a manifest are called where they differ. */
  private static final Map<String, String> ALIKE =
      Map.ofEntries(
          Map.entry("/schemaVersion", "schema version"),
          Map.entry("/git/sha", "commit"),
          Map.entry("/profile", "profile"),
          Map.entry("/seed", "seed"),
          Map.entry("/plan", "plan"),
          Map.entry("/jmh/version", "version of JMH"),
          Map.entry("/shard/count", "number of shards"),
          Map.entry("/session/label", "JVM"),
          Map.entry("/operations", "list of operations"),
          Map.entry("/traces", "list of traces"),
          Map.entry("/backends", "list of backends"),
          Map.entry("/shard/matrix", "list of all cells"));

  /** The order in which differences are looked for: the plainest cause first. */
  private static final List<String> ORDER =
      List.of(
          "/schemaVersion",
          "/git/sha",
          "/profile",
          "/shard/count",
          "/session/label",
          "/seed",
          "/plan",
          "/jmh/version",
          "/operations",
          "/backends",
          "/traces",
          "/shard/matrix");

  /** Options that say where a shard runs, not what. */
  private static final Set<String> OF_THE_PLACE = Set.of("--shard", "--out", "--jvm");

  private final TreeMap<Integer, RecordedRun> byIndex = new TreeMap<>();
  private final List<String> absent = new ArrayList<>();
  private final int count;

  private ShardSet(int count) {
    this.count = count;
  }

  /**
   * Reads shards.
   *
   * @param folders at least one
   * @param missing whether some may be missing, or have ended early
   * @throws IllegalArgumentException if they are not shards of one run, or some are missing
   */
  static ShardSet read(List<Path> folders, MissingShards missing) throws IOException {
    List<RecordedRun> runs = new ArrayList<>();
    for (Path folder : folders) {
      RecordedRun run = RecordedRun.read(folder);
      requireShard(run);
      runs.add(run);
    }
    RecordedRun first = runs.get(0);
    for (RecordedRun run : runs) {
      requireAlike(first, run);
    }
    ShardSet set = new ShardSet(first.facts().at("/shard/count").asInt());
    Map<String, RecordedRun> owners = new HashMap<>();
    for (RecordedRun run : runs) {
      set.add(run, owners);
    }
    set.noteAbsent();
    if (missing == MissingShards.REFUSED && !set.absent.isEmpty()) {
      throw new IllegalArgumentException(
          "expected all shards, found "
              + String.join("; ", set.absent)
              + " (--partial merges what is there)");
    }
    return set;
  }

  private static void requireShard(RecordedRun run) {
    if (run.facts().has("machines")) {
      throw new IllegalArgumentException(
          run.name() + ": expected a shard, found a merged run; merge its shards anew");
    }
    JsonNode shard = run.facts().path("shard");
    int index = shard.path("index").asInt();
    if (!shard.isObject() || index < 1 || index > shard.path("count").asInt()) {
      throw new IllegalArgumentException(
          run.name()
              + ": expected a shard of a run, as bench --shard i/n leaves it, found "
              + (shard.isMissingNode() ? "a whole run" : "shard " + shard));
    }
  }

  private static void requireAlike(RecordedRun first, RecordedRun other) {
    for (String place : ORDER) {
      if (place.equals("/plan") && hasBudget(first) && hasBudget(other)) {
        continue; // each shard finds out for itself how often it has time to measure
      }
      JsonNode ours = first.facts().at(place);
      JsonNode theirs = other.facts().at(place);
      if (!ours.equals(theirs)) {
        throw unlike(first, other, ALIKE.get(place), brief(ours), brief(theirs));
      }
    }
    List<String> ours = options(first);
    List<String> theirs = options(other);
    if (!ours.equals(theirs)) {
      throw unlike(first, other, "command line", String.join(" ", ours), String.join(" ", theirs));
    }
    if (!jars(first).equals(jars(other))) {
      throw unlike(first, other, "jar", jars(first).toString(), jars(other).toString());
    }
  }

  private static boolean hasBudget(RecordedRun run) {
    return run.facts().at("/calibration/budgetSeconds").isIntegralNumber();
  }

  private static IllegalArgumentException unlike(
      RecordedRun first, RecordedRun other, String what, String ours, String theirs) {
    return new IllegalArgumentException(
        "expected shards of one run, found another "
            + what
            + ": "
            + ours
            + " in "
            + first.name()
            + ", "
            + theirs
            + " in "
            + other.name());
  }

  private static String brief(JsonNode node) {
    if (node.isArray()) {
      return node.size() + " entries";
    }
    return node.isValueNode() ? node.asText() : node.toString();
  }

  private static List<String> options(RecordedRun run) {
    List<String> options = new ArrayList<>();
    Iterator<String> words = run.texts("/options").iterator();
    while (words.hasNext()) {
      String word = words.next();
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (!OF_THE_PLACE.contains(name)) {
        options.add(word);
      } else if (equals < 0 && words.hasNext()) {
        words.next();
      }
    }
    return options;
  }

  /** Hashes count only where the commit does not say what was built. */
  private static Set<String> jars(RecordedRun run) {
    boolean built = run.facts().at("/git/dirty").asBoolean();
    boolean known = !run.facts().at("/git/sha").asText().equals(MachineFacts.UNKNOWN);
    Set<String> jars = new HashSet<>();
    for (JsonNode jar : run.facts().path("jars")) {
      jars.add(
          jar.path("name").asText() + (built || !known ? ' ' + jar.path("sha256").asText() : ""));
    }
    return jars;
  }

  private void add(RecordedRun run, Map<String, RecordedRun> owners) {
    int index = run.facts().at("/shard/index").asInt();
    RecordedRun twin = byIndex.putIfAbsent(index, run);
    if (twin != null) {
      throw new IllegalArgumentException(
          "expected each shard once, found shard "
              + index
              + " of "
              + count
              + " twice: "
              + twin.name()
              + " and "
              + run.name());
    }
    for (String id : run.texts("/schedule")) {
      RecordedRun owner = owners.putIfAbsent(id, run);
      if (owner != null) {
        throw new IllegalArgumentException(
            "expected each cell in one shard, found "
                + id
                + " in "
                + owner.name()
                + " and "
                + run.name());
      }
    }
  }

  private void noteAbsent() {
    List<Integer> missing = new ArrayList<>();
    for (int index = 1; index <= count; index++) {
      RecordedRun run = byIndex.get(index);
      if (run == null) {
        missing.add(index);
        continue;
      }
      Set<String> unmeasured = new HashSet<>(run.texts("/schedule"));
      run.ids().forEach(unmeasured::remove);
      if (!unmeasured.isEmpty() || !run.hasEnded()) {
        absent.add(
            String.format(
                "%s %s, %d of its %d cells missing",
                run.name(),
                run.hasEnded() ? "stopped early" : "half-written",
                unmeasured.size(),
                run.texts("/schedule").size()));
      }
    }
    if (!missing.isEmpty()) {
      absent.add(
          0,
          "no shard "
              + missing.stream().map(String::valueOf).collect(Collectors.joining(", "))
              + " of "
              + count);
    }
  }

  /** The shards, in their order. */
  List<RecordedRun> runs() {
    return List.copyOf(byIndex.values());
  }

  /** The number of a run among them. */
  int index(RecordedRun run) {
    return run.facts().at("/shard/index").asInt();
  }

  /** How many there should be. */
  int count() {
    return count;
  }

  /** What is missing, a phrase each; empty if nothing is. */
  List<String> absent() {
    return absent;
  }

  /** Ids of the cells of all shards, in the order of the whole run. */
  List<String> matrix() {
    return runs().get(0).texts("/shard/matrix");
  }

  /** The command line without what said where each shard ran. */
  List<String> commonOptions() {
    return options(runs().get(0));
  }
}
