package dev.dirtybench.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.results.MachineFingerprint;
import dev.dirtybench.results.ResultFormatException;
import dev.dirtybench.results.stats.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  private static final long SEED = 20261122;

  @TempDir Path folder;

  private static ScoredCell cell(
      String operation, String backend, boolean lowerIsBetter, double... forks) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("operation", operation);
    keys.put("backend", backend);
    return new ScoredCell(
        keys, lowerIsBetter ? "ns/op" : "ops/s", lowerIsBetter, forks, site("17"));
  }

  private static double[] forks(Random random, double level, int count) {
    double[] forks = new double[count];
    Arrays.setAll(forks, i -> level * Math.exp(0.02 * random.nextGaussian()));
    return forks;
  }

  private static ScoredRun run(String name, boolean interleaved, ScoredCell... cells) {
    return new ScoredRun(name, List.of(cells), interleaved);
  }

  private static Comparison byBackend(ScoredRun run, String base) {
    return Comparison.of(List.of(run), CellFilter.parse(""), "backend", List.of(), base);
  }

  @Test
  void backendsOfARunArePairedForkByFork() {
    Random random = new Random(SEED);
    ScoredRun run =
        run(
            "r",
            true,
            cell("set", "x", true, forks(random, 100, 12)),
            cell("set", "y", true, forks(random, 120, 12)),
            cell("set", "z", true, forks(random, 100, 12)));
    Comparison comparison = byBackend(run, "x");
    ComparedCell slower = comparison.cells().get(0);
    assertTrue(slower.paired());
    assertEquals(Verdict.REGRESSION, slower.verdict());
    assertEquals(1.2, slower.ratio(), 0.03);
    assertTrue(slower.lower() > 1.15 && slower.upper() < 1.25, slower.toString());
    assertEquals(Verdict.EQUIVALENT, comparison.cells().get(1).verdict());
    assertEquals("y", comparison.worst(1).get(0).column());
  }

  @Test
  void ratesTurnRoundSoThatAboveOneIsWorse() {
    ScoredRun run =
        run("r", true, cell("set", "x", false, 100, 100, 100), cell("set", "y", false, 50, 50, 50));
    assertEquals(2, byBackend(run, "x").cells().get(0).ratio(), 1e-12);
    assertEquals(0.5, byBackend(run, "y").cells().get(0).ratio(), 1e-12);
  }

  @Test
  void runsThatWereNotSideBySideGetAdviceOnly() {
    Random random = new Random(SEED);
    ScoredRun before = run("before", false, cell("set", "x", true, forks(random, 100, 6)));
    ScoredRun after = run("after", false, cell("set", "x", true, forks(random, 106, 6)));
    ScoredRun slow = run("slow", false, cell("set", "x", true, forks(random, 150, 6)));
    Comparison comparison =
        Comparison.of(
            List.of(before, after, slow), CellFilter.parse(""), Comparison.RUN, List.of(), null);
    assertFalse(comparison.cells().get(0).paired());
    assertEquals(Verdict.INCONCLUSIVE, comparison.cells().get(0).verdict());
    assertEquals(Verdict.REGRESSION, comparison.cells().get(1).verdict());
    assertTrue(new ComparisonReport(comparison).text().contains("(REGRESSION)"));
  }

  @Test
  void fewForksOfLooseRunsDecideNothing() {
    ScoredRun before = run("a", false, cell("set", "x", true, 100, 100.1, 100.2, 100.3));
    ScoredRun after = run("b", false, cell("set", "x", true, 200, 200.1, 200.2, 200.3));
    Comparison comparison =
        Comparison.of(List.of(before, after), CellFilter.parse(""), "run", List.of(), null);
    assertEquals(Verdict.INCONCLUSIVE, comparison.cells().get(0).verdict());
  }

  @Test
  void whatOneColumnLacksIsNamed() {
    ScoredRun a = run("a", false, cell("set", "x", true, 1, 1), cell("merge", "x", true, 1, 1));
    ScoredRun b = run("b", false, cell("set", "x", true, 1, 1), cell("scan", "x", true, 1, 1));
    Comparison comparison =
        Comparison.of(List.of(a, b), CellFilter.parse(""), "run", List.of(), null);
    assertEquals(List.of("merge: not in b", "scan: not in a"), comparison.missing());
  }

  @Test
  void nothingInCommonIsAnError() {
    ScoredRun a = run("a", false, cell("set", "x", true, 1, 1));
    ScoredRun b = run("b", false, cell("scan", "x", true, 1, 1));
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Comparison.of(List.of(a, b), CellFilter.parse(""), "run", List.of(), null));
    assertTrue(e.getMessage().contains("none in common"), e.getMessage());
  }

  @Test
  void cellsThatFallIntoOnePlaceAreAnError() {
    ScoredRun run =
        run(
            "r",
            true,
            cell("set", "x", true, 1),
            cell("merge", "x", true, 1),
            cell("set", "y", true, 1));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Comparison.of(
                    List.of(run), CellFilter.parse(""), "backend", List.of("mode"), null));
    assertTrue(e.getMessage().contains("found several, unlike in operation"), e.getMessage());
  }

  @Test
  void aFilterThatNothingPassesIsToldTheKeysThatThereAre() {
    ScoredRun run = run("r", true, cell("set", "x", true, 1), cell("set", "y", true, 1));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Comparison.of(
                    List.of(run), CellFilter.parse("op:set"), "backend", List.of(), null));
    assertTrue(e.getMessage().contains("operation, backend"), e.getMessage());
  }

  @Test
  void aScoreOfZeroCannotBeCompared() {
    ScoredRun run = run("r", true, cell("set", "x", true, 0, 1), cell("set", "y", true, 1, 1));
    Comparison comparison = byBackend(run, "x");
    assertEquals(Verdict.INVALID, comparison.cells().get(0).verdict());
    assertTrue(new ComparisonReport(comparison).json().toString().contains("\"ratio\":null"));
  }

  @Test
  void anotherProjectsFileIsReadWithoutAnyOfOurs() throws Exception {
    Path file = Path.of("src/test/resources/jmh/1.37-avgt-gc.json");
    ScoredRun run = ScoredRun.read(file);
    assertFalse(run.interleaved());
    assertTrue(run.cells().stream().allMatch(c -> c.keys().containsKey("benchmark")));
  }

  @Test
  void folderThatIsNoRunIsRefused() throws IOException {
    assertThrows(ResultFormatException.class, () -> ScoredRun.read(folder));
    Files.writeString(folder.resolve("manifest.json"), "{\"schemaVersion\": 99}");
    assertThrows(ResultFormatException.class, () -> ScoredRun.read(folder));
    Files.writeString(folder.resolve("jmh.json"), "[]");
    var e = assertThrows(ResultFormatException.class, () -> ScoredRun.read(folder));
    assertTrue(e.getMessage().contains("99"), e.getMessage());
  }

  @Test
  void cellsOfUnlikeMachinesAreToldAndGetAdviceOnly() {
    Random random = new Random(SEED);
    ScoredCell here = cell("set", "x", true, forks(random, 100, 12));
    ScoredCell there =
        new ScoredCell(
            cell("set", "y", true).keys(), "ns/op", true, forks(random, 150, 12), site("25"));
    Comparison comparison = byBackend(run("r", true, here, there), "x");
    assertEquals(List.of("y has another jdk: 17 and 25 (1 cell)"), comparison.unlike());
    assertFalse(comparison.cells().get(0).paired(), "advice only");
  }

  @Test
  void forksOfJvmsThatTookTurnsArePairsThoughTheirJdksAndFlagsDiffer() {
    Random random = new Random(SEED);
    Comparison comparison = jdks(random, "6.1", "6.1", "s", "s");
    assertEquals(List.of(), comparison.unlike());
    assertTrue(comparison.cells().get(0).paired());
    assertEquals(Verdict.REGRESSION, comparison.cells().get(0).verdict());
    assertEquals(1.2, comparison.cells().get(0).ratio(), 0.03);
  }

  @Test
  void whatElseDiffersBetweenJvmsThatTookTurnsIsToldAndGivesAdviceOnly() {
    Comparison comparison = jdks(new Random(SEED), "6.1", "6.2", "s", "s");
    assertEquals(List.of("jdk25 has another kernel: 6.1 and 6.2 (1 cell)"), comparison.unlike());
    assertFalse(comparison.cells().get(0).paired());
  }

  @Test
  void jdksOfTwoSessionsAreUnlikeMachines() {
    Comparison comparison = jdks(new Random(SEED), "6.1", "6.1", "s", "t");
    assertEquals(2, comparison.unlike().size(), comparison.unlike().toString());
    assertFalse(comparison.cells().get(0).paired());
  }

  @Test
  void aCellThatOneJvmHasIsListedAndNeverLeftOutSilently() {
    Random random = new Random(SEED);
    ScoredRun both = run("17", true, cell("set", "x", true, forks(random, 100, 3)));
    ScoredRun more =
        run(
            "25",
            true,
            cell("set", "x", true, forks(random, 100, 3)),
            cell("set", "ffm", true, forks(random, 100, 3)));
    Comparison comparison =
        Comparison.of(List.of(both, more), CellFilter.parse(""), Comparison.RUN, List.of(), null);
    assertEquals(List.of("ffm: not in 17"), comparison.missing());
  }

  private static Comparison jdks(
      Random random, String kernelA, String kernelB, String sessionA, String sessionB) {
    List<ScoredRun> runs = new ArrayList<>();
    for (String jdk : List.of("17", "25")) {
      boolean first = jdk.equals("17");
      var machine =
          new MachineFingerprint(
              Map.of(
                  "jdk",
                  jdk,
                  "jvm args",
                  first ? "-Xmx1g" : "-Xmx1g --enable-native-access",
                  "kernel",
                  first ? kernelA : kernelB));
      runs.add(
          run(
              "jdk" + jdk,
              true,
              new ScoredCell(
                  cell("set", "x", true).keys(),
                  "ns/op",
                  true,
                  forks(random, first ? 100 : 120, 12),
                  new MeasuringSite("the machine", machine, first ? sessionA : sessionB))));
    }
    return Comparison.of(runs, CellFilter.parse(""), Comparison.RUN, List.of(), null);
  }

  @Test
  void cellsOfTwoShardsAreNotPairsThoughTheirMachinesAreAlike() {
    Random random = new Random(SEED);
    ScoredCell one = cell("set", "x", true, forks(random, 100, 12));
    ScoredCell two =
        new ScoredCell(
            cell("set", "y", true).keys(),
            "ns/op",
            true,
            forks(random, 100, 12),
            new MeasuringSite("shard 2", one.site().machine()));
    Comparison comparison = byBackend(run("r", true, one, two), "x");
    assertEquals(List.of(), comparison.unlike());
    assertFalse(comparison.cells().get(0).paired());
  }

  @Test
  void benchmarksOfOneNameInTwoClassesHaveRowsOfTheirOwn() {
    ScoredRun a = run("a", false, foreign("p.One.run"), foreign("p.Two.run"));
    Comparison byClass =
        Comparison.of(
            List.of(a, a.named("b")), CellFilter.parse(""), Comparison.RUN, List.of(), null);
    assertEquals(
        List.of("One.run", "Two.run"), byClass.cells().stream().map(ComparedCell::row).toList());
    ScoredRun c = run("c", false, foreign("p.One.run"), foreign("q.One.run"), foreign("q.Two.go"));
    Comparison byPackage =
        Comparison.of(
            List.of(c, c.named("d")), CellFilter.parse(""), Comparison.RUN, List.of(), null);
    assertEquals(
        List.of("p / One.run", "q / One.run", "q / Two.go"),
        byPackage.cells().stream().map(ComparedCell::row).toList());
  }

  private static ScoredCell foreign(String benchmark) {
    String[] parts = benchmark.split("\\.");
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("package", parts[0]);
    keys.put("benchmark", parts[1] + '.' + parts[2]);
    keys.put("operation", parts[2]);
    return new ScoredCell(keys, "ns/op", true, new double[] {1, 1}, site("17"));
  }

  private static MeasuringSite site(String jdk) {
    return new MeasuringSite("here", new MachineFingerprint(Map.of("jdk", jdk)));
  }
}
