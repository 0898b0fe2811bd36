package dev.dirtybench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens the manifest of a run folder, if it is of a version that is understood. */
public final class RunVersion {
  private RunVersion() {}

  /**
   * Reads {@code manifest.json}.
   *
   * @param folder a run folder with {@code jmh.json} beside it
   * @return the manifest
   * @throws ResultFormatException if the folder is no run folder or of another version
   * @throws IOException if it cannot be read
   */
  public static JsonNode manifest(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    for (String file : new String[] {"manifest.json", "jmh.json"}) {
      if (!Files.exists(folder.resolve(file))) {
        throw new ResultFormatException(
            name, "", "a run folder with manifest.json and jmh.json", "no " + file + " in it");
      }
    }
    JsonNode manifest = JsonFiles.read(folder.resolve("manifest.json"));
    JsonNode version = manifest.path("schemaVersion");
    if (!version.isInt() || version.intValue() < 1) {
      throw new ResultFormatException(
          name,
          "/schemaVersion",
          "a manifest of version 1 to " + Manifest.SCHEMA_VERSION,
          version.isMissingNode() ? "none" : version.toString());
    }
    if (version.intValue() > Manifest.SCHEMA_VERSION) {
      throw new ResultFormatException(
          name,
          "/schemaVersion",
          "a manifest of version 1 to " + Manifest.SCHEMA_VERSION,
          version + ", which a newer dirtybench wrote");
    }
    return manifest;
  }
}
