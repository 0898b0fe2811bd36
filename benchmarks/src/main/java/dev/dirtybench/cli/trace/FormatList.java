package dev.dirtybench.cli.trace;

import dev.dirtybench.workloads.read.TraceReader;
import dev.dirtybench.workloads.read.TraceReaders;
import dev.dirtybench.workloads.write.TraceWriter;
import dev.dirtybench.workloads.write.TraceWriters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The formats of traces, those of further jars included. */
public final class FormatList {
  private static final String READ = "read";
  private static final String WRITTEN = "written";

  private FormatList() {}

  /**
   * Every format with name, description, whether it is read and written, and suffix.
   *
   * @return sorted by name
   */
  public static List<Map<String, Object>> rows() {
    Map<String, Map<String, Object>> rows = new TreeMap<>();
    for (TraceReader reader : TraceReaders.all()) {
      Map<String, Object> row = row(reader.format(), reader.summary());
      row.put(READ, true);
      rows.put(reader.format(), row);
    }
    for (TraceWriter writer : TraceWriters.all()) {
      Map<String, Object> row =
          rows.computeIfAbsent(writer.format(), format -> row(format, writer.summary()));
      row.put(WRITTEN, true);
      row.put("suffix", writer.suffix());
    }
    return new ArrayList<>(rows.values());
  }

  private static Map<String, Object> row(String format, String summary) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", format);
    row.put("description", summary);
    row.put(READ, false);
    row.put(WRITTEN, false);
    return row;
  }

  /**
   * Whether a format is read and written, as a column.
   *
   * @param row of {@link #rows()}
   * @return always of one width
   */
  public static String use(Map<String, Object> row) {
    return (row.get(READ).equals(true) ? "read " : "     ")
        + (row.get(WRITTEN).equals(true) ? "written  " : "         ");
  }
}
