package dev.dirtybench.benchmarks.run;

import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Pollution;
import dev.dirtybench.benchmarks.pass.Subject;
import dev.dirtybench.results.CellKey;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The cells of a run, and the order in which each round measures them.
 *
 * <p>The cells of one operation on one trace stand together, so that backends are compared within
 * seconds of each other; their order rotates from group to group and from round to round, and the
 * groups are shuffled by the seed.
 */
public final class Plan {
  private static final long WEIGHING_MILLIS = 200;

  private final List<PlannedCell> cells;
  private final List<PlannedCell> weighed;
  private final Set<String> floors;
  private final long seed;
  private final Plan whole;

  private Plan(List<PlannedCell> cells, Set<String> floors, long seed) {
    this.cells = List.copyOf(cells);
    this.floors = Set.copyOf(floors);
    this.seed = seed;
    Map<Object, PlannedCell> firsts = new LinkedHashMap<>();
    for (PlannedCell cell : cells) {
      if (cell.skipReason() == null && !isFloor(cell)) {
        firsts.putIfAbsent(BenchRun.footprintKey(cell), cell);
      }
    }
    this.weighed = List.copyOf(firsts.values());
    this.whole = this;
  }

  private Plan(Plan whole, List<PlannedCell> cells, List<PlannedCell> weighed) {
    this.cells = cells;
    this.weighed = weighed;
    this.floors = whole.floors;
    this.seed = whole.seed;
    this.whole = whole;
  }

