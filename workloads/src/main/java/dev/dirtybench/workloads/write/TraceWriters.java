package dev.dirtybench.workloads.write;

import dev.dirtybench.workloads.Quoted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The formats of traces that can be written: ours and those of other jars on the class path. */
public final class TraceWriters {
  private TraceWriters() {}

  /**
   * Every format's writer, sorted by name.
   *
   * @return a new list
   */
  public static List<TraceWriter> all() {
    List<TraceWriter> writers = new ArrayList<>();
    ServiceLoader.load(TraceWriter.class).forEach(writers::add);
    writers.sort(Comparator.comparing(TraceWriter::format));
    return writers;
  }

  /**
   * The writer of a format.
   *
   * @param format its name
   * @return the writer
   * @throws IllegalArgumentException if there is none; the message lists what there is
   */
  public static TraceWriter named(String format) {
    return find(
        all().stream().filter(writer -> writer.format().equals(format)).toList(),
        "unknown trace format " + Quoted.text(format));
  }

  /**
   * The writer whose suffix a file's name has, a further .gz, .xz or .zst aside.
   *
   * @param fileName a name or a path
   * @return the writer
   * @throws IllegalArgumentException if there is none; the message lists what there is
   */
  public static TraceWriter forFile(String fileName) {
    String plain = fileName.replaceFirst("\\.(gz|xz|zst|zstd)$", "");
    return find(
        all().stream().filter(writer -> plain.endsWith(writer.suffix())).toList(),
        "no trace format has the suffix of " + Quoted.text(fileName) + "; name the format");
  }

  private static TraceWriter find(List<TraceWriter> fitting, String otherwise) {
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    throw new IllegalArgumentException(
        otherwise
            + ", expected one of "
            + all().stream()
                .map(writer -> writer.format() + " (" + writer.suffix() + ")")
                .collect(Collectors.joining(", ")));
  }
}
