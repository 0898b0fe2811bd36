package dev.dirtybench.workloads.generate;

/** Writes of one length at random offsets, all equally likely. */
final class UniformGenerator extends TraceGenerator {
  UniformGenerator() {
    super("uniform", "every aligned offset is equally likely", lengthKey(), alignKey());
  }

  @Override
  Ranges ranges(GeneratorSettings settings, SplitMix64 random) {
    long size = settings.bytes("size");
    long each = settings.bytes("length");
    long align = settings.bytes("align");
    settings.require(each <= size, "length up to size");
    long places = (size - each) / align + 1;
    return new Ranges() {
      @Override
      void next() {
        offset = align * random.below(places);
        length = each;
      }
    };
  }
}
