package dev.dirtybench.results;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The JVM that was measured.
 *
 * @param vendor such as {@code Eclipse Adoptium}
 * @param version such as {@code 17.0.15+6}
 * @param vm such as {@code OpenJDK 64-Bit Server VM}
 * @param flags the flags that every fork got
 * @param gc the collectors' names, such as {@code Copy, MarkSweepCompact}
 * @param maxHeapBytes the largest heap, in bytes
 */
public record JdkFacts(
    String vendor,
    String version,
    String vm,
    List<String> flags,
    String gc,
    @JsonProperty("maxHeap") long maxHeapBytes) {
  /** Copies the list. */
  public JdkFacts {
    flags = List.copyOf(flags);
  }

  /**
   * The JVM that runs this code.
   *
   * @param flags the flags that it got
   * @return its facts
   */
  public static JdkFacts current(List<String> flags) {
    return new JdkFacts(
        System.getProperty("java.vendor"),
        System.getProperty("java.runtime.version"),
        System.getProperty("java.vm.name"),
        flags,
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .collect(Collectors.joining(", ")),
        Runtime.getRuntime().maxMemory());
  }
}
