package dev.dirtybench.workloads.generate;

/** Writes that follow each other from the disk's start, and again once they reach its end. */
final class SequentialGenerator extends TraceGenerator {
  SequentialGenerator() {
    super(
        "sequential",
        "each write starts where the last one ended; draws no chance, any seed gives the same",
        lengthKey());
  }

  @Override
  Ranges ranges(GeneratorSettings settings, SplitMix64 random) {
    long size = settings.bytes("size");
    long step = settings.bytes("length");
    settings.require(step <= size, "length up to size");
    return new Ranges() {
      private long following;

      @Override
      void next() {
        offset = following;
        length = step;
        long end = offset + length;
        following = end > size - length ? 0 : end;
      }
    };
  }
}
