package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.benchmarks.foreign.JmhLock;
import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.results.JmhJson;
import dev.dirtybench.results.JmhResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one JMH fork of a cell left.
 *
 * @param result JMH's, or null
 * @param failure why there is none, or null
 */
record ForkResult(JmhResult result, String failure) {
  /**
   * Runs a fork to its end.
   *
   * @param json is read, and need not exist before
   * @param more arguments for JMH
   * @throws IllegalStateException if another JMH holds the lock of this machine
   */
  static ForkResult run(
      GateCell cell, GateArm arm, TargetJvm jvm, ForkPace pace, Path json, String... more)
      throws IOException, InterruptedException {
    return run(cell, arm, jvm, pace, json, Map.of(), List.of(more));
  }

  /**
   * Runs a fork to its end, with more in its environment.
   *
   * @throws IllegalStateException if another JMH holds the lock of this machine
   */
  static ForkResult run(
      GateCell cell,
      GateArm arm,
      TargetJvm jvm,
      ForkPace pace,
      Path json,
      Map<String, String> environment,
      List<String> more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(cell.command(arm, jvm, pace, json));
    command.addAll(more);
    Fork fork = Fork.run(command, environment);
    if (fork.failure() != null) {
      JmhLock.requireFree(fork.lines());
      return new ForkResult(null, fork.failure());
    }
    if (Files.size(json) == 0) {
      return new ForkResult(null, "the fork left no result: " + String.join(" | ", fork.lines()));
    }
    List<JmhResult> results = JmhJson.read(json);
    List<JmhResult> own = results.stream().filter(result -> cell.isResult(result, arm)).toList();
    if (own.size() != 1) {
      return new ForkResult(
          null,
          "expected one result of "
              + cell.id()
              + ", found "
              + results.stream()
                  .map(found -> found.benchmark() + ' ' + found.mode() + ' ' + found.params())
                  .toList());
    }
    return new ForkResult(own.get(0), null);
  }
}
