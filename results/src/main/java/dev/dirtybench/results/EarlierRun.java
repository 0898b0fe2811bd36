package dev.dirtybench.results;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run that was interrupted, as its folder tells of it, for {@link RunFolder#goOn}. What a line
 * that was cut off said is not known; a fork counts if {@code schedule.jsonl} has its line.
 */
public final class EarlierRun {
  /** What must be the same for forks of both to be those of one run, and how messages call it. */
  private static final Map<String, String> SAME = new LinkedHashMap<>();

  static {
    SAME.put("/schemaVersion", "schema");
    SAME.put("/jars", "jar");
    SAME.put("/session/label", "JVM of the session");
    SAME.put("/jdk", "JDK");
    SAME.put("/jmh", "JMH");
    SAME.put("/cpu", "CPU");
    SAME.put("/mem/thp", "transparent huge pages");
    SAME.put("/os/kernel", "kernel");
    SAME.put("/profile", "profile");
    SAME.put("/seed", "seed");
    SAME.put("/backends", "backends");
    SAME.put("/traces", "traces");
    SAME.put("/schedule", "cells");
    SAME.put("/plan", "plan");
  }

  private static final int LONGEST_QUOTE = 60;
  private static final int MOST_DIFFERENCES = 3;

  private final Path folder;
  private final JsonNode manifest;
  private final List<ScheduleEntry> schedule;
  private final List<IterationEntry> iterations;
  private final List<JmhResult> results;

  private EarlierRun(Path folder, JsonNode manifest) throws IOException {
    this.folder = folder;
    this.manifest = manifest;
    this.schedule = new JsonLines(folder.resolve(RunFolder.SCHEDULE)).read(ScheduleEntry.class);
    this.iterations = new JsonLines(folder.resolve(RunFolder.WARMUP)).read(IterationEntry.class);
    Path jmh = folder.resolve("jmh.json");
    this.results = Files.exists(jmh) ? JmhJson.read(jmh) : List.of();
  }

  /**
   * Reads a folder; changes nothing in it.
   *
   * @param folder of a run
   * @return what it tells
   * @throws IllegalArgumentException if it is no run folder that can be gone on with
   * @throws IOException if it cannot be read
   */
  public static EarlierRun read(Path folder) throws IOException {
    Path manifest = folder.resolve("manifest.json");
    if (!Files.exists(manifest)) {
      throw new IllegalArgumentException(
          "expected the folder of a run, with manifest.json in it, got " + folder);
    }
    try {
      JsonNode read = JsonFiles.read(manifest);
      if (!read.has("calibration")) {
        throw new IllegalArgumentException(
            "the run in " + folder + " was made by an older version and cannot be gone on with");
      }
      return new EarlierRun(folder, read);
    } catch (ResultFormatException e) {
      throw new IllegalArgumentException(
          "the run in " + folder + " cannot be gone on with: " + e.getMessage(), e);
    }
  }

  /**
   * The command line that the run was started with.
   *
   * @return its words; absolute paths are cut to {@code .../last}
   */
  public List<String> options() {
    List<String> words = new ArrayList<>();
    manifest.path("options").forEach(word -> words.add(word.asText()));
    return words;
  }

  /**
   * How much is measured in each cell.
   *
   * @return the plan; without forks if the run was to find that out and did not come so far
   */
  public MeasuringPlan plan() {
    JsonNode plan = manifest.path("plan");
    return new MeasuringPlan(
        plan.path("mode").asText(),
        plan.path("forks").asInt(),
        plan.path("warmupIterations").asInt(),
        plan.path("warmupTime").asText(),
        plan.path("measurementIterations").asInt(),
        plan.path("measurementTime").asText());
  }

  /**
   * JMH's entries of the cells that have been measured so far.
   *
   * @return entries, as JMH wrote them
   */
  public List<JmhResult> results() {
    return results;
  }

  /**
   * How many forks of a cell are kept.
   *
   * @param cell its id
   * @return those that have a line in the schedule
   */
  public int forks(String cell) {
    return (int)
        schedule.stream().filter(entry -> entry.hasScore() && entry.cellId().equals(cell)).count();
  }

  /**
   * The runs of its session, for they go on together.
   *
   * @return this run alone if it is of none, else all of them, in the session's order
   * @throws IllegalArgumentException if one is not beside this one's folder, or is of another
   *     session
   * @throws IOException if one cannot be read
   */
  public List<EarlierRun> session() throws IOException {
    SessionFacts facts = sessionFacts();
    if (facts == null) {
      return List.of(this);
    }
    List<EarlierRun> runs = new ArrayList<>();
    for (int i = 1; i <= facts.runs().size(); i++) {
      if (i == facts.index()) {
        runs.add(this);
        continue;
      }
      Path other = folder.toAbsolutePath().normalize().resolveSibling(facts.runs().get(i - 1));
      EarlierRun run = Files.isDirectory(other) ? read(other) : null;
      if (run == null
          || run.sessionFacts() == null
          || !run.sessionFacts().id().equals(facts.id())) {
        throw new IllegalArgumentException(
            "the run in "
                + folder
                + " took turns with "
                + facts.runs().get(i - 1)
                + " and goes on with it only, expected its folder at "
                + other
                + (run == null ? ", found none" : ", found a run of another session"));
      }
      runs.add(run);
    }
    return runs;
  }

  /**
   * Which JVMs took turns.
   *
   * @return null if it was one alone
   */
  public SessionFacts sessionFacts() {
    JsonNode session = manifest.path("session");
    if (session.isMissingNode()) {
      return null;
    }
    List<String> runs = new ArrayList<>();
    session.path("runs").forEach(run -> runs.add(run.asText()));
    return new SessionFacts(
        session.path("id").asText(),
        session.path("label").asText(),
        session.path("index").asInt(),
        runs);
  }

  Path folder() {
    return folder;
  }

  Instant startUtc() {
    return Instant.parse(manifest.path("startUtc").asText());
  }

  GitFacts git() {
    JsonNode git = manifest.path("git");
    return new GitFacts(
        git.path("sha").asText(), git.path("dirty").asBoolean(), git.path("branch").asText());
  }

  /** The lines of JVMs, without those of forks whose values are lost. */
  List<ScheduleEntry> schedule(Map<String, Integer> keptForks) {
    return schedule.stream()
        .filter(
            entry -> !entry.hasScore() || entry.fork() <= keptForks.getOrDefault(entry.cellId(), 0))
        .toList();
  }

  /** The iterations of those JVMs. */
  List<IterationEntry> iterations(List<ScheduleEntry> kept) {
    Map<Integer, ScheduleEntry> bySeq = new HashMap<>();
    kept.forEach(entry -> bySeq.put(entry.seq(), entry));
    return iterations.stream().filter(line -> bySeq.containsKey(line.seq())).toList();
  }

  /** Refuses a run that is not the same one. */
  void requireSame(JsonNode now) {
    List<String> differences = new ArrayList<>();
    SAME.forEach((place, name) -> compare(place, name, now, differences));
    if (!differences.isEmpty()) {
      int shown = Math.min(MOST_DIFFERENCES, differences.size());
      String more =
          shown < differences.size() ? "; and " + (differences.size() - shown) + " more" : "";
      throw new IllegalArgumentException(
          "the run in "
              + folder
              + " cannot be gone on with, it was made otherwise: "
              + String.join("; ", differences.subList(0, shown))
              + more);
    }
  }

  private void compare(String place, String name, JsonNode now, List<String> differences) {
    JsonNode then = manifest.at(JsonPointer.valueOf(place));
    JsonNode here = now.at(JsonPointer.valueOf(place));
    if (then.isObject() && here.isObject()) {
      then.fieldNames()
          .forEachRemaining(
              member -> compare(place + '/' + member, name + ' ' + member, now, differences));
    } else if (!then.equals(here) && !then.asText().equals(here.asText())
        || then.isContainerNode() && !then.toString().equals(here.toString())) {
      differences.add(name + ' ' + quote(then, here) + " then, " + quote(here, then) + " now");
    }
  }

  /** The first element of a list that the other one does not have, or the value itself. */
  private static String quote(JsonNode value, JsonNode other) {
    String text = value.isValueNode() ? value.asText() : value.toString();
    if (value.isArray()) {
      text = value.size() + " of them";
      for (int i = 0; i < value.size(); i++) {
        JsonNode element = value.get(i);
        if (!element.toString().equals(other.path(i).toString())) {
          text = difference(element, other.path(i));
          break;
        }
      }
    }
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
  }

  private static String difference(JsonNode element, JsonNode other) {
    if (!element.isObject()) {
      return element.asText();
    }
    for (Map.Entry<String, JsonNode> member : element.properties()) {
      if (!member.getValue().toString().equals(other.path(member.getKey()).toString())) {
        String value = member.getValue().isValueNode() ? member.getValue().asText() : "...";
        return element.path("name").asText() + " with " + member.getKey() + ' ' + value;
      }
    }
    return element.path("name").asText();
  }
}
