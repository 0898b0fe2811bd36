package dev.dirtybench.results.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemasTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static ObjectNode manifest() throws IOException {
    return (ObjectNode) MAPPER.readTree(GOLDEN.resolve("merged/manifest.json").toFile());
  }

  @Test
  void everySchemaIsOneAndHasItsVersionInItsId() throws IOException {
    var draft =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(SchemaLocation.of(SchemaId.V202012));
    for (String name : RunSchemas.BY_FILE.values()) {
      JsonNode schema = RunSchemas.text(name);
      assertEquals(Set.of(), draft.validate(schema), name);
      assertEquals("urn:dirtybench:schema:" + name + ":1", schema.get("$id").asText());
    }
  }

  @Test
  void everyObjectRefusesUnknownFields() throws IOException {
    for (String name : RunSchemas.BY_FILE.values()) {
      List<String> open = new ArrayList<>();
      findOpen(RunSchemas.text(name), name, open);
      assertEquals(List.of(), open);
    }
  }

  private static void findOpen(JsonNode node, String place, List<String> open) {
    if (node.path("properties").isObject() && !node.has("additionalProperties")) {
      open.add(place);
    }
    node.properties().forEach(e -> findOpen(e.getValue(), place + '/' + e.getKey(), open));
    if (node.isArray()) {
      node.forEach(element -> findOpen(element, place + "/[]", open));
    }
  }

  @Test
  void theKeptRunsAreValid() throws IOException {
    assertTrue(RunSchemas.requireValid(Path.of("reference")) > 0);
    assertTrue(RunSchemas.requireValid(GOLDEN) > 0);
  }

  @Test
  void whatIsUnknownMissingOrOfAnotherTypeIsFound() throws IOException {
    RunSchemas.requireValid("manifest", manifest());
    fault(manifest().put("author", "me"), "author");
    fault((ObjectNode) manifest().without("git"), "git");
    fault(manifest().put("seed", "1"), "seed");
    fault(manifest().put("schemaVersion", 2), "schemaVersion");
    fault(manifest().put("startUtc", "yesterday"), "startUtc");
    fault(manifest().putNull("startUtc"), "startUtc");
    fault(
        manifest()
            .set(
                "shard",
                MAPPER.readTree("{\"index\": 1, \"count\": 2, \"matrix\": [\"a/b/c/64K\"]}")),
        "not");
    RunSchemas.requireValid("manifest", manifest().putNull("endUtc"));
  }

  private static void fault(ObjectNode manifest, String place) throws IOException {
    List<String> faults = RunSchemas.faults("manifest", manifest);
    assertFalse(faults.isEmpty(), place);
    assertTrue(faults.toString().contains(place), faults.toString());
  }

  @Test
  void aLineOfAPairIsValidWithAndWithoutItsDifference() throws IOException {
    String line =
        "{\"cell\":\"set/x/t/64K\",\"repeat\":0,\"stage\":\"decide\",\"round\":1,"
            + "\"driver\":\"slices\",\"difference\":0.01,\"a\":[1.5],\"b\":[1.6],"
            + "\"excluded\":null,\"failure\":null,\"seconds\":2.5}";
    ObjectNode pair = (ObjectNode) MAPPER.readTree(line);
    RunSchemas.requireValid("pairs", pair);
    RunSchemas.requireValid("pairs", pair.putNull("difference").put("failure", "its JVM died"));
    assertFalse(RunSchemas.faults("pairs", pair.put("stage", "guess")).isEmpty());
  }

  @Test
  void anEmptyListOfVerdictsIsNone() throws IOException {
    ArrayNode none = MAPPER.createArrayNode();
    assertFalse(RunSchemas.faults("verdict", none).isEmpty());
  }
}
