package dev.dirtybench.results.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dirtybench.results.PlainTable;
import dev.dirtybench.results.ResultFormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells a calibration as text or JSON, and reads the drivers from it again. */
public final class CalibrationReport {
  /** The version of the JSON form. */
  public static final int SCHEMA_VERSION = 1;

  private static final List<String> HEAD =
      List.of(
          "cell",
          "S1",
          "T2",
          "best n1",
          "forks: sd",
          "s/pair",
          "finds",
          "pairs for 10 %",
          "slices: sd",
          "s/pair",
          "finds",
          "pairs for 10 %",
          "driver");

  private final List<CellCalibration> cells;

  /**
   * A report.
   *
   * @param cells what to tell
   */
  public CalibrationReport(List<CellCalibration> cells) {
    this.cells = List.copyOf(cells);
  }

  /**
   * As aligned text for a terminal.
   *
   * @return lines
   */
  public String text() {
    List<List<String>> rows = new ArrayList<>();
    for (CellCalibration cell : cells) {
      List<String> row = new ArrayList<>();
      row.add(cell.cell());
      row.add(percent(cell.parts().withinForks()));
      row.add(percent(cell.parts().betweenForks()));
      row.add(cell.bestIterations() == Integer.MAX_VALUE ? "any" : "" + cell.bestIterations());
      addNoise(row, cell.forks());
      addNoise(row, cell.slices());
      row.add(cell.chosen().driver());
      rows.add(row);
    }
    return "the same build twice; S1: deviation of iterations within a fork, T2: between forks,\n"
        + "n1: iterations of a fork; sd: of the pairs' log ratios; finds: the smallest slowdown that "
        + DriverNoise.USUAL_PAIRS
        + " pairs find in 4 of 5 cases\n\n"
        + new PlainTable(HEAD, rows).text();
  }

  private static void addNoise(List<String> row, DriverNoise noise) {
    if (noise == null) {
      row.addAll(List.of("-", "-", "-", "-"));
      return;
    }
    row.add(percent(noise.deviation()));
    row.add(String.format(Locale.ROOT, "%.1f", noise.secondsPerPair()));
    row.add(percent(noise.detectable()));
    row.add(Integer.toString(noise.pairsForTenPercent()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /**
   * As JSON, {@code calibration.json}.
   *
   * @return the object
   */
  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schemaVersion", SCHEMA_VERSION);
    ArrayNode array = root.putArray("cells");
    for (CellCalibration cell : cells) {
      ObjectNode node = array.addObject();
      node.put("cell", cell.cell());
      node.put("s1", cell.parts().withinForks());
      node.put("t2", cell.parts().betweenForks());
      node.put("bestIterations", cell.bestIterations());
      node.put("driver", cell.chosen().driver());
      put(node, "forks", cell.forks());
      put(node, "slices", cell.slices());
    }
    return root;
  }

  private static void put(ObjectNode node, String name, DriverNoise noise) {
    if (noise == null) {
      node.putNull(name);
      return;
    }
    ObjectNode values = node.putObject(name);
    values.put("pairs", noise.pairs());
    values.put("deviation", noise.deviation());
    values.put("secondsPerPair", noise.secondsPerPair());
    values.put("detectable", noise.detectable());
    values.put("pairsForTenPercent", noise.pairsForTenPercent());
  }

  /**
   * The drivers that a calibration chose.
   *
   * @param root what {@link #json} made
   * @param source what to call it in an error
   * @return driver by cell
   * @throws ResultFormatException if it is not of this form or newer
   */
  public static Map<String, String> drivers(JsonNode root, String source)
      throws ResultFormatException {
    int schema = root.path("schemaVersion").asInt(0);
    if (schema != SCHEMA_VERSION || !root.path("cells").isArray()) {
      throw new ResultFormatException(
          source, "/schemaVersion", "a calibration of version " + SCHEMA_VERSION, "" + schema);
    }
    Map<String, String> drivers = new LinkedHashMap<>();
    for (JsonNode cell : root.get("cells")) {
      drivers.put(cell.path("cell").asText(), cell.path("driver").asText());
    }
    return drivers;
  }
}
