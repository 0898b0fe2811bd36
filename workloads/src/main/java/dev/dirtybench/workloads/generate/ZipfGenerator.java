package dev.dirtybench.workloads.generate;

/** Writes to slots of one length of which few are popular, spread over the disk. */
final class ZipfGenerator extends TraceGenerator {
  // A double tells neighbouring ranks and their halves apart up to here.
  private static final long MAX_SLOTS = 1L << 50;

  ZipfGenerator() {
    super(
        "zipf",
        "slot k of the most popular ones is written as often as k^-theta; slots are scattered",
        lengthKey(),
        new GeneratorKey(
            "theta", GeneratorKey.Type.EXPONENT, "0.99", "skew: 0 none, above 1 very strong"));
  }

  @Override
  Ranges ranges(GeneratorSettings settings, SplitMix64 random) {
    long each = settings.bytes("length");
    long slots = settings.bytes("size") / each;
    settings.require(slots >= 1 && slots <= MAX_SLOTS, "1 to 2^50 slots of length in size");
    ScatteredOrder order = new ScatteredOrder(slots, random);
    ZipfRanks ranks = new ZipfRanks(slots, settings.decimal("theta"));
    return new Ranges() {
      @Override
      void next() {
        offset = each * order.at(ranks.next(random) - 1);
        length = each;
      }
    };
  }
}
