package dev.dirtybench.workloads.read;

import dev.dirtybench.workloads.Quoted;
import dev.dirtybench.workloads.TraceFormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The formats of traces that can be read: ours and those of other jars on the class path. */
public final class TraceReaders {
  private TraceReaders() {}

  /**
   * Every format's reader, sorted by name.
   *
   * @return a new list
   * @throws IllegalStateException if two readers have one name
   */
  public static List<TraceReader> all() {
    List<TraceReader> readers = new ArrayList<>();
    ServiceLoader.load(TraceReader.class).forEach(readers::add);
    readers.sort(Comparator.comparing(TraceReader::format));
    for (int i = 1; i < readers.size(); i++) {
      if (readers.get(i).format().equals(readers.get(i - 1).format())) {
        throw new IllegalStateException(
            "expected one reader for the trace format "
                + readers.get(i).format()
                + ", found "
                + readers.get(i - 1).getClass().getName()
                + " and "
                + readers.get(i).getClass().getName());
      }
    }
    return readers;
  }

  /**
   * The reader of a format.
   *
   * @param format its name
   * @return the reader
   * @throws IllegalArgumentException if there is none; the message lists what there is
   */
  public static TraceReader named(String format) {
    List<TraceReader> all = all();
    for (TraceReader reader : all) {
      if (reader.format().equals(format)) {
        return reader;
      }
    }
    throw new IllegalArgumentException(
        "unknown trace format " + Quoted.text(format) + ", expected one of " + names(all));
  }

  /**
   * Finds out a file's format by its content.
   *
   * @param input the file
   * @return the one reader that is certain, else the one that finds it possible
   * @throws TraceFormatException if none or several fit; the message says what to do
   */
  public static TraceReader recognise(TraceInput input) throws TraceFormatException {
    List<TraceReader> all = all();
    for (Match match : new Match[] {Match.CERTAIN, Match.POSSIBLE}) {
      List<TraceReader> fitting =
          all.stream().filter(reader -> reader.recognise(input.start()) == match).toList();
      if (fitting.size() == 1) {
        return fitting.get(0);
      }
      if (fitting.size() > 1) {
        throw new TraceFormatException(
            input.name(),
            "at its start",
            "one format, named behind the path as " + input.name() + ":" + fitting.get(0).format(),
            "what fits " + names(fitting));
      }
    }
    throw new TraceFormatException(
        input.name(),
        "at its start",
        "a trace in one of the formats " + names(all),
        "none of them");
  }

  private static String names(List<TraceReader> readers) {
    return readers.stream().map(TraceReader::format).collect(Collectors.joining(", "));
  }
}
