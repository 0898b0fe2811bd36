package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.spi.Capability;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The operations that a run measures, and where their benchmarks are. */
public enum Operation {
  /** Replay of the trace. */
  SET("set", "SetBenchmark.set", "write", "replay the trace's writes", SetPass::new),
  /** Clearing of ranges. */
  CLEAR(
      "clear",
      "ClearBenchmark.clear",
      "clear",
      "clear the granules of every second write",
      ClearPass::new),
  /** The chain of checkpoints. */
  MERGE(
      "merge",
      "MergeBenchmark.merge",
      "merge",
      "unite the bitmaps of the trace's 8 windows",
      cell -> new MergePass(cell, MergePass.CHAIN)),
  /** One merge of all that is dirty. */
  MERGE_WHOLE(
      "merge-whole",
      "MergeWholeBenchmark.mergeWhole",
      "merge",
      "unite the whole trace's bitmap with an empty one",
      cell -> new MergePass(cell, 1)),
  /** The incremental backup's cycle. */
  CYCLE(
      "cycle",
      "CycleBenchmark.cycle",
      "window",
      "back up each window of the trace: record, freeze, scan, merge, clear, serialise",
      CyclePass::new),
  /** Writing the common form. */
  SERIALIZE(
      "serialize",
      "SerializeBenchmark.serialize",
      "pass",
      "write the form that qcow2 stores",
      SerializePass::new),
  /** Loading the common form. */
  DESERIALIZE(
      "deserialize",
      "DeserializeBenchmark.deserialize",
      "pass",
      "load the form that qcow2 stores",
      DeserializePass::new),
  /** Visiting extents. */
  SCAN_EXTENTS(
      "scan-extents",
      "ScanExtentsBenchmark.scanExtents",
      "pass",
      "visit every dirty extent",
      ScanExtentsPass::new),
  /** Visiting words. */
  SCAN_WORDS(
      "scan-words",
      "ScanWordsBenchmark.scanWords",
      "pass",
      "visit every non-zero word",
      ScanWordsPass::new),
  /** Writing the backend's own form. */
  NATIVE_SERIALIZE(
      "native-serialize",
      "NativeSerializeBenchmark.nativeSerialize",
      "pass",
      "write the backend's own form, where it has one",
      NativeSerializePass::new),
  /** Loading the backend's own form. */
  NATIVE_DESERIALIZE(
      "native-deserialize",
      "NativeDeserializeBenchmark.nativeDeserialize",
      "pass",
      "load the backend's own form, where it has one",
      NativeDeserializePass::new),
  /** Opening an image. */
  IMAGE_LOAD(
      "image-load",
      "ImageLoadBenchmark.imageLoad",
      "pass",
      "open a qcow2 image for reading, which loads its bitmap, and close it",
      ImageLoadPass::new),
  /** Storing into an image. */
  IMAGE_STORE(
      "image-store",
      "ImageStoreBenchmark.imageStore",
      "pass",
      "make an open image writable and read-only again, which stores its bitmap",
      ImageStorePass::new),
  /** Merging within an image. */
  IMAGE_MERGE(
      "image-merge",
      "ImageMergeBenchmark.imageMerge",
      "pass",
      "open an image for writing, merge one of its bitmaps into the other, store both",
      ImageMergePass::new);

  private static final String PACKAGE = "dev.dirtybench.benchmarks.jmh.";

  private final String label;
  private final String benchmark;
  private final String step;
  private final String description;
  private final Function<Cell, Pass> passes;

  Operation(
      String label,
      String benchmark,
      String step,
      String description,
      Function<Cell, Pass> passes) {
    this.label = label;
    this.benchmark = PACKAGE + benchmark;
    this.step = step;
    this.description = description;
    this.passes = passes;
  }

  /**
   * The name on the command line and in results.
   *
   * @return lower case with hyphens
   */
  public String label() {
    return label;
  }

  /**
   * The JMH benchmark's full name.
   *
   * @return class and method
   */
  public String benchmark() {
    return benchmark;
  }

  /**
   * What a result is given per.
   *
   * @return such as {@code write}
   */
  public String step() {
    return step;
  }

  /**
   * One line for a list.
   *
   * @return plain text
   */
  public String description() {
    return description;
  }

  /**
   * Whether it needs a backend with a native format.
   *
   * @return true for the two native operations
   */
  public boolean needsNativeFormat() {
    return this == NATIVE_SERIALIZE || this == NATIVE_DESERIALIZE;
  }

  /**
   * What a backend must state to take part.
   *
   * @return an unmodifiable set, empty for most operations
   */
  public Set<Capability> needs() {
    return needsNativeFormat() ? Set.of(Capability.NATIVE_FORMAT) : Set.of();
  }

  /**
   * Whether it replays writes call by call, so that the replay itself is a part of its time.
   *
   * @return true for set, clear and cycle
   */
  public boolean replaysWrites() {
    return this == SET || this == CLEAR || this == CYCLE;
  }

  /**
   * Whether the C implementation has a floor of plain loops for it, which is measured in Java.
   *
   * @return true for set, the merges and the scan of extents
   */
  public boolean hasPlainFloor() {
    return this == SET || this == MERGE || this == MERGE_WHOLE || this == SCAN_EXTENTS;
  }

  /**
   * Whether a bitmap of dense words would have to move each of them once in a pass.
   *
   * @return true for merge-whole, serialize, deserialize and scan-words
   */
  public boolean movesEveryWord() {
    return this == MERGE_WHOLE || this == SERIALIZE || this == DESERIALIZE || this == SCAN_WORDS;
  }

  /**
   * Whether it needs an image that can hold the bitmap.
   *
   * @return true for the three operations on images
   */
  public boolean needsImage() {
    return this == IMAGE_LOAD || this == IMAGE_STORE || this == IMAGE_MERGE;
  }

  /**
   * Prepares the pass of this operation, outside JMH.
   *
   * @param cell the subject
   * @return the pass, owned by the caller
   */
  public Pass prepare(Cell cell) {
    return passes.apply(cell);
  }

  /**
   * The operation of a name.
   *
   * @param label as {@link #label()}
   * @return the operation
   * @throws IllegalArgumentException naming the known ones
   */
  public static Operation of(String label) {
    for (Operation operation : values()) {
      if (operation.label.equals(label)) {
        return operation;
      }
    }
    throw new IllegalArgumentException(
        "unknown operation \"" + label + "\", expected one of " + String.join(", ", labels()));
  }

  /**
   * All names.
   *
   * @return in the order of the report
   */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Operation::label).toList();
  }
}
