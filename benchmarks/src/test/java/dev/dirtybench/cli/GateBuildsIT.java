package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate between two builds of this program, of which one has lost a backend. */
class GateBuildsIT {
  private static final Path JAR = Path.of("target", "dirtybench.jar").toAbsolutePath();
  private static final String SERVICE = "META-INF/services/dev.dirtybench.spi.BitmapProvider";
  private static final String TRACE = "extents:size=1G,operations=500,seed=3";

  @TempDir Path folder;

  @Test
  void tellsTheCellsThatVanishedAndCountsTheOthers() throws Exception {
    Path without = withoutBackend("roaring");
    Launch run =
        Launch.alone(
            folder,
            "gate",
            "--base",
            JAR.toString(),
            "--new",
            without.toString(),
            "--cells",
            "set/bitset/" + TRACE + "/64K,set/roaring/" + TRACE + "/64K",
            "--rounds",
            "1",
            "--count-disturbed",
            "--out",
            folder.resolve("out").toString());
    assertEquals(4, run.exit(), run.out() + run.err());
    JsonNode verdict = new ObjectMapper().readTree(folder.resolve("out/verdict.json").toFile());
    assertEquals(1, verdict.get("cells").size(), run.out());
    assertEquals("set/roaring/" + TRACE + "/64K", verdict.at("/missing/0").asText());
    Map<String, JsonNode> sharp = new HashMap<>();
    verdict.get("sharp").forEach(row -> sharp.put(row.get("metric").asText(), row));
    assertEquals(
        Set.of("digest", "heap_bytes", "off_heap_bytes", "serialized_bytes", "gc.alloc.rate.norm"),
        sharp.keySet());
    sharp
        .values()
        .forEach(row -> assertEquals("EQUIVALENT", row.get("verdict").asText(), run.out()));
    assertEquals(2048, sharp.get("serialized_bytes").get("a").asLong());
    assertTrue(sharp.get("heap_bytes").get("b").asLong() > 2048, run.out());
    assertTrue(run.out().contains("Cells have vanished"), run.out());
  }

  private Path withoutBackend(String name) throws IOException {
    Path copy = folder.resolve("without.jar");
    Set<String> seen = new HashSet<>();
    try (ZipFile zip = new ZipFile(JAR.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (entry.isDirectory() || !seen.add(entry.getName())) {
          continue;
        }
        out.putNextEntry(new ZipEntry(entry.getName()));
        try (InputStream in = zip.getInputStream(entry)) {
          byte[] bytes = in.readAllBytes();
          out.write(entry.getName().equals(SERVICE) ? cut(bytes, name) : bytes);
        }
        out.closeEntry();
      }
    }
    return copy;
  }

  private static byte[] cut(byte[] service, String name) {
    StringBuilder kept = new StringBuilder();
    for (String line : new String(service, StandardCharsets.UTF_8).split("\n")) {
      if (!line.contains("." + name + ".")) {
        kept.append(line).append('\n');
      }
    }
    return kept.toString().getBytes(StandardCharsets.UTF_8);
  }
}
