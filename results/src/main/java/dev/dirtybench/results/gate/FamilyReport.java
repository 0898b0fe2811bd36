package dev.dirtybench.results.gate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dirtybench.results.PlainTable;
import java.util.List;

/** Tells what the families of a gate show. */
final class FamilyReport {
  private static final List<String> HEAD =
      List.of("family", "cells", "ratio of the mean", "limits", "rounds");

  private final List<FamilyEffect> families;

  FamilyReport(List<FamilyEffect> families) {
    this.families = families;
  }

  /** The rows as columns; nothing if there are none. */
  String text() {
    return families.isEmpty() ? "" : "\nscreened together:\n\n" + table().text();
  }

  /** The rows as a table of Markdown; nothing if there are none. */
  String markdown() {
    return families.isEmpty() ? "" : "\nScreened together:\n\n" + table().markdown();
  }

  private PlainTable table() {
    return new PlainTable(
        HEAD,
        families.stream()
            .map(
                family ->
                    List.of(
                        family.name(),
                        Integer.toString(family.cells()),
                        GateReport.ratio(family.effect().estimate()),
                        GateReport.limits(family.effect()),
                        Integer.toString(family.effect().pairs())))
            .toList());
  }

  /** The rows as an array of {@code verdict.json}. */
  ArrayNode json() {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (FamilyEffect family : families) {
      ObjectNode node = array.addObject();
      node.put("family", family.name());
      node.put("cells", family.cells());
      GateReport.put(node, family.effect());
    }
    return array;
  }
}
