package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON that another project's own JMH run wrote, compared with none of our files beside it. */
class ForeignJmhIT {
  @TempDir Path folder;

  private Path results(String name, int slowMicros) throws Exception {
    Path project = Files.createDirectories(folder.resolve(name));
    Path jar =
        new TinyJmhProject()
            .with("@Param({\"1\", \"2\"}) public int size;")
            .sleeping("same", 2000)
            .sleeping("slow", slowMicros)
            .jar(project.resolve("benchmarks.jar"));
    Path json = folder.resolve(name + ".json");
    Path log = folder.resolve(name + ".log");
    Process jmh =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Other tests may hold JMH's lock; three times as slow is seen all the same.
                "-Djmh.ignoreLock=true",
                "-cp",
                jar.toString(),
                "org.openjdk.jmh.Main",
                "-f",
                "2",
                "-wi",
                "1",
                "-w",
                "50ms",
                "-i",
                "3",
                "-r",
                "50ms",
                "-rf",
                "json",
                "-rff",
                json.toString())
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertTrue(jmh.waitFor(5, TimeUnit.MINUTES), "JMH must end");
    assertEquals(0, jmh.exitValue(), Files.readString(log));
    return json;
  }

  private static List<String> row(Launch launch, String start) {
    return launch
        .out()
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> List.of(line.split(",")))
        .findFirst()
        .orElseThrow(() -> new AssertionError(launch.out()));
  }

  @Test
  void isComparedCellByCell() throws Exception {
    Path before = results("old", 2000);
    Path after = results("new", 6000);
    Path alone = Files.createDirectories(folder.resolve("alone"));
    Files.copy(before, alone.resolve("old.json"));
    Files.copy(after, alone.resolve("new.json"));
    Launch csv = Launch.of(alone, "compare", "old.json", "new.json", "--format", "csv");
    assertEquals(0, csv.exit(), csv.err());
    assertEquals(5, csv.out().lines().count(), csv.out());
    int ratio = row(csv, "row,").indexOf("ratio");
    for (String size : List.of("1", "2")) {
      double slow = Double.parseDouble(row(csv, "slow / " + size).get(ratio));
      assertTrue(slow > 1.8 && slow < 4.2, csv.out());
      double same = Double.parseDouble(row(csv, "same / " + size).get(ratio));
      assertTrue(same > 0.5 && same < 1.7, csv.out());
    }
    Launch text = Launch.of(alone, "compare", "old.json", "new.json", "--filter", "size:1");
    assertEquals(0, text.exit(), text.err());
    assertTrue(text.out().contains("Runs were not measured side by side"), text.out());
    try (Stream<Path> left = Files.list(alone)) {
      assertEquals(
          List.of("json", "json", "txt", "txt", "txt", "txt"),
          left.map(file -> file.toString().replaceFirst(".*\\.", "")).sorted().toList());
    }
  }
}
