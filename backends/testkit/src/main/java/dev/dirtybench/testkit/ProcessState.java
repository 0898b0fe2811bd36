package dev.dirtybench.testkit;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process holds: resident memory, open files, mappings, direct buffers.
 *
 * @param residentKib resident memory in KiB
 * @param descriptors open file descriptors
 * @param mappings lines of the process's memory map
 * @param directBuffers direct and mapped buffers by the JVM's own account
 */
record ProcessState(long residentKib, long descriptors, long mappings, long directBuffers) {
  private static final Path SELF = Path.of("/proc/self");

  static ProcessState now() throws IOException {
    return new ProcessState(resident(), descriptorCount(), mappingCount(), bufferCount());
  }

  private static long resident() throws IOException {
    for (String line : Files.readAllLines(SELF.resolve("status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("/proc/self/status must have a line VmRSS, it has none");
  }

  private static long descriptorCount() throws IOException {
    try (Stream<Path> open = Files.list(SELF.resolve("fd"))) {
      return open.count();
    }
  }

  private static long mappingCount() throws IOException {
    try (Stream<String> lines = Files.lines(SELF.resolve("maps"))) {
      return lines.count();
    }
  }

  private static long bufferCount() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .mapToLong(BufferPoolMXBean::getCount)
        .sum();
  }
}
