package dev.dirtybench.benchmarks.run;

import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Subject;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
  private final List<PlannedCell> cells;
  private final long seed;

  private Plan(List<PlannedCell> cells, long seed) {
    this.cells = List.copyOf(cells);
    this.seed = seed;
  }

  /**
   * Crosses what was asked for.
   *
   * @param options the choice
   * @param backends those on the class path
   * @return the plan
   * @throws IOException if a trace cannot be read
   * @throws IllegalArgumentException if a name is unknown
   */
  public static Plan of(BenchOptions options, Backends backends) throws IOException {
    Map<String, BitmapProvider> providers = new LinkedHashMap<>();
    for (String name : options.backends()) {
      providers.put(name, backends.require(name));
    }
    Map<String, PlannedTrace> traces = new LinkedHashMap<>();
    for (TraceChoice choice : options.traces()) {
      traces.put(choice.spec(), PlannedTrace.of(choice.spec()));
    }
    List<PlannedCell> cells = new ArrayList<>();
    for (TraceChoice choice : options.traces()) {
      PlannedTrace trace = traces.get(choice.spec());
      for (Granularity granularity :
          Subject.granularities(choice.spec(), options.granularities())) {
        for (Operation operation : choice.operations()) {
          for (Map.Entry<String, BitmapProvider> backend : providers.entrySet()) {
            String reason = Obstacle.of(operation, backend.getValue(), trace, granularity);
            cells.add(new PlannedCell(operation, backend.getKey(), trace, granularity, reason));
          }
        }
      }
    }
    return new Plan(cells, options.seed());
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
                    cell -> List.of(cell.operation(), cell.trace().spec(), cell.granularity()),
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

  private <T> List<T> distinct(Function<PlannedCell, T> part) {
    return cells.stream().map(part).distinct().toList();
  }
}
