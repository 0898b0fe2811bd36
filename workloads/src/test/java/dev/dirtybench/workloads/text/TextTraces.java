package dev.dirtybench.workloads.text;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.TraceFiles;
import dev.dirtybench.workloads.read.TraceInput;
import dev.dirtybench.workloads.read.TraceLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Reads traces from texts and from the recordings among the test resources. */
final class TextTraces {
  private TextTraces() {}

  static WriteTrace read(InputStream in, String name, String format, ReadOptions options)
      throws IOException {
    try (OperationStream stream = TraceFiles.open(TraceInput.of(in, name), format, options)) {
      return TraceLoader.load(stream);
    }
  }

  static WriteTrace read(byte[] bytes, String format, ReadOptions options) throws IOException {
    return read(new ByteArrayInputStream(bytes), format + ".txt", format, options);
  }

  /** Reads lines, each of which gets a line feed. */
  static WriteTrace read(String format, ReadOptions options, String... lines) throws IOException {
    String text = String.join("\n", lines) + "\n";
    return read(text.getBytes(StandardCharsets.ISO_8859_1), format, options);
  }

  static WriteTrace read(String format, String... lines) throws IOException {
    return read(format, ReadOptions.DEFAULT, lines);
  }

  /** Reads a recording, whose format is found by its content. */
  static WriteTrace sample(String file, ReadOptions options) throws IOException {
    try (InputStream in = TextTraces.class.getResourceAsStream(file)) {
      return read(in, file, null, options);
    }
  }

  static WriteTrace sample(String file) throws IOException {
    return sample(file, ReadOptions.DEFAULT);
  }

  static ReadOptions device(String name) {
    return new ReadOptions(TraceHead.UNKNOWN, name, 0, Long.MAX_VALUE, Map.of());
  }

  static ReadOptions setting(String key, String value) {
    return new ReadOptions(TraceHead.UNKNOWN, null, 0, Long.MAX_VALUE, Map.of(key, value));
  }

  /** The operations as {@code time op offset length}. */
  static List<String> rows(WriteTrace trace) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < trace.size(); i++) {
      rows.add(
          trace.timestampNs(i)
              + " "
              + trace.operation(i).code()
              + " "
              + trace.offset(i)
              + " "
              + trace.length(i));
    }
    return rows;
  }

  static BitSet granules(WriteTrace trace, int granularity) {
    BitSet dirty = new BitSet();
    for (int i = 0; i < trace.size(); i++) {
      if (trace.operation(i).marks()) {
        dirty.set(
            Math.toIntExact(trace.offset(i) / granularity),
            Math.toIntExact((trace.offset(i) + trace.length(i) - 1) / granularity + 1));
      }
    }
    return dirty;
  }

  static long count(WriteTrace trace, char operation) {
    long count = 0;
    for (int i = 0; i < trace.size(); i++) {
      count += trace.operation(i).code() == operation ? 1 : 0;
    }
    return count;
  }
}
