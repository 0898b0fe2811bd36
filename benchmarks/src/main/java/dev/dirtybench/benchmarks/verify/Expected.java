package dev.dirtybench.benchmarks.verify;

import dev.dirtybench.benchmarks.image.RandomBits;
import dev.dirtybench.benchmarks.pass.Checksum;
import dev.dirtybench.benchmarks.pass.ClearRanges;
import dev.dirtybench.benchmarks.pass.CyclePass;
import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Subject;
import dev.dirtybench.benchmarks.pass.Windows;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.testkit.Oracle;
import dev.dirtybench.workloads.WriteTrace;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * What the oracle, which shares no code with any backend, computes for a subject. Of random bits,
 * which need no replay, it is the generator's words themselves.
 */
final class Expected {
  private final Subject subject;
  private final WriteTrace trace;
  private final Granularity granularity;
  private final Windows windows;
  private final Oracle left;

  Expected(Subject subject, Granularity granularity, Windows windows) {
    this.subject = subject;
    this.trace = subject.trace();
    this.granularity = granularity;
    this.windows = windows;
    this.left = subject.bits().isPresent() ? null : replay();
  }

  private Oracle replay() {
    Oracle oracle = new Oracle(trace.deviceSize(), granularity);
    mark(trace, oracle);
    return oracle;
  }

  static void mark(WriteTrace part, Oracle oracle) {
    for (int i = 0; i < part.size(); i++) {
      if (part.operation(i).marks()) {
        oracle.setDirty(part.offset(i), part.length(i));
      }
    }
  }

  /** The numbers that {@code Pass.result} must deliver. */
  void result(Operation operation, LongConsumer sink) {
    if (subject.bits().isPresent()) {
      randomWords(subject.bits().get(), operation, sink);
      return;
    }
    switch (operation) {
      case SET,
          MERGE,
          MERGE_WHOLE,
          DESERIALIZE,
          NATIVE_SERIALIZE,
          NATIVE_DESERIALIZE,
          IMAGE_LOAD,
          IMAGE_STORE,
          IMAGE_MERGE ->
          extents(left, sink);
      case CLEAR -> extents(cleared(), sink);
      case CYCLE -> cycle(sink);
      case SERIALIZE -> words(left, sink);
      case SCAN_EXTENTS -> sink.accept(extents(left, sink));
      case SCAN_WORDS -> sink.accept(words(left, sink));
    }
  }

  private void randomWords(RandomBits bits, Operation operation, LongConsumer sink) {
    if (!operation.needsImage()) {
      throw new IllegalArgumentException(
          trace.name() + ": expected an operation on images, got " + operation.label());
    }
    long words = (granularity.bitCount(trace.deviceSize()) + 63) / 64;
    bits.forEachWord(
        words,
        (index, word) -> {
          if (word != 0) {
            sink.accept(index);
            sink.accept(word);
          }
        });
  }

  private Oracle cleared() {
    Oracle oracle = replay();
    ClearRanges ranges = ClearRanges.of(trace, granularity);
    for (int i = 0; i < ranges.offsets().length; i++) {
      oracle.clearDirty(ranges.offsets()[i], ranges.lengths()[i]);
    }
    return oracle;
  }

  private static long extents(Oracle oracle, LongConsumer sink) {
    long[] sum = {0};
    oracle.forEachExtent(
        (offset, length) -> {
          sink.accept(offset);
          sink.accept(length);
          sum[0] = Checksum.add(sum[0], offset, length);
        });
    return sum[0];
  }

  /** A backup copies what was written since the last one that did not fail. */
  private void cycle(LongConsumer sink) {
    Oracle united = new Oracle(trace.deviceSize(), granularity);
    Oracle pending = new Oracle(trace.deviceSize(), granularity);
    long[] sum = {0};
    List<WriteTrace> parts = windows.cut(trace);
    for (int window = 0; window < parts.size(); window++) {
      mark(parts.get(window), pending);
      pending.forEachExtent((offset, length) -> sum[0] = Checksum.add(sum[0], offset, length));
      if (!CyclePass.fails(window)) {
        united.merge(pending);
        pending.clearAll();
      }
    }
    words(united, sink);
    extents(pending, sink);
    sink.accept(sum[0]);
  }

  private static long words(Oracle oracle, LongConsumer sink) {
    long sum = 0;
    long[] words = oracle.words();
    for (int i = 0; i < words.length; i++) {
      if (words[i] != 0) {
        sink.accept(i);
        sink.accept(words[i]);
        sum = Checksum.add(sum, i, words[i]);
      }
    }
    return sum;
  }
}
