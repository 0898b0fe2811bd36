package dev.dirtybench.workloads.catalog;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.Quoted;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.LimitedStream;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.TraceFiles;
import dev.dirtybench.workloads.read.TraceInput;
import dev.dirtybench.workloads.read.TraceLoader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A recording that comes with the project: a trace of a real machine, with its provenance.
 *
 * @param name what {@link Traces#open} knows it by
 * @param summary one line: what was recorded
 */
public record BundledTrace(String name, String summary) {
  private static final String FOLDER = "/dev/dirtybench/workloads/traces/";

  /** Every one, sorted by name. */
  static final List<BundledTrace> ALL = index();

  /**
   * Reads the trace.
   *
   * @return the trace
   * @throws IOException if it cannot be read
   */
  public WriteTrace open() throws IOException {
    try (OperationStream stream = stream(ReadOptions.DEFAULT)) {
      return TraceLoader.load(stream);
    }
  }

  /**
   * Starts reading the trace.
   *
   * @param options of which skip and limit hold
   * @return at the first operation; the caller closes it
   * @throws IOException if it cannot be read
   */
  OperationStream stream(ReadOptions options) throws IOException {
    InputStream in = openCsv();
    try {
      return LimitedStream.of(
          TraceFiles.open(TraceInput.of(in, name + ".csv.gz"), "csv", ReadOptions.DEFAULT),
          options.skip(),
          options.limit());
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /**
   * The trace as a file, as it was published: for copies and checksums.
   *
   * @return gzip bytes of the CSV form; the caller closes them
   * @throws IOException if there is no such recording
   */
  public InputStream openCsv() throws IOException {
    return resource(name + ".csv.gz");
  }

  /**
   * How, with what and when the trace was recorded, its counts and checksums.
   *
   * @return a JSON object in UTF-8; the caller closes it
   * @throws IOException if there is no such recording
   */
  public InputStream openProvenance() throws IOException {
    return resource(name + ".provenance.json");
  }

  private static InputStream resource(String file) throws IOException {
    InputStream in = BundledTrace.class.getResourceAsStream(FOLDER + file);
    if (in == null) {
      throw new IOException("the class path has no bundled trace file " + file);
    }
    return in;
  }

  /** Reads the lines {@code name: summary} of the index. */
  private static List<BundledTrace> index() {
    List<BundledTrace> traces = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(resource("index.txt"), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        int colon = line.indexOf(": ");
        if (colon < 1) {
          throw new IOException("index.txt: expected name: summary, found " + Quoted.text(line));
        }
        traces.add(new BundledTrace(line.substring(0, colon), line.substring(colon + 2)));
        line = lines.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the list of bundled traces cannot be read", e);
    }
    return List.copyOf(traces);
  }
}
