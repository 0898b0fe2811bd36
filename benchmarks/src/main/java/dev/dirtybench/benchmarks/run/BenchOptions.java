package dev.dirtybench.benchmarks.run;

import dev.dirtybench.benchmarks.pass.Pollution;
import dev.dirtybench.benchmarks.pass.Windows;
import dev.dirtybench.spi.Granularity;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run was asked to do, every default filled in.
 *
 * @param profile how thoroughly
 * @param backends names, in the order of the table's columns
 * @param traces what is measured on which trace
 * @param granularities bytes per bit
 * @param windows the intervals between backups, for {@code cycle}
 * @param pollutions how many other backends go before a measured one in its JVM, each in turn
 * @param out the folder in which the run's folder is made
 * @param seed of the order of the cells
 * @param jvm what the cells run in
 * @param classPath of every JVM
 * @param commandLine as the user gave it
 */
public record BenchOptions(
    Profile profile,
    List<String> backends,
    List<TraceChoice> traces,
    List<Granularity> granularities,
    Windows windows,
    List<Pollution> pollutions,
    Path out,
    long seed,
    TargetJvm jvm,
    String classPath,
    List<String> commandLine) {
  /**
   * The same in another JVM.
   *
   * @param other what the cells run in
   * @return a copy
   */
  public BenchOptions in(TargetJvm other) {
    return new BenchOptions(
        profile,
        backends,
        traces,
        granularities,
        windows,
        pollutions,
        out,
        seed,
        other,
        classPath,
        commandLine);
  }
}