  /**
   * Crosses what was asked for. References take part where they show something: one that keeps
   * nothing in what replays writes, one that copies words in what moves every word.
   *
   * @param options the choice
   * @param backends those on the class path; what is chosen of them and the JVM cannot have is
   *     skipped
   * @return the plan
   * @throws IOException if a trace cannot be read
   * @throws IllegalArgumentException if a name is unknown, or there is nothing to measure
   */
  public static Plan of(BenchOptions options, JvmBackends backends) throws IOException {
    Map<String, BitmapProvider> providers = new LinkedHashMap<>();
    Set<String> floors = new HashSet<>();
    for (String name : options.backends()) {
      providers.put(name, backends.describe(name));
      if (providers.get(name).capabilities().contains(Capability.KEEPS_NOTHING)) {
        floors.add(name);
      }
    }
    Map<String, PlannedTrace> traces = new LinkedHashMap<>();
    for (TraceChoice choice : options.traces()) {
      traces.put(choice.spec(), PlannedTrace.of(choice.spec()));
    }
    Map<String, String> missing = backends.unavailable();
    List<PlannedCell> cells = new ArrayList<>();
    for (TraceChoice choice : options.traces()) {
      PlannedTrace trace = traces.get(choice.spec());
      for (Granularity granularity :
          Subject.granularities(choice.spec(), options.granularities())) {
        for (Operation operation : choice.operations()) {
          for (Map.Entry<String, BitmapProvider> backend : providers.entrySet()) {
            if (takesPart(backend.getValue(), operation, choice.yardsticks())) {
              Obstacle obstacle = new Obstacle(operation, trace, granularity, options.windows());
              String reason = obstacle.of(backend.getValue());
              if (reason == null && missing.containsKey(backend.getKey())) {
                reason = Obstacle.ofJvm(missing.get(backend.getKey()));
              }
              for (Pollution pollution : options.pollutions()) {
                cells.add(
                    new PlannedCell(
                        operation,
                        backend.getKey(),
                        trace,
                        granularity,
                        options.windows(),
                        pollution,
                        reason != null
                            ? reason
                            : pollution.obstacle(
                                backends.known(), backend.getValue(), operation.needs())));
              }
            }
          }
        }
      }
    }
    if (cells.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing to measure: "
              + String.join(", ", options.backends())
              + " keeps nothing and takes part only in "
              + operationsOf(options.backends(), providers));
    }
    return new Plan(cells, floors, options.seed());
  }

  private static boolean takesPart(
      BitmapProvider provider, Operation operation, TraceChoice.Yardsticks yardsticks) {
    Set<Capability> stated = provider.capabilities();
    if (!stated.contains(Capability.REFERENCE) && !stated.contains(Capability.KEEPS_NOTHING)) {
      return true;
    }
    if (yardsticks == TraceChoice.Yardsticks.NONE) {
      return false;
    }
    if (stated.contains(Capability.COPIES_WORDS)) {
      return operation.movesEveryWord();
    }
    if (stated.contains(Capability.KEEPS_NOTHING)) {
      return operation.replaysWrites();
    }
    return yardsticks == TraceChoice.Yardsticks.ALL || operation.hasPlainFloor();
  }

  private static String operationsOf(List<String> names, Map<String, BitmapProvider> providers) {
    return Arrays.stream(Operation.values())
        .filter(
            operation ->
                names.stream()
                    .anyMatch(
                        name ->
                            takesPart(providers.get(name), operation, TraceChoice.Yardsticks.ALL)))
        .map(Operation::label)
        .collect(Collectors.joining(", "));
  }

  /**
   * What is measured in any of several JVMs, for the order of their rounds.
   *
   * @param plans of the same choice, one for each JVM
   * @return each cell once, skipped only if all of them skip it
   */
  static Plan union(List<Plan> plans) {
    Map<CellKey, PlannedCell> cells = new LinkedHashMap<>();
    for (Plan plan : plans) {
      for (PlannedCell cell : plan.cells) {
        cells.merge(
            BenchRun.key(cell), cell, (first, next) -> first.skipReason() == null ? first : next);
      }
    }
    return plans.size() == 1
        ? plans.get(0)
        : new Plan(plans.get(0), List.copyOf(cells.values()), List.of());
  }

  /**
   * All cells, in the order of the report.
   *
   * @return an unmodifiable list
   */
  public List<PlannedCell> cells() {
    return cells;
  }

  /**
   * The cells to measure in a round, in its order.
   *
   * @param round 0 for the first
   * @return those without a reason to skip them
   */
  public List<PlannedCell> round(int round) {
    Map<Object, List<PlannedCell>> groups =
        cells.stream()
            .filter(cell -> cell.skipReason() == null)
            .collect(
                Collectors.groupingBy(
                    cell -> List.of(comparable(cell), cell.pollution()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<List<PlannedCell>> order = new ArrayList<>(groups.values());
    Collections.shuffle(order, new Random(seed + round));
    List<PlannedCell> result = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      List<PlannedCell> group = new ArrayList<>(order.get(i));
      Collections.rotate(group, i + round);
      result.addAll(group);
    }
    return result;
  }

  /** What is compared: one operation on one trace, by all backends, polluted or not. */
  private static List<Object> comparable(PlannedCell cell) {
    return List.of(cell.operation(), cell.trace().spec(), cell.granularity());
  }

  /** Bitmaps that are weighed together: those of one trace, by all backends. */
  private static List<Object> weighing(PlannedCell cell) {
    return List.of(cell.trace().spec(), cell.granularity());
  }

  /**
   * The part of this plan that one of several machines measures. Parts are disjoint and together
   * the whole; what is compared stays in one part: all backends of an operation on a trace.
   *
   * @param shard which part
   * @param effort how long each cell takes
   * @return the part, perhaps without cells
   */
  public Plan part(Shard shard, Effort effort) {
    long cellMillis = Math.max(1, effort.rounds()) * effort.usualFork().toMillis();
    Map<List<Object>, Long> costs =
        ShardCut.costs(
            cells, Plan::comparable, cell -> Obstacle.isForAll(cell.skipReason()) ? 0 : cellMillis);
    // What is skipped everywhere weighs nothing; what only some machines skip must weigh the same.
    costs.putAll(
        ShardCut.costs(
            cells,
            Plan::weighing,
            cell -> Obstacle.isForAll(cell.skipReason()) ? 0 : WEIGHING_MILLIS));
    ShardCut<List<Object>> cut = new ShardCut<>(costs, shard.count());
    return new Plan(
        this,
        cells.stream().filter(cell -> cut.shardOf(comparable(cell)) == shard.index()).toList(),
        weighed.stream().filter(cell -> cut.shardOf(weighing(cell)) == shard.index()).toList());
  }

  /**
   * The plan that this one is a part of.
   *
   * @return itself if it is no part
   */
  public Plan whole() {
    return whole;
  }

  /**
   * One cell for each bitmap that is weighed: each backend's of each trace and granularity.
   *
   * @return cells of the whole plan, in the order of the report
   */
  public List<PlannedCell> weighed() {
    return weighed;
  }

  /**
   * The traces, each once.
   *
   * @return in the order of the report
   */
  public List<PlannedTrace> traces() {
    return distinct(PlannedCell::trace);
  }

  /**
   * The backends, each once.
   *
   * @return names in the order of the report
   */
  public List<String> backends() {
    return distinct(PlannedCell::backend);
  }

  /**
   * Whether a cell's backend keeps nothing: it is timed, but has no content and no footprint.
   *
   * @param cell one of the plan's
   * @return true for a floor
   */
  public boolean isFloor(PlannedCell cell) {
    return floors.contains(cell.backend());
  }

  private <T> List<T> distinct(Function<PlannedCell, T> part) {
    return cells.stream().map(part).distinct().toList();
  }
}
