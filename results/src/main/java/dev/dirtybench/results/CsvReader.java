package dev.dirtybench.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads comma-separated rows as {@link CsvWriter} writes them: RFC 4180 with line feeds. */
final class CsvReader {
  private final String file;
  private final String text;
  private int at;
  private int line = 1;

  private CsvReader(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * Reads rows.
   *
   * @param file its name, for messages
   * @param text its content; what follows the last line feed is an error
   * @param columns the names that the first line must have
   * @return the rows by column, without the first line
   * @throws ResultFormatException if the columns are others, or a row is broken
   */
  static List<Map<String, String>> read(String file, String text, List<String> columns)
      throws ResultFormatException {
    CsvReader reader = new CsvReader(file, text);
    List<String> head = text.isEmpty() ? List.of() : reader.row();
    if (!head.equals(columns)) {
      throw new ResultFormatException(
          file, "", "the columns of this version, " + columns.size() + " in line 1", "others");
    }
    List<Map<String, String>> rows = new ArrayList<>();
    while (reader.at < text.length()) {
      int first = reader.line;
      List<String> fields = reader.row();
      if (fields.size() != columns.size()) {
        throw new ResultFormatException(
            file, "", columns.size() + " fields in line " + first, fields.size() + " fields");
      }
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        row.put(columns.get(i), fields.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  private List<String> row() throws ResultFormatException {
    List<String> fields = new ArrayList<>();
    while (true) {
      fields.add(text.startsWith("\"", at) ? quoted() : plain());
      if (at == text.length()) {
        throw new ResultFormatException(
            file, "", "a line feed at the end of line " + line, "the end of the file");
      }
      if (text.charAt(at++) == '\n') {
        line++;
        return fields;
      }
    }
  }

  private String plain() {
    int start = at;
    while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() throws ResultFormatException {
    StringBuilder field = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        line += c == '\n' ? 1 : 0;
        field.append(c);
      } else if (text.startsWith("\"", at)) {
        field.append(c);
        at++;
      } else if (at == text.length() || text.charAt(at) == ',' || text.charAt(at) == '\n') {
        return field.toString();
      } else {
        throw new ResultFormatException(
            file, "", "a comma or line end behind a quote in line " + line, "" + text.charAt(at));
      }
    }
    throw new ResultFormatException(
        file, "", "a closing quote in line " + line, "the end of the file");
  }
}
