package dev.dirtybench.results;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;

/**
 * The machine of a run, by its categories: never its name, its users or its paths.
 *
 * @param os the operating system
 * @param cpu the processor
 * @param memory the memory
 */
public record MachineFacts(Os os, Cpu cpu, Memory memory) {
  /** Stands where a machine does not say. */
  public static final String UNKNOWN = "unknown";

  /** Stands where the machines of a merged run differ; which has what is in its machines. */
  public static final String SEVERAL = "several";

  /**
   * The operating system.
   *
   * @param name such as {@code Linux}
   * @param kernel its version
   * @param distro such as {@code Debian GNU/Linux 12 (bookworm)}
   * @param cgroup limits that hold for this process
   */
  public record Os(String name, String kernel, String distro, Cgroup cgroup) {}

  /**
   * Limits of the control group, as the kernel writes them.
   *
   * @param cpuMax quota and period in microseconds, such as {@code 200000 100000} or {@code max
   *     100000}
   * @param memoryMax bytes, or {@code max}
   */
  public record Cgroup(String cpuMax, String memoryMax) {}

  /**
   * The processor.
   *
   * @param model its name
   * @param cores processors that the JVM may use
   * @param flagsHash SHA-256 of the sorted feature flags, 64 hex digits
   */
  public record Cpu(String model, int cores, String flagsHash) {}

  /**
   * The memory.
   *
   * @param totalBytes physical memory in bytes, -1 where unknown
   * @param thp mode of transparent huge pages: always, madvise or never
   */
  public record Memory(@JsonProperty("total") long totalBytes, String thp) {}

  /**
   * Looks at this machine.
   *
   * @return its facts, {@link #UNKNOWN} for what it does not say
   */
  public static MachineFacts collect() {
    return collect(new LinuxFacts(Path.of("/")));
  }

  static MachineFacts collect(LinuxFacts linux) {
    return new MachineFacts(
        new Os(
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            linux.distro(),
            linux.cgroup()),
        new Cpu(linux.cpuModel(), Runtime.getRuntime().availableProcessors(), linux.cpuFlagsHash()),
        new Memory(linux.memoryBytes(), linux.transparentHugePages()));
  }
}
