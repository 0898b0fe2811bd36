package dev.dirtybench.results;

import static dev.dirtybench.results.MachineFacts.UNKNOWN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Linux says of a machine in its {@code /proc}, {@code /sys} and {@code /etc} files.
 *
 * <p>Each file may be missing or closed to us, on another system all are: the answer is then {@link
 * MachineFacts#UNKNOWN}, or -1 for a number.
 */
final class LinuxFacts {
  private static final Pattern CHOSEN = Pattern.compile("\\[(\\w+)]");
  private static final Pattern MEM_TOTAL = Pattern.compile("MemTotal:\\s+(\\d{1,12}) kB");
  private static final String CGROUP_ROOT = "sys/fs/cgroup";

  private final Path root;

  /**
   * Looks below a folder.
   *
   * @param root the file system's root, or a copy of the files of another machine
   */
  LinuxFacts(Path root) {
    this.root = root;
  }

  String distro() {
    return lines(root.resolve("etc/os-release")).stream()
        .filter(line -> line.startsWith("PRETTY_NAME="))
        .map(line -> line.substring("PRETTY_NAME=".length()).replaceAll("^[\"']|[\"']$", ""))
        .findFirst()
        .orElse(UNKNOWN);
  }

  String cpuModel() {
    return cpuInfo("model name").or(() -> cpuInfo("Model")).orElse(UNKNOWN);
  }

  /** Sorted first: kernels have listed the same flags in different orders. */
  String cpuFlagsHash() {
    return cpuInfo("flags")
        .or(() -> cpuInfo("Features"))
        .map(flags -> String.join(" ", Arrays.stream(flags.split("\\s+")).sorted().toList()))
        .map(Sha256::ofText)
        .orElse(UNKNOWN);
  }

  long memoryBytes() {
    return lines(root.resolve("proc/meminfo")).stream()
        .map(MEM_TOTAL::matcher)
        .filter(Matcher::matches)
        .map(matcher -> Long.parseLong(matcher.group(1)) << 10)
        .findFirst()
        .orElse(-1L);
  }

  String transparentHugePages() {
    return lines(root.resolve("sys/kernel/mm/transparent_hugepage/enabled")).stream()
        .map(CHOSEN::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .findFirst()
        .orElse(UNKNOWN);
  }

  MachineFacts.Cgroup cgroup() {
    return new MachineFacts.Cgroup(limit("cpu.max"), limit("memory.max"));
  }

  /** The limit nearest to this process, looking up from its own group; else that there is none. */
  private String limit(String name) {
    Path top = root.resolve(CGROUP_ROOT);
    Path group = top.resolve(ownGroup()).normalize();
    if (!group.startsWith(top)) {
      group = top; // a group outside our namespace is written with dots
    }
    String found = UNKNOWN;
    for (; group.startsWith(top); group = group.getParent()) {
      Optional<String> text = lines(group.resolve(name)).stream().findFirst();
      if (text.isPresent()) {
        found = text.get().strip();
        if (!found.startsWith("max")) {
          return found;
        }
      }
    }
    return found;
  }

  private String ownGroup() {
    return lines(root.resolve("proc/self/cgroup")).stream()
        .filter(line -> line.startsWith("0::/"))
        .map(line -> line.substring("0::/".length()))
        .findFirst()
        .orElse("");
  }

  private Optional<String> cpuInfo(String name) {
    return lines(root.resolve("proc/cpuinfo")).stream()
        .map(line -> line.split("\\s*:\\s*", 2))
        .filter(field -> field.length == 2 && field[0].equals(name) && !field[1].isBlank())
        .map(field -> field[1].strip())
        .findFirst();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      // Which of these files exist, and who may read them, is the machine's affair: a fact that
      // cannot be had is reported as unknown and must not keep a run from starting.
      return List.of();
    }
  }
}
