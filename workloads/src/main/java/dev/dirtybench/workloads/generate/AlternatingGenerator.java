package dev.dirtybench.workloads.generate;

/** Every other granule: the most extents and the least to compress that a bitmap can hold. */
final class AlternatingGenerator extends TraceGenerator {
  AlternatingGenerator() {
    super(
        "alternating",
        "granules 0, 2, 4, ... one write each, then again; draws no chance, any seed gives the same",
        new GeneratorKey(
            "granularity",
            GeneratorKey.Type.BYTES,
            "64K",
            "bytes of each write and of each gap; the worst case is a bitmap of this granularity"));
  }

  @Override
  Ranges ranges(GeneratorSettings settings, SplitMix64 random) {
    long size = settings.bytes("size");
    long granule = settings.bytes("granularity");
    settings.require(granule <= size, "granularity up to size");
    return new Ranges() {
      private long following;

      @Override
      void next() {
        offset = following;
        length = Math.min(granule, size - offset);
        // As a difference, because two granules may be more than a long holds.
        following = size - offset - length > granule ? offset + 2 * granule : 0;
      }
    };
  }
}
