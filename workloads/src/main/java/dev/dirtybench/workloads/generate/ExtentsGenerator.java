package dev.dirtybench.workloads.generate;

/** Random extents: writes at random offsets, of random length. */
final class ExtentsGenerator extends TraceGenerator {
  ExtentsGenerator() {
    super(
        "extents",
        "every aligned length from min-length to max-length and every offset is equally likely",
        new GeneratorKey("min-length", GeneratorKey.Type.BYTES, "4K", "bytes of the shortest"),
        new GeneratorKey("max-length", GeneratorKey.Type.BYTES, "1M", "bytes of the longest"),
        alignKey());
  }

  @Override
  Ranges ranges(GeneratorSettings settings, SplitMix64 random) {
    long size = settings.bytes("size");
    long align = settings.bytes("align");
    long shortest = settings.bytes("min-length");
    long longest = settings.bytes("max-length");
    settings.require(
        shortest % align == 0 && longest % align == 0,
        "min-length and max-length in multiples of align");
    settings.require(
        shortest <= longest && longest <= size, "min-length up to max-length up to size");
    long lengths = (longest - shortest) / align + 1;
    return new Ranges() {
      @Override
      void next() {
        length = shortest + align * random.below(lengths);
        offset = align * random.below((size - length) / align + 1);
      }
    };
  }
}
