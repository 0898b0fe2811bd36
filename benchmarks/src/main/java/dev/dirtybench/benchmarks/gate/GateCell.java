package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.results.JmhResult;
import java.nio.file.Path;
import java.util.List;

/** A cell that both arms have: how one fork of it is run, and which result is its. */
public sealed interface GateCell permits OwnCell, JarCell {
  /**
   * The id in reports and logs.
   *
   * @return unique in a gate
   */
  String id();

  /**
   * What it is judged together with first: cells of one family measure the same code.
   *
   * @return a name
   */
  String family();

  /**
   * How long a fork runs when nothing else is asked for.
   *
   * @return its iterations
   */
  ForkPace pace();

  /**
   * The words that start JMH for one fork of this cell.
   *
   * @param arm the build
   * @param jvm runs it
   * @param pace iterations
   * @param json takes JMH's results
   * @return a program and its arguments
   */
  List<String> command(GateArm arm, TargetJvm jvm, ForkPace pace, Path json);

  /**
   * Whether a result is this cell's.
   *
   * @param result one of those that the fork left
   * @param arm the build
   * @return true for benchmark, mode and parameters of this cell
   */
  boolean isResult(JmhResult result, GateArm arm);
}
