package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same cells on two JVMs: this one, and this one by another home. */
@Tag("once")
class TwoJvmsIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String LABEL = "jdk" + Runtime.version().feature();

  @TempDir Path folder;

  @Test
  void takesTurnsComparesForkByForkAndGoesOnAfterBeingStopped() throws Exception {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process = Launch.start(folder, out, err, words("standard", "--jvm", bothHomes()));
    while (process.isAlive() && !Launch.text(err).contains("[ 3/20]")) {
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
    assertTrue(process.isAlive(), Launch.text(err));
    process.destroy();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), "it must end when told to");
    Path a = run(LABEL + "a");
    Path b = run(LABEL + "b");
    assertEquals(0, process.descendants().count(), "no fork is left behind");
    for (Path run : List.of(a, b)) {
      assertTrue(Launch.text(err).contains(run.toString()), Launch.text(err));
      assertTrue(Files.readString(run.resolve("report.md")).contains("stopped"), "it says so");
    }
    int before = forks(a).size() + forks(b).size();
    assertTrue(before >= 3, "what was measured is kept");

    Launch alone = Launch.of(folder, words("standard", "--resume", b.toString()));
    assertEquals(2, alone.exit(), alone.err());
    assertTrue(alone.err().contains("was measured on 2 JVMs"), alone.err());

    Launch resumed =
        Launch.alone(folder, words("standard", "--resume", b.toString(), "--jvm", bothHomes()));
    assertEquals(0, resumed.exit(), resumed.err());
    assertSideBySide(resumed, a, b);
  }

  private void assertSideBySide(Launch launch, Path a, Path b) throws Exception {
    assertEquals(6, RunSchemas.requireValid(folder.resolve("results")));
    for (Path run : List.of(a, b)) {
      assertEquals(10, forks(run).size());
      assertEquals(
          2, MAPPER.readTree(run.resolve("jmh.json").toFile()).size(), "each is a whole run");
      assertTrue(Files.exists(run.resolve("summary.csv")));
      assertTrue(Files.exists(run.resolve("report.html")));
    }
    assertEquals(session(a).get("id"), session(b).get("id"));
    assertTurns(a, b);
    assertTrue(launch.out().contains("JVMs side by side\nbase: " + LABEL + "a"), launch.out());
    assertTrue(launch.out().contains("Largest ratios:"), launch.out());
    assertFalse(launch.out().contains("advice"), "they were measured side by side");
    assertTrue(launch.out().contains("-" + LABEL + "a-" + LABEL + "b.html"), launch.out());

    Launch again = Launch.of(folder, "compare", a.toString(), b.toString());
    assertEquals(0, again.exit(), again.err());
    assertFalse(again.out().contains("advice"), again.out());
  }

  /** Each cell's forks of a round follow on each other; which JVM is first changes every time. */
  private static void assertTurns(Path a, Path b) throws IOException {
    Map<String, Integer> slots = new HashMap<>();
    for (Path run : List.of(a, b)) {
      for (JsonNode fork : forks(run)) {
        String place = fork.get("cellId").asText() + fork.get("round").asInt();
        int slot = fork.get("slot").asInt() * (run.equals(a) ? 1 : -1);
        slots.merge(place, slot, Integer::sum);
      }
    }
    assertEquals(10, slots.size(), "two cells in five rounds");
    for (String cell : List.of("set/bitset", "set/hbitmap")) {
      List<Integer> order = new ArrayList<>();
      for (int round = 1; round <= 5; round++) {
        int at = round;
        slots.forEach(
            (place, difference) -> {
              if (place.startsWith(cell) && place.endsWith("64K" + at)) {
                order.add(difference);
              }
            });
      }
      int first = order.get(0);
      assertEquals(1, Math.abs(first), order.toString());
      assertEquals(List.of(first, -first, first, -first, first), order);
    }
  }

  @Test
  void aBudgetIsCutForBothTogether() throws Exception {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        Launch.start(folder, out, err, words("smoke", "--budget", "60m", "--jvm", bothHomes()));
    while (process.isAlive() && !Launch.text(err).contains("[   1/")) {
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
    assertTrue(process.isAlive(), Launch.text(err));
    process.destroy();
    process.waitFor();
    assertTrue(Launch.text(err).contains("rounds of 4 cells"), Launch.text(err));
    assertEquals(
        MAPPER.readTree(run(LABEL + "a").resolve("manifest.json").toFile()).get("plan"),
        MAPPER.readTree(run(LABEL + "b").resolve("manifest.json").toFile()).get("plan"));
  }

  @Test
  void whatIsNoJvmIsSaidInOneLineAndNothingIsBegun() throws Exception {
    for (String name : List.of("nowhere/at/all", "99", folder.toString())) {
      Launch launch = Launch.of(folder, words("smoke", "--jvm", name));
      assertEquals(2, launch.exit(), launch.err());
      assertEquals(1, launch.errorLines().size(), launch.err());
      assertTrue(launch.err().contains("--jvm"), launch.err());
    }
    assertFalse(Files.exists(folder.resolve("results")));
  }

  private static JsonNode session(Path run) throws IOException {
    return MAPPER.readTree(run.resolve("manifest.json").toFile()).get("session");
  }

  private static List<JsonNode> forks(Path run) throws IOException {
    List<JsonNode> forks = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("schedule.jsonl"))) {
      JsonNode entry = MAPPER.readTree(line);
      if (entry.get("kind").asText().equals("fork")) {
        forks.add(entry);
      }
    }
    return forks;
  }

  /** This JVM's home and a link to it. */
  private String bothHomes() throws IOException {
    Path home = Path.of(System.getProperty("java.home"));
    Path link = folder.resolve("another-home");
    if (!Files.exists(link)) {
      Files.createSymbolicLink(link, home);
    }
    return home + "," + link;
  }

  private static String[] words(String profile, String... more) {
    List<String> words = new ArrayList<>(List.of("bench", "--profile", profile));
    words.addAll(List.of(more));
    words.addAll(
        List.of(
            "--backends",
            "bitset,hbitmap",
            "--operations",
            "set",
            "--traces",
            "uniform:size=4G,operations=500,seed=1"));
    return words.toArray(String[]::new);
  }

  private Path run(String label) throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("results/runs"))) {
      return runs.filter(Files::isDirectory)
          .filter(run -> run.toString().endsWith(label))
          .findFirst()
          .orElseThrow();
    }
  }
}
