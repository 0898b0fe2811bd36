package dev.dirtybench.workloads.generate;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes traces of one kind from a few settings and a seed: the same text gives the same trace on
 * every JDK.
 *
 * <p>Generated traces hold writes only, in equal intervals. Generators have no state and may be
 * used by several threads.
 */
public abstract class TraceGenerator {
  private static final List<GeneratorKey> COMMON =
      List.of(
          new GeneratorKey("size", GeneratorKey.Type.BYTES, "64G", "size of the disk"),
          new GeneratorKey("operations", GeneratorKey.Type.COUNT, "100000", "how many writes"),
          new GeneratorKey("seed", GeneratorKey.Type.SEED, "1", "where chance starts"),
          new GeneratorKey(
              "interval-ns", GeneratorKey.Type.COUNT, "1000000", "time between two writes"));

  private static final List<TraceGenerator> ALL =
      List.of(
          new SequentialGenerator(),
          new UniformGenerator(),
          new ZipfGenerator(),
          new HotColdGenerator(),
          new ExtentsGenerator(),
          new AlternatingGenerator());

  private final String kind;
  private final String summary;
  private final List<GeneratorKey> keys;

  TraceGenerator(String kind, String summary, GeneratorKey... ownKeys) {
    this.kind = kind;
    this.summary = summary;
    List<GeneratorKey> all = new ArrayList<>(COMMON);
    all.addAll(List.of(ownKeys));
    this.keys = List.copyOf(all);
  }

  /**
   * Every kind, in the order of lists.
   *
   * @return unmodifiable
   */
  public static List<TraceGenerator> all() {
    return ALL;
  }

  /**
   * The name of the kind, what a text that names a generated trace starts with.
   *
   * @return lower-case letters and hyphens
   */
  public final String kind() {
    return kind;
  }

  /**
   * What traces of the kind look like.
   *
   * @return one line
   */
  public final String summary() {
    return summary;
  }

  /**
   * The settings that the kind knows, those of every kind first.
   *
   * @return unmodifiable
   */
  public final List<GeneratorKey> keys() {
    return keys;
  }

  /**
   * The operations of a trace, made while they are read.
   *
   * @param settings {@code key=value,...}; empty for all defaults
   * @param name of the trace
   * @return at the first operation; its source has every value
   * @throws IllegalArgumentException if a key is unknown, or values are wrong or do not fit
   */
  public final OperationStream stream(String settings, String name) {
    GeneratorSettings values = new GeneratorSettings(kind, keys, settings);
    TraceHead head =
        new TraceHead(
            name,
            "generated: " + kind + ' ' + values.toString().replace(',', ' '),
            List.of(),
            values.bytes("size"),
            values.number("operations"));
    Ranges ranges = ranges(values, new SplitMix64(values.number("seed")));
    return new GeneratedStream(head, ranges, values.number("interval-ns"));
  }

  /** The ranges to write; refuses settings that do not fit together. */
  abstract Ranges ranges(GeneratorSettings settings, SplitMix64 random);

  /** The key of kinds whose writes have one length. */
  static GeneratorKey lengthKey() {
    return new GeneratorKey("length", GeneratorKey.Type.BYTES, "4K", "bytes of each write");
  }

  /** The key of kinds whose writes start on multiples of something. */
  static GeneratorKey alignKey() {
    return new GeneratorKey(
        "align", GeneratorKey.Type.BYTES, "4K", "offsets are multiples of this");
  }
}
