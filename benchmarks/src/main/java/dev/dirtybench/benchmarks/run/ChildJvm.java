package dev.dirtybench.benchmarks.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** A JVM beside the measured ones: verifies results or weighs bitmaps, and says so in lines. */
final class ChildJvm {
  private final BenchOptions options;

  ChildJvm(BenchOptions options) {
    this.options = options;
  }

  /**
   * Runs it to its end, with the memory that the largest of its cells needs.
   *
   * @param command of the command line, with its options and the party that it treats
   * @param cells what it treats
   * @param flags for its launcher, beside those that every JVM gets
   * @param lines takes each line of its output
   * @return null if it ended well, else its last lines
   */
  String run(
      List<String> command,
      Collection<PlannedCell> cells,
      List<String> flags,
      Consumer<String> lines)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(options.jvm().launcher()));
    words.addAll(options.jvm().flags());
    words.addAll(memory(cells).flags());
    words.addAll(flags);
    words.addAll(List.of("-cp", options.classPath(), "dev.dirtybench.cli.Main"));
    words.addAll(command);
    CellArguments.of(cells).forEach(argument -> words.add(argument.toString()));
    return ChildProcess.run(words, lines);
  }

  private static ForkMemory memory(Collection<PlannedCell> cells) {
    long most = 0;
    for (PlannedCell cell : cells) {
      most = Math.max(most, cell.memory().heapMiB());
    }
    return new ForkMemory(most);
  }
}
