package dev.dirtybench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads and merges JMH's JSON results, as JMH 1.21 to 1.37 write them. */
public final class JmhJson {
  private JmhJson() {}

  /**
   * Reads a file that JMH wrote with {@code -rf json}.
   *
   * @param file a JSON array of results
   * @return its entries, in the file's order
   * @throws ResultFormatException if it is not JSON or not of JMH's form
   * @throws IOException if it cannot be read
   */
  public static List<JmhResult> read(Path file) throws IOException {
    return parse(JsonFiles.read(file), file.getFileName().toString());
  }

  /**
   * Reads JMH's JSON that is already in memory.
   *
   * @param json an array of results
   * @param source where it came from, for messages
   * @return its entries, in order
   * @throws ResultFormatException if it is not of JMH's form
   */
  public static List<JmhResult> parse(JsonNode json, String source) throws ResultFormatException {
    throw new ResultFormatException(source, "", "", "");
  }

  /**
   * Writes the entries of several files as one valid JMH JSON array, all at once or not at all.
   *
   * @param files what JMH wrote, at least one
   * @param target the file to write; an existing one is replaced
   * @throws ResultFormatException if a file is not of JMH's form, or two hold the same benchmark
   *     with the same mode, threads and parameters
   * @throws IOException if a file cannot be read or written
   */
  public static void merge(List<Path> files, Path target) throws IOException {
    throw new ResultFormatException(target.toString(), "", "", "");
  }
}
