package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dirtybench.results.schema.RunSchemas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose JVMs took turns know of each other. */
class SessionTest {
  private static final List<String> RUNS = List.of("run-jdk17", "run-jdk25");
  private static final String ID = "0123456789abcdef";

  @TempDir Path folder;

  private Path write(int index, String id) throws IOException {
    var facts = new SessionFacts(id, index == 1 ? "jdk17" : "jdk25", index, RUNS);
    try (RunFolder run = RunFolder.create(folder, RUNS.get(index - 1))) {
      run.manifest(SampleRun.manifest().inSession(facts, List.of("bench", "--jvm", "17,25")));
      return run.path();
    }
  }

  @Test
  void theManifestNamesTheSessionAndKeepsToItsSchema() throws IOException {
    JsonNode manifest = JsonFiles.read(write(2, ID).resolve("manifest.json"));
    assertEquals("jdk25", manifest.at("/session/label").asText());
    assertEquals(2, manifest.at("/session/index").asInt());
    assertEquals("run-jdk17", manifest.at("/session/runs/0").asText());
    assertEquals("17,25", manifest.at("/options/2").asText());
    assertEquals(1, RunSchemas.requireValid(folder));
  }

  @Test
  void anyOfItsRunsFindsTheOthersInTheirOrder() throws IOException {
    Path first = write(1, ID);
    Path second = write(2, ID);
    for (Path run : List.of(first, second)) {
      assertEquals(
          RUNS,
          EarlierRun.read(run).session().stream()
              .map(one -> one.folder().getFileName().toString())
              .toList());
    }
  }

  @Test
  void aRunOfItsOwnGoesOnAlone() throws IOException {
    try (RunFolder run = RunFolder.create(folder, "alone")) {
      run.manifest(SampleRun.manifest());
    }
    EarlierRun alone = EarlierRun.read(folder.resolve("alone"));
    assertNull(alone.sessionFacts());
    assertEquals(List.of(alone), alone.session());
  }

  @Test
  void aRunWithoutItsPartnerDoesNotGoOn() throws IOException {
    Path first = write(1, ID);
    assertFault("found none", first);
    write(2, "fedcba9876543210");
    assertFault("found a run of another session", first);
  }

  private static void assertFault(String part, Path run) throws IOException {
    EarlierRun earlier = EarlierRun.read(run);
    String message = assertThrows(IllegalArgumentException.class, earlier::session).getMessage();
    assertTrue(message.contains(part), message);
    assertTrue(message.contains("run-jdk25"), message);
  }

  @Test
  void aRunGoesOnInTheJvmThatItWasMadeInOnly() throws IOException {
    EarlierRun earlier = EarlierRun.read(write(1, ID));
    var other = new SessionFacts(ID, "jdk25", 2, RUNS);
    try (RunFolder run = RunFolder.goOn(earlier)) {
      Manifest manifest = SampleRun.manifest().inSession(other, List.of());
      String message =
          assertThrows(IllegalArgumentException.class, () -> run.manifest(manifest)).getMessage();
      assertTrue(message.contains("JVM of the session jdk17 then, jdk25 now"), message);
    }
  }

  @Test
  void aPlaceThatTheSessionDoesNotHaveIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new SessionFacts(ID, "jdk17", 3, RUNS));
  }
}
