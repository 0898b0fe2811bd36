package dev.dirtybench.results.history;

import dev.dirtybench.results.ResultFormatException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A CSV file with a head line, as RFC 4180 quotes it, read as a whole and strictly.
 *
 * @param file its name, for messages
 * @param columns names in the head line
 * @param rows values by column
 */
public record CsvLines(String file, List<String> columns, List<Row> rows) {

  /**
   * One row.
   *
   * @param line where it begins, from 1
   * @param values by column
   */
  public record Row(int line, Map<String, String> values) {
    /** The value of a column. */
    public String get(String column) {
      return values.get(column);
    }
  }

  /**
   * Reads a file.
   *
   * @param path the file, in UTF-8
   * @param required columns that must be there, in any order among others
   * @throws ResultFormatException if it is empty, cut off, or a row has another number of fields
   */
  public static CsvLines read(Path path, List<String> required) throws IOException {
    String name = path.getFileName().toString();
    String text;
    try {
      text = Files.readString(path);
    } catch (CharacterCodingException e) {
      var fault = new ResultFormatException(name, "", "text in UTF-8", e.getMessage());
      fault.initCause(e);
      throw fault;
    }
    if (!text.endsWith("\n")) {
      throw new ResultFormatException(
          name, "", "a line end behind the last line", text.isEmpty() ? "an empty file" : "none");
    }
    List<Row> rows = new ArrayList<>();
    List<String> columns = null;
    int at = 0;
    int line = 1;
    while (at < text.length()) {
      List<String> fields = new ArrayList<>();
      int next = fields(text, at, fields, name, line);
      if (columns == null) {
        columns = List.copyOf(fields);
        requireColumns(name, columns, required);
      } else if (fields.size() != columns.size()) {
        throw fault(name, line, columns.size() + " fields", fields.size() + "");
      } else {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
          values.put(columns.get(i), fields.get(i));
        }
        rows.add(new Row(line, values));
      }
      line += (int) text.substring(at, next).chars().filter(c -> c == '\n').count();
      at = next;
    }
    return new CsvLines(name, columns, rows);
  }

  private static void requireColumns(String file, List<String> columns, List<String> required)
      throws ResultFormatException {
    if (!columns.containsAll(required)) {
      List<String> missing = required.stream().filter(c -> !columns.contains(c)).toList();
      throw fault(file, 1, "the columns " + String.join(", ", missing), String.join(",", columns));
    }
  }

  /** Takes the fields of one row and gives the place behind its line end. */
  private static int fields(String text, int from, List<String> fields, String file, int line)
      throws ResultFormatException {
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        boolean doubled = c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
        if (c == '"' && !doubled) {
          quoted = false;
        } else {
          field.append(c);
          i += doubled ? 1 : 0;
        }
      } else if (c == '"' && field.isEmpty()) {
        quoted = true;
      } else if (c == ',') {
        fields.add(field.toString());
        field.setLength(0);
      } else if (c == '\n') {
        fields.add(field.toString());
        return i + 1;
      } else if (c != '\r') {
        field.append(c);
      }
    }
    throw fault(file, line, "a closing quote", "the end of the file");
  }

  static ResultFormatException fault(String file, int line, String expected, String found) {
    return new ResultFormatException(file + " line " + line, "", expected, found);
  }
}
