package dev.dirtybench.workloads.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.catalog.BundledTrace;
import dev.dirtybench.workloads.catalog.Traces;
import dev.dirtybench.workloads.stat.StatisticsPass;
import dev.dirtybench.workloads.stat.TraceStatistics;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnonymiserTest {
  private static final long MIB = 1 << 20;

  static List<BundledTrace> recordings() {
    return Traces.bundled();
  }

  private static WriteTrace hidden(WriteTrace trace, long region, String key) throws IOException {
    return Rows.load(new Anonymiser(region, key).of(trace.stream()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 100, 1000, 4096, 10_007})
  void theOrderIsOneToOne(long count) {
    RegionOrder order = new RegionOrder(count, "key");
    BitSet seen = new BitSet();
    for (int pass = 0; pass < 2; pass++) {
      seen.clear();
      for (long place = 0; place < count; place++) {
        long number = order.at(place);
        assertTrue(number >= 0 && number < count, place + " -> " + number);
        seen.set((int) number);
      }
      assertEquals(count, seen.cardinality());
    }
  }

  @Test
  void anotherKeyGivesAnotherOrder() {
    RegionOrder one = new RegionOrder(1000, "one");
    RegionOrder other = new RegionOrder(1000, "other");
    int same = 0;
    for (long place = 0; place < 1000; place++) {
      same += one.at(place) == other.at(place) ? 1 : 0;
    }
    assertTrue(same < 10, "places in common: " + same);
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void dirtyCountsStayAtEveryGranularityUpToTheRegion(BundledTrace recording) throws IOException {
    WriteTrace trace = recording.open();
    TraceStatistics before = StatisticsPass.of(trace.stream());
    for (long region : new long[] {MIB, 64 * MIB}) {
      TraceStatistics after = StatisticsPass.of(hidden(trace, region, "key").stream());
      assertEquals(before.densities(), after.densities());
      assertEquals(before.lastNs(), after.lastNs());
      assertEquals(before.markedBytes(), after.markedBytes());
      assertEquals(before.overwrites().first(), after.overwrites().first());
      assertEquals(before.overwrites().share(), after.overwrites().share());
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void whatLiesInARegionStaysAsItIs(BundledTrace recording) throws IOException {
    long region = 16 * MIB;
    WriteTrace trace = recording.open();
    Map<Long, BitSet> before = byRegion(trace, region);
    Map<Long, BitSet> after = byRegion(hidden(trace, region, "key"), region);
    assertNotEquals(before.keySet(), after.keySet());
    assertEquals(counted(before), counted(after));
  }

  private static Map<BitSet, Integer> counted(Map<Long, BitSet> regions) {
    Map<BitSet, Integer> counted = new HashMap<>();
    regions.values().forEach(bits -> counted.merge(bits, 1, Integer::sum));
    return counted;
  }

  private static Map<Long, BitSet> byRegion(WriteTrace trace, long region) {
    Map<Long, BitSet> regions = new HashMap<>();
    for (int i = 0; i < trace.size(); i++) {
      if (trace.operation(i).marks()) {
        long last = (trace.offset(i) + trace.length(i) - 1) / 4096;
        for (long granule = trace.offset(i) / 4096; granule <= last; granule++) {
          regions
              .computeIfAbsent(granule * 4096 / region, r -> new BitSet())
              .set((int) (granule % (region / 4096)));
        }
      }
    }
    return regions;
  }

  @Test
  void nameSourceAndCommentsAreDropped() throws IOException {
    WriteTrace trace = Traces.open("postgres");
    WriteTrace after = hidden(trace, 64 * MIB, "key");
    assertEquals("anonymised", after.name());
    assertFalse(after.source().contains("PostgreSQL"), after.source());
    assertEquals(List.of(), after.comments());
  }

  @Test
  void operationsThatCrossRegionsAreSplitThere() throws IOException {
    WriteTrace trace =
        Traces.open("extents:size=1G,operations=200,min-length=1K,max-length=9M,align=512");
    WriteTrace after = hidden(trace, MIB, "key");
    assertTrue(after.size() > trace.size());
    for (int i = 0; i < after.size(); i++) {
      assertEquals(
          after.offset(i) / MIB, (after.offset(i) + after.length(i) - 1) / MIB, "operation " + i);
    }
  }

  @Test
  void theDiskIsRoundedUpToWholeRegions() throws IOException {
    WriteTrace trace = Traces.open("sequential:size=10000001,operations=2441,length=4K");
    assertEquals(10 * MIB, hidden(trace, MIB, "key").deviceSize());
  }

  @Test
  void aDiskOfOneRegionAndAnOddRegionAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> hidden(Traces.open("uniform:size=1M,operations=1"), 64 * MIB, "key"));
    assertThrows(IllegalArgumentException.class, () -> new Anonymiser(3 * MIB, "key"));
    assertThrows(IllegalArgumentException.class, () -> new Anonymiser(512, "key"));
  }
}
