package dev.dirtybench.workloads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The traces that can be opened by a text: bundled ones, files and generators. */
public final class Traces {
  private static final List<TraceGenerator> GENERATORS =
      List.of(
          new SequentialGenerator(),
          new UniformGenerator(),
          new ZipfGenerator(),
          new HotColdGenerator(),
          new ExtentsGenerator(),
          new AlternatingGenerator());

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
    return NamedGenerator.ALL;
  }

  /**
   * The kinds of traces that can be generated.
   *
   * @return unmodifiable
   */
  public static List<TraceGenerator> generators() {
    return GENERATORS;
  }

  /**
   * Opens a trace.
   *
   * <p>A text is looked up in this order: a bundled trace's name; a generator's short name; a
   * generator's kind, alone or with a colon and settings; a file.
   *
   * @param spec such as {@code postgres}, {@code uniform:size=1T,operations=1680,length=64K,seed=7}
   *     or {@code ./mine.csv.gz}
   * @return the trace
   * @throws UnknownTraceException if it is none of these
   * @throws IllegalArgumentException if a generator's key or value is wrong
   * @throws TraceFormatException if the file is no trace
   * @throws IOException if the file cannot be read
   */
  public static WriteTrace open(String spec) throws IOException {
    for (BundledTrace bundled : bundled()) {
      if (bundled.name().equals(spec)) {
        return bundled.open();
      }
    }
    for (NamedGenerator named : named()) {
      if (named.name().equals(spec)) {
        return open(named.spec()).named(spec);
      }
    }
    int colon = spec.indexOf(':');
    String kind = colon < 0 ? spec : spec.substring(0, colon);
    for (TraceGenerator generator : GENERATORS) {
      if (generator.kind().equals(kind)) {
        return generator.generate(colon < 0 ? "" : spec.substring(colon + 1));
      }
    }
    Path file = fileOf(spec);
    if (file == null) {
      throw new UnknownTraceException(
          spec,
          Stream.concat(
                  bundled().stream().map(BundledTrace::name),
                  named().stream().map(NamedGenerator::name))
              .toList(),
          GENERATORS.stream().map(TraceGenerator::kind).toList());
    }
    return CsvTraceReader.read(file);
  }

  /** The file of a path, or null; a pipe is a file too. */
  private static Path fileOf(String spec) {
    Path path;
    try {
      path = Path.of(spec);
    } catch (InvalidPathException e) {
      return null;
    }
    return Files.exists(path) && !Files.isDirectory(path) ? path : null;
  }
}
