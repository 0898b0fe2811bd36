package dev.dirtybench.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.BitmapProvider;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a process held before and after it created and closed many bitmaps.
 *
 * <p>The cycles run in a JVM of their own, with a heap that is resident from the start: its
 * resident memory then grows by what lies outside the heap alone, and a crash is a result and not
 * the end of the test run.
 */
record CycleReport(int cycles, ProcessState before, ProcessState after) {
  private static final int TIMEOUT_MINUTES = 5;

  /** Runs the cycles and reads what they report. */
  static CycleReport of(Class<? extends BitmapProvider> provider, int cycles, Path directory)
      throws IOException, InterruptedException {
    Path report = directory.resolve("report");
    Path output = directory.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"));
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (isWanted(argument)) {
        command.add(argument);
      }
    }
    command.add("-Djava.io.tmpdir=" + directory);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(CreateCloseCycles.class.getName());
    command.addAll(List.of(provider.getName(), String.valueOf(cycles), report.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(
          process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES),
          () -> cycles + " cycles must end within " + TIMEOUT_MINUTES + " minutes");
    } finally {
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), () -> "exit code, output: " + text(output));
    List<String> lines = Files.readAllLines(report);
    return new CycleReport(cycles, state(lines.get(0)), state(lines.get(1)));
  }

  /** What the JVM under test was given to open modules; no heap sizes, no agents. */
  private static boolean isWanted(String argument) {
    return argument.startsWith("--add-")
        || argument.startsWith("--enable-native-access")
        || argument.startsWith("--sun-misc-unsafe-memory-access")
        || argument.startsWith("-Dchronicle")
        || argument.startsWith("-Dagrona");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "unreadable, " + e;
    }
  }

  private static ProcessState state(String line) {
    String[] fields = line.split(" ");
    return new ProcessState(
        Long.parseLong(fields[0]),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]));
  }

  long residentGrowthKib() {
    return after.residentKib() - before.residentKib();
  }

  long descriptorGrowth() {
    return after.descriptors() - before.descriptors();
  }

  long mappingGrowth() {
    return after.mappings() - before.mappings();
  }

  long directBufferGrowth() {
    return after.directBuffers() - before.directBuffers();
  }
}
