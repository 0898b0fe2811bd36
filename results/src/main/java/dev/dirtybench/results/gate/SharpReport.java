package dev.dirtybench.results.gate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dirtybench.results.PlainTable;
import java.util.List;

/** Tells the rows of the sharp gates. */
final class SharpReport {
  private static final List<String> HEAD =
      List.of("cell", "metric", "A", "B", "allowed", "verdict", "note");

  private final List<SharpRow> rows;

  SharpReport(List<SharpRow> rows) {
    this.rows = rows;
  }

  /** The rows as columns; nothing if there are none. */
  String text() {
    return rows.isEmpty() ? "" : "\ncounted, not timed:\n\n" + table().text();
  }

  /** The rows as a table of Markdown; nothing if there are none. */
  String markdown() {
    return rows.isEmpty() ? "" : "\nCounted, not timed:\n\n" + table().markdown();
  }

  private PlainTable table() {
    return new PlainTable(HEAD, rows.stream().map(SharpReport::texts).toList());
  }

  private static List<String> texts(SharpRow row) {
    return List.of(
        row.cell(),
        row.metric() + (row.unit().isEmpty() ? "" : " (" + row.unit() + ")"),
        row.a().text(),
        row.b().text(),
        row.allowed(),
        row.verdict().toString(),
        row.note());
  }

  /** The rows as an array of {@code verdict.json}. */
  ArrayNode json() {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (SharpRow row : rows) {
      ObjectNode node = array.addObject();
      node.put("cell", row.cell());
      node.put("metric", row.metric());
      node.put("unit", row.unit());
      put(node, "a", row.a());
      put(node, "b", row.b());
      node.put("allowed", row.allowed());
      node.put("verdict", row.verdict().toString());
      node.put("note", row.note());
    }
    return array;
  }

  private static void put(ObjectNode node, String name, SharpReading reading) {
    if (!Double.isNaN(reading.number())) {
      node.put(name, reading.number());
    } else if (reading.text().equals("-")) {
      node.putNull(name);
    } else {
      node.put(name, reading.text());
    }
  }
}
