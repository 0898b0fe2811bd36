package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares output with a file of {@code src/test/resources/golden}.
 *
 * <p>With {@code -Ddirtybench.golden=write} it writes the file instead, for a diff to be read.
 */
public final class Golden {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

  private Golden() {}

  /**
   * Compares.
   *
   * @param name of the file in the folder
   * @param actual what must be in it
   * @throws IOException if the file cannot be read or written
   */
  public static void assertMatches(String name, String actual) throws IOException {
    Path file = FOLDER.resolve(name);
    if ("write".equals(System.getProperty("dirtybench.golden"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, actual);
    }
    assertEquals(Files.readString(file), actual, file + " (see Golden to rewrite it)");
  }
}
