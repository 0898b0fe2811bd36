package dev.dirtybench.results;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes a {@link Manifest} as JSON; the field table is in the module's README. */
final class ManifestJson {
  private static final JsonPointer END = JsonPointer.valueOf("/endUtc");
  private static final JsonPointer BUDGET = JsonPointer.valueOf("/calibration/budgetSeconds");
  private static final JsonMapper MAPPER = JsonFiles.MAPPER;

  private ManifestJson() {}

  static JsonNode of(String runId, Manifest manifest, Calibration calibration) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("schemaVersion", Manifest.SCHEMA_VERSION);
    root.put("runId", runId);
    root.put("startUtc", manifest.startUtc().toString());
    root.put("endUtc", manifest.endUtc() == null ? null : manifest.endUtc().toString());
    root.put("profile", manifest.profile());
    root.set("options", MAPPER.valueToTree(manifest.options()));
    root.put("seed", manifest.seed());
    root.set("git", MAPPER.valueToTree(manifest.git()));
    root.set("jdk", MAPPER.valueToTree(manifest.jdk()));
    root.putObject("jmh").put("version", manifest.jmhVersion());
    root.set("os", MAPPER.valueToTree(manifest.machine().os()));
    root.set("cpu", MAPPER.valueToTree(manifest.machine().cpu()));
    root.set("mem", MAPPER.valueToTree(manifest.machine().memory()));
    root.set("backends", MAPPER.valueToTree(manifest.backends()));
    root.set("traces", MAPPER.valueToTree(manifest.traces()));
    root.set("operations", MAPPER.valueToTree(manifest.operations()));
    root.set("jars", MAPPER.valueToTree(manifest.jars()));
    root.set("plan", MAPPER.valueToTree(manifest.plan()));
    root.set("calibration", MAPPER.valueToTree(calibration));
    root.set("schedule", ids(manifest.schedule()));
    if (manifest.shard() != null) {
      root.set("shard", MAPPER.valueToTree(manifest.shard()));
    }
    if (manifest.session() != null) {
      root.set("session", MAPPER.valueToTree(manifest.session()));
    }
    if (!manifest.machines().isEmpty()) {
      ArrayNode machines = root.putArray("machines");
      manifest.machines().forEach(share -> machines.add(MachineShareJson.of(share)));
    }
    requireComplete(root, JsonPointer.empty());
    return PathShortener.shorten(root);
  }

  /** The report is written when it is too late to ask: what is not known must say so now. */
  private static void requireComplete(JsonNode node, JsonPointer place) {
    if (node.isNull() && !place.equals(END) && !place.equals(BUDGET)) {
      throw new IllegalArgumentException(
          "the manifest must have a value at " + place + ", got null; write unknown for a text");
    }
    node.properties()
        .forEach(
            member -> requireComplete(member.getValue(), place.appendProperty(member.getKey())));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      requireComplete(node.get(i), place.appendIndex(i));
    }
  }

  private static ArrayNode ids(List<CellKey> cells) {
    ArrayNode ids = MAPPER.createArrayNode();
    cells.forEach(cell -> ids.add(cell.id()));
    return ids;
  }
}
