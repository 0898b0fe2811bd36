package dev.dirtybench.results.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dirtybench.results.ResultFormatException;
import dev.dirtybench.results.schema.RunSchemas;
import dev.dirtybench.results.stats.VarianceParts;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalibrationReportTest {
  private static final DriverNoise QUIET = new DriverNoise("slices", 6, 0.005, 0.5);
  private static final DriverNoise LOUD = new DriverNoise("forks", 6, 0.09, 4);
  private static final VarianceParts PARTS =
      VarianceParts.of(new double[][] {{0, 0.01, 0.02}, {0.1, 0.11, 0.12}});

  private static CellCalibration cell(String id, DriverNoise slices, int bestIterations) {
    return new CellCalibration(id, LOUD, slices, PARTS, bestIterations);
  }

  private static final CalibrationReport REPORT =
      new CalibrationReport(
          List.of(
              cell("set/x/t/64K", QUIET, 3),
              cell("theirs.Benchmark.run", null, Integer.MAX_VALUE)));

  @Test
  void itsJsonIsAsTheSchemaSaysAndGivesTheDriversBack() throws IOException {
    ObjectNode json = REPORT.json();
    RunSchemas.requireValid("calibration", json);
    assertEquals(
        Map.of("set/x/t/64K", "slices", "theirs.Benchmark.run", "forks"),
        CalibrationReport.drivers(json, "calibration.json"));
    json.put("schemaVersion", 2);
    ResultFormatException newer =
        assertThrows(
            ResultFormatException.class, () -> CalibrationReport.drivers(json, "calibration.json"));
    assertTrue(newer.getMessage().contains("version 1"), newer::getMessage);
  }

  @Test
  void itsTextHasALineForEachCellWithADashForWhatWasNotRun() {
    List<String> lines = REPORT.text().lines().toList();
    String own = line(lines, "set/x/t/64K");
    assertTrue(own.contains(" 9.0 % ") && own.contains(" 0.5 % "), own);
    assertTrue(own.endsWith("slices"), own);
    String foreign = line(lines, "theirs.Benchmark.run");
    assertTrue(foreign.matches(".* any .* - +- +- +- +forks"), foreign);
  }

  private static String line(List<String> lines, String cell) {
    return lines.stream().filter(line -> line.startsWith(cell)).findFirst().orElseThrow();
  }
}
