package dev.dirtybench.workloads.csv;

import dev.dirtybench.workloads.CommentLine;
import dev.dirtybench.workloads.CsvRows;
import dev.dirtybench.workloads.Quoted;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.LineReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands before the rows of the CSV form: comments and the header. */
final class CsvHead {
  /** The first comment; other versions than 1 are refused. */
  static final String VERSION_LINE = "block write trace v1";

  /** What the first comment of any version starts with. */
  static final String VERSION_STEM = "block write trace v";

  private static final Pattern ANY_VERSION = Pattern.compile(VERSION_STEM + ".*");
  private static final Pattern SIZE = Pattern.compile("[0-9]{1,19}");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,10}");

  private final LineReader lines;
  private final List<String> comments = new ArrayList<>();
  private int commentLines;
  private String name;
  private String source;
  private Long deviceSize;
  private Long operations;
  private boolean columnsNamed;

  private CsvHead(LineReader lines) {
    this.lines = lines;
  }

  /**
   * Reads up to the first row; the reader then stands on it, or past the end.
   *
   * @return the head, complete
   */
  static CsvHead read(LineReader lines) throws IOException {
    CsvHead head = new CsvHead(lines);
    while (lines.next()) {
      if (lines.end() > lines.start() && lines.buffer()[lines.start()] == '#') {
        head.comment(lines.text().substring(1).strip());
        continue;
      }
      if (lines.raw().equals(CsvRows.HEADER)) {
        head.checkSize("the header before it");
        lines.next();
        return head;
      }
      if (head.columnsNamed) {
        head.checkSize("the first operation before it");
        return head;
      }
      throw lines.fault(
          "the header " + CsvRows.HEADER + " after the comments", Quoted.text(lines.raw()));
    }
    throw lines.fault("comments and the header " + CsvRows.HEADER, "the end of the file");
  }

  private void checkSize(String found) throws TraceFormatException {
    if (deviceSize == null) {
      throw lines.fault("the comment \"# device_size_bytes: N\"", found);
    }
  }

  private void comment(String text) throws TraceFormatException {
    commentLines++;
    if (commentLines > CommentLine.MAX_COUNT + CommentLine.RESERVED_KEYS.size() + 1) {
      throw lines.fault("at most " + CommentLine.MAX_COUNT + " comments", "more");
    }
    if (lines.number() == 1 && ANY_VERSION.matcher(text).matches()) {
      if (!text.equals(VERSION_LINE)) {
        throw lines.fault('"' + VERSION_LINE + '"', Quoted.text(text));
      }
      return;
    }
    if (text.isEmpty()) {
      return;
    }
    if (CommentLine.isReserved(text)) {
      reserved(CommentLine.keyOf(text), text.substring(text.indexOf(':') + 1).strip());
    } else if (comments.size() == CommentLine.MAX_COUNT) {
      throw lines.fault("at most " + CommentLine.MAX_COUNT + " comments", "more");
    } else {
      comments.add(checked("a comment", text));
    }
  }

  private void reserved(String key, String value) throws TraceFormatException {
    switch (key) {
      case "name":
        once(key, name);
        name = checked("a name", value);
        break;
      case "source":
        once(key, source);
        source = checked("a source", value);
        break;
      case "device_size_bytes":
        once(key, deviceSize);
        deviceSize = number(SIZE, value, "a device size", 1, WriteTrace.MAX_DEVICE_SIZE);
        break;
      case "operations":
        once(key, operations);
        operations = number(COUNT, value, "a number of operations", 0, Integer.MAX_VALUE);
        break;
      default:
        if (!value.equals(CsvRows.HEADER) && !value.startsWith(CsvRows.HEADER + " ")) {
          throw lines.fault("the columns " + CsvRows.HEADER, Quoted.text(value));
        }
        columnsNamed = true;
    }
  }

  private void once(String key, Object before) throws TraceFormatException {
    if (before != null) {
      throw lines.fault("one comment \"# " + key + ": ...\"", "a second one");
    }
  }

  private String checked(String what, String text) throws TraceFormatException {
    if (!CommentLine.fits(text)) {
      throw lines.fault(
          what + " of 1 to " + CommentLine.MAX_CHARS + " printable characters", Quoted.text(text));
    }
    return text;
  }

  private long number(Pattern pattern, String text, String what, long least, long most)
      throws TraceFormatException {
    Matcher matcher = pattern.matcher(text);
    if (matcher.matches()) {
      // 19 digits can pass 2^63, never 2^64.
      long number = Long.parseUnsignedLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw lines.fault(what + " from " + least + " to " + most, Quoted.text(text));
  }

  /** The name that the file gives itself, or null. */
  String name() {
    return name;
  }

  /** What was recorded, or null where the file does not say. */
  String source() {
    return source;
  }

  long deviceSize() {
    return deviceSize;
  }

  /** The number of rows that the file promises, or null. */
  Long operations() {
    return operations;
  }

  /** The comments that are neither the version nor a reserved key. */
  List<String> comments() {
    return comments;
  }
}
