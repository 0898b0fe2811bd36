package dev.dirtybench.workloads.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.catalog.Traces;
import dev.dirtybench.workloads.stat.LogHistogram;
import dev.dirtybench.workloads.stat.StatisticsPass;
import dev.dirtybench.workloads.stat.TraceStatistics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LikeTraceTest {
  private static final long SEED = 7;

  private static WriteTrace like(WriteTrace model, long seed) throws IOException {
    return LikeTrace.of(model.stream(), seed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ext4-build", "postgres"})
  void itsDistributionsAreNearThoseOfTheRecording(String recording) throws IOException {
    WriteTrace model = Traces.open(recording);
    TraceStatistics ours = StatisticsPass.of(model.stream());
    TraceStatistics theirs = StatisticsPass.of(like(model, SEED).stream());
    assertEquals(ours.kinds(), theirs.kinds());
    assertEquals(ours.deviceSize(), theirs.deviceSize());
    near(0, ours.lengths(), theirs.lengths());
    near(0.001, ours.arrivals(), theirs.arrivals());
    near(0.05, ours.runs().get(0).lengths(), theirs.runs().get(0).lengths());
    near(0.1, ours.runs().get(1).lengths(), theirs.runs().get(1).lengths());
    near(0.16, ours.overwrites().distances(), theirs.overwrites().distances());
    assertEquals(ours.overwrites().share(), theirs.overwrites().share(), 0.01);
    assertEquals(ours.sequence().afterLast(), theirs.sequence().afterLast(), 0.1);
    for (int i = 0; i < ours.densities().size(); i++) {
      double expected = ours.densities().get(i).dirty();
      assertEquals(expected, theirs.densities().get(i).dirty(), 0.02 * expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ext4-build", "postgres"})
  void theReadmeTellsHowNear(String recording) throws IOException {
    WriteTrace model = Traces.open(recording);
    TraceStatistics ours = StatisticsPass.of(model.stream());
    TraceStatistics theirs = StatisticsPass.of(like(model, SEED).stream());
    String row =
        String.format(
            Locale.ROOT,
            "| `%s` | %.2f | %.2f | %.2f | %.2f | %.2f | %.1f %%, %.1f %% |",
            recording,
            ours.lengths().distance(theirs.lengths()),
            ours.arrivals().distance(theirs.arrivals()),
            ours.runs().get(0).lengths().distance(theirs.runs().get(0).lengths()),
            ours.runs().get(1).lengths().distance(theirs.runs().get(1).lengths()),
            ours.overwrites().distances().distance(theirs.overwrites().distances()),
            100 * ours.overwrites().share(),
            100 * theirs.overwrites().share());
    String readme = Files.readString(Path.of("README.md"), StandardCharsets.UTF_8);
    assertTrue(readme.contains(row), () -> "README.md must hold this row:\n" + row);
  }

  private static void near(double most, LogHistogram model, LogHistogram synthetic) {
    double distance = model.distance(synthetic);
    assertTrue(distance <= most, "distance " + distance + " seed " + SEED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ext4-build", "postgres"})
  void itDoesNotSayWhereTheRecordingWrote(String recording) throws IOException {
    WriteTrace model = Traces.open(recording);
    WriteTrace synthetic = like(model, SEED);
    int same = 0;
    for (int i = 0; i < model.size(); i++) {
      same += model.operation(i).marks() && model.offset(i) == synthetic.offset(i) ? 1 : 0;
    }
    assertTrue(same <= model.size() / 1000, same + " offsets in common, seed " + SEED);
    assertEquals("synthetic", synthetic.name());
    assertEquals(List.of(), synthetic.comments());
  }

  @Test
  void theSameSeedGivesTheSameTraceAndAnotherOneAnother() throws IOException {
    WriteTrace model = Traces.open("postgres").slice(0, 5000);
    assertEquals(like(model, 1).contentSha256(), like(model, 1).contentSha256());
    assertNotEquals(like(model, 1).contentSha256(), like(model, 2).contentSha256());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uniform:size=4G,operations=20000",
        "zipf:size=4G,operations=20000",
        "hot-cold:size=1G,operations=20000",
        "sequential:size=1M,operations=3000,length=512",
        "extents:size=1G,operations=2000,align=512,min-length=512",
        "alternating:size=1G,operations=4000",
        "uniform:size=10001,operations=100,length=100,align=1"
      })
  void generatedTracesCanBeModels(String spec) throws IOException {
    WriteTrace model = Traces.open(spec);
    WriteTrace synthetic = like(model, SEED);
    assertEquals(model.size(), synthetic.size());
    TraceStatistics ours = StatisticsPass.of(model.stream());
    TraceStatistics theirs = StatisticsPass.of(synthetic.stream());
    near(0.1, ours.runs().get(0).lengths(), theirs.runs().get(0).lengths());
    assertEquals(ours.overwrites().share(), theirs.overwrites().share(), 0.05);
  }

  @Test
  void flushesAloneCanBeAModel() throws IOException {
    WriteTrace model =
        WriteTrace.builder("flushes", "by hand", 4096)
            .add(3, 0, 0, TraceOperation.FLUSH)
            .add(5, 0, 0, TraceOperation.FLUSH)
            .build();
    assertEquals(List.of("0 0+0 F", "2 0+0 F"), Rows.of(like(model, SEED).stream()));
  }
}
