package dev.dirtybench.workloads.generate;

/** Writes of which most go to one small area, the rest to the remainder of the disk. */
final class HotColdGenerator extends TraceGenerator {
  HotColdGenerator() {
    super(
        "hot-cold",
        "most writes go to one area at a random place, uniform in it and outside",
        lengthKey(),
        new GeneratorKey("hot-share", GeneratorKey.Type.SHARE, "0.1", "the area's part of size"),
        new GeneratorKey(
            "hot-writes", GeneratorKey.Type.SHARE, "0.9", "the area's part of the writes"));
  }

  @Override
  Ranges ranges(GeneratorSettings settings, SplitMix64 random) {
    long each = settings.bytes("length");
    long slots = settings.bytes("size") / each;
    settings.require(slots >= 2, "size of two slots of length or more");
    long wanted = StrictMath.round(slots * settings.decimal("hot-share"));
    long hotSlots = Math.min(Math.max(wanted, 1), slots - 1);
    double hotWrites = settings.decimal("hot-writes");
    long hotStart = random.below(slots - hotSlots + 1);
    return new Ranges() {
      @Override
      void next() {
        offset = each * (random.fraction() < hotWrites ? hotSlot() : coldSlot());
        length = each;
      }

      private long hotSlot() {
        return hotStart + random.below(hotSlots);
      }

      private long coldSlot() {
        long slot = random.below(slots - hotSlots);
        return slot < hotStart ? slot : slot + hotSlots;
      }
    };
  }
}
