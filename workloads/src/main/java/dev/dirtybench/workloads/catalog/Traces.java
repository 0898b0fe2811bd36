package dev.dirtybench.workloads.catalog;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.generate.NamedGenerator;
import dev.dirtybench.workloads.generate.TraceGenerator;
import dev.dirtybench.workloads.read.LimitedStream;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.TraceFiles;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The traces that can be opened by a text: bundled ones, files and generators. */
public final class Traces {
  private Traces() {}

  /**
   * The recordings that come with the project, sorted by name.
   *
   * @return unmodifiable
   */
  public static List<BundledTrace> bundled() {
    return BundledTrace.ALL;
  }

  /**
   * Generators under short names.
   *
   * @return unmodifiable
   */
  public static List<NamedGenerator> named() {
    return NamedGenerator.all();
  }

  /**
   * The kinds of traces that can be generated.
   *
   * @return unmodifiable
   */
  public static List<TraceGenerator> generators() {
    return TraceGenerator.all();
  }

  /**
   * Opens a trace and reads it into memory.
   *
   * @param spec as {@link #source} takes it
   * @return the trace
   * @throws UnknownTraceException if it is no trace's
   * @throws IllegalArgumentException if a key or value of the text is wrong
   * @throws dev.dirtybench.workloads.TraceFormatException if the file is no trace
   * @throws IOException if the file cannot be read
   */
  public static WriteTrace open(String spec) throws IOException {
    return source(spec, ReadOptions.DEFAULT).load();
  }

  /**
   * Finds a trace.
   *
   * <p>A text is looked up in this order: a bundled trace's name; a generator's short name; a
   * generator's kind, alone or with a colon and settings; a file or several, {@code
   * path[+path...][:format][:key=value,...]} with the keys {@code disk-size}, {@code device},
   * {@code skip}, {@code limit} and the format's own.
   *
   * @param spec such as {@code postgres}, {@code
   *     uniform:size=1T,operations=1680,length=64K,seed=7}, {@code ./mine.csv.gz} or {@code
   *     sda.blktrace.0+sda.blktrace.1:blktrace:action=Q}
   * @param options hold where the text does not say otherwise; generated traces and recordings heed
   *     skip and limit only
   * @return what opens it
   * @throws UnknownTraceException if it is no trace's
   * @throws IllegalArgumentException if a key or value of the text is wrong
   */
  public static TraceSource source(String spec, ReadOptions options) {
    for (BundledTrace bundled : bundled()) {
      if (bundled.name().equals(spec)) {
        return () -> bundled.stream(options);
      }
    }
    for (NamedGenerator named : named()) {
      if (named.name().equals(spec)) {
        return () -> generated(named.spec(), named.name(), options);
      }
    }
    if (generatorOf(spec) != null) {
      return () -> generated(spec, spec, options);
    }
    FileSpec files =
        FileSpec.of(spec)
            .orElseThrow(
                () ->
                    new UnknownTraceException(
                        spec,
                        Stream.concat(
                                bundled().stream().map(BundledTrace::name),
                                named().stream().map(NamedGenerator::name))
                            .toList(),
                        generators().stream().map(TraceGenerator::kind).toList()))
            .orElse(options);
    return () -> TraceFiles.open(files.files(), files.format(), files.options());
  }

  private static TraceGenerator generatorOf(String spec) {
    int colon = spec.indexOf(':');
    String kind = colon < 0 ? spec : spec.substring(0, colon);
    return generators().stream()
        .filter(generator -> generator.kind().equals(kind))
        .findFirst()
        .orElse(null);
  }

  private static OperationStream generated(String spec, String name, ReadOptions options) {
    int colon = spec.indexOf(':');
    String settings = colon < 0 ? "" : spec.substring(colon + 1);
    return LimitedStream.of(
        generatorOf(spec).stream(settings, name), options.skip(), options.limit());
  }
}
