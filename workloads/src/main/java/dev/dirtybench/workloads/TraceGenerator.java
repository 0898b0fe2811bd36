package dev.dirtybench.workloads;

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
   * The name of the kind, what a text for {@link Traces#open} starts with.
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
   * Makes a trace.
   *
   * @param settings {@code key=value,...}; empty for all defaults
   * @return the trace; its name is kind and settings as given, its source has every value
   * @throws IllegalArgumentException if a key is unknown, or values are wrong or do not fit
   */
  public final WriteTrace generate(String settings) {
    GeneratorSettings values = new GeneratorSettings(kind, keys, settings);
    int operations = (int) values.number("operations");
    int most = HeapLimit.operations();
    values.require(operations <= most, "at most " + most + " operations in this JVM's heap");
    long intervalNs = values.number("interval-ns");
    Ranges ranges = ranges(values, new SplitMix64(values.number("seed")));
    WriteTrace.Builder trace =
        WriteTrace.builder(
            settings.isEmpty() ? kind : kind + ':' + settings,
            "generated: " + kind + ' ' + values.toString().replace(',', ' '),
            values.bytes("size"),
            operations);
    for (int i = 0; i < operations; i++) {
      ranges.next();
      trace.add(i * intervalNs, ranges.offset, ranges.length, TraceOperation.WRITE);
    }
    return trace.build();
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
