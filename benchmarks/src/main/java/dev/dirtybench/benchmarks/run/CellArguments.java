package dev.dirtybench.benchmarks.run;

import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.spi.Granularity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One argument of a child JVM that treats many cells: a trace at a granularity, and the operations.
 * As text: {@code 64K/set,merge/SPEC}.
 *
 * @param granularity bytes per bit
 * @param operations in the order of the report
 * @param spec the trace
 */
public record CellArguments(Granularity granularity, List<Operation> operations, String spec) {
  /** Copies the list. */
  public CellArguments {
    operations = List.copyOf(operations);
  }

  /**
   * Takes an argument apart again.
   *
   * @param argument what {@link #toString()} wrote
   * @return its parts
   */
  public static CellArguments parse(String argument) {
    String[] fields = argument.split("/", 3);
    if (fields.length != 3) {
      throw new IllegalArgumentException(
          "expected granularity/operations/trace such as 64K/set/postgres, got \""
              + argument
              + '"');
    }
    return new CellArguments(
        Granularity.parse(fields[0]),
        Arrays.stream(fields[1].split(",")).map(Operation::of).toList(),
        fields[2]);
  }

  static List<CellArguments> of(Collection<PlannedCell> cells) {
    Map<List<Object>, Set<Operation>> groups = new LinkedHashMap<>();
    for (PlannedCell cell : cells) {
      groups
          .computeIfAbsent(
              List.of(cell.granularity(), cell.trace().spec()),
              group -> EnumSet.noneOf(Operation.class))
          .add(cell.operation());
    }
    List<CellArguments> arguments = new ArrayList<>();
    groups.forEach(
        (group, operations) ->
            arguments.add(
                new CellArguments(
                    (Granularity) group.get(0), List.copyOf(operations), (String) group.get(1))));
    return arguments;
  }

  @Override
  public String toString() {
    return granularity
        + "/"
        + String.join(",", operations.stream().map(Operation::label).toList())
        + "/"
        + spec;
  }
}
