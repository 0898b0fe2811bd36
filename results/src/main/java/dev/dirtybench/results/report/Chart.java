package dev.dirtybench.results.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A chart of the page: what it asks, and ready-made rows for each of its panels. */
final class Chart {
  private static final MathContext DIGITS = new MathContext(6);

  private final String id;
  private final String title;
  private final String note;
  private final String specification;
  private final List<String> fields;
  private final Map<String, Panel> panels = new TreeMap<>();
  private final List<Panel> order = new ArrayList<>();
  private String omitted = "";

  /**
   * A chart without panels yet.
   *
   * @param id name of its place in the page
   * @param title as its heading says it
   * @param note how to read it
   * @param specification name of the file that says how to draw it
   * @param fields names of a row's values
   */
  Chart(String id, String title, String note, String specification, String... fields) {
    this.id = id;
    this.title = title;
    this.note = note;
    this.specification = specification;
    this.fields = List.of(fields);
  }

  /** Rows that are drawn on axes of their own. */
  final class Panel {
    private final ObjectNode texts = JsonNodeFactory.instance.objectNode();
    private final ArrayNode rows = JsonNodeFactory.instance.arrayNode();

    /** A text that the specification asks for by name. */
    Panel say(String name, String text) {
      texts.put(name, text);
      return this;
    }

    /** A row, in the order of the chart's fields. */
    void row(Object... values) {
      if (values.length != fields.size()) {
        throw new IllegalArgumentException(
            id + ": expected values of " + fields + ", got " + List.of(values));
      }
      ArrayNode row = rows.addArray();
      for (Object value : values) {
        put(row, value);
      }
    }

    int size() {
      return rows.size();
    }
  }

  /** The panel of a title; made where it is first asked for. */
  Panel panel(String name) {
    return panels.computeIfAbsent(
        name,
        key -> {
          Panel made = new Panel().say("title", name);
          order.add(made);
          return made;
        });
  }

  /** Says why the chart is not there. */
  Chart omit(String reason) {
    omitted = reason;
    return this;
  }

  boolean isEmpty() {
    return order.stream().allMatch(panel -> panel.size() == 0);
  }

  String id() {
    return id;
  }

  /** Six digits are more than any picture shows. */
  static void put(ArrayNode row, Object value) {
    if (value instanceof Double number) {
      if (Double.isFinite(number)) {
        row.add(rounded(number));
      } else {
        row.addNull();
      }
    } else if (value instanceof Number number) {
      row.add(number.longValue());
    } else if (value == null) {
      row.addNull();
    } else {
      row.add(value.toString());
    }
  }

  static BigDecimal rounded(double number) {
    BigDecimal short6 = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
    return short6.scale() < 0 ? short6.setScale(0) : short6;
  }

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", id).put("title", title).put("note", note).put("spec", specification);
    if (isEmpty()) {
      return node.put("omitted", omitted.isEmpty() ? "the run has no values for it" : omitted);
    }
    fields.forEach(node.putArray("fields")::add);
    ArrayNode array = node.putArray("panels");
    for (Panel panel : order) {
      if (panel.size() > 0) {
        ObjectNode one = array.addObject();
        one.setAll(panel.texts);
        one.set("rows", panel.rows);
      }
    }
    return node;
  }
}
