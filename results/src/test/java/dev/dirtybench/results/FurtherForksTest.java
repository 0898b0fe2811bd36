package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cell that is measured in rounds, one fork each. */
class FurtherForksTest {
  private static final CellKey KEY = SampleRun.fewCells().get(0).key();

  @TempDir Path parent;
  private RunFolder folder;

  @BeforeEach
  void open() throws Exception {
    folder = RunFolder.create(parent, "run");
    folder.manifest(SampleRun.manifest());
  }

  @Test
  void addTheirRowsAndReplaceTheEntry() throws Exception {
    append(new double[] {10, 11});
    int before = tidy("time").size();
    append(new double[] {10, 11}, new double[] {20, 21});
    List<String> rows = tidy("time");
    assertEquals(before + 2, rows.size());
    assertEquals(1, tidy("units_per_pass").size());
    List<JmhResult> entries = JmhJson.read(parent.resolve("run/jmh.json"));
    assertEquals(1, entries.size());
    assertEquals(2, entries.get(0).primary().samples().forkCount());
    folder.finish();
    assertTrue(Files.readString(parent.resolve("run/report.md")).contains("2 forks"));
  }

  @Test
  void mustGoOnFromWhatIsThere() throws Exception {
    append(new double[] {10, 11});
    assertThrows(IllegalArgumentException.class, () -> append(new double[] {10, 11}));
    assertThrows(
        IllegalArgumentException.class, () -> append(new double[] {10, 12}, new double[] {20, 21}));
    assertEquals(1, JmhJson.read(parent.resolve("run/jmh.json")).size());
  }

  @Test
  void mayFailInALaterRound() throws Exception {
    append(new double[] {10, 11});
    folder.append(CellResult.failed(KEY, "its JVM died"));
    folder.finish();
    assertTrue(Files.readString(parent.resolve("run/report.md")).contains("its JVM died"));
    assertEquals(2, tidy("time").size(), "what was measured stays");
  }

  private List<String> tidy(String metric) throws Exception {
    return Files.readAllLines(parent.resolve("run/tidy.csv")).stream()
        .filter(line -> line.contains("," + metric + ","))
        .toList();
  }

  private void append(double[]... forks) throws Exception {
    Measurement measurement =
        new Measurement(
            "time", "ns/op", new Samples(new ArrayList<>(List.of(forks))), 5, "write", 1, Map.of());
    CellResult cell = CellResult.measured(KEY, measurement, "ab");
    folder.append(cell, SampleRun.jmhEntry(cell));
  }
}
