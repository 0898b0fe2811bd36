package dev.dirtybench.workloads.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.catalog.Traces;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceGeneratorTest {
  /** Changing one of these breaks every comparison with results that name the same text. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sequential:operations=5000,seed=7 "
            + "| 1c82861bb57ce61b0448eca4b034545a0cbde28424b42c0ccfd39a3f904fefb6",
        "uniform:size=1T,operations=1680,length=64K,seed=7 "
            + "| 8cd757ec0e021cd8ddbd02cd54b53a5440ccf9adfe0451b56e00d16ed6356489",
        "zipf:operations=5000,seed=7 "
            + "| 254b4036abd797b2a890d2c64462d651576cc69cc88044f082a04f4b2f3bf556",
        "zipf:operations=5000,seed=7,theta=1 "
            + "| 50911e362073227e5855b7333533c674e6fd6eb5b8624a4332fc18e99ed02da7",
        "hot-cold:operations=5000,seed=7 "
            + "| 638103646bee96440dc93897961ede3f3763086c42af92e919cc0dfff6350125",
        "extents:operations=5000,seed=7 "
            + "| 7c754e8407caa429b28e5340756266f60f09fc2710cdbbc5e302e9ea35e67032",
        "alternating:operations=5000,seed=7 "
            + "| 36aadce7591be207310d7dfff7212e04413570d893b22fec99bb9b5da100d2c9",
      })
  void aTextGivesTheSameTraceForEver(String spec, String sha256) throws IOException {
    assertEquals(sha256, Traces.open(spec).contentSha256());
  }

  @Test
  void everyKindMakesWhatItIsAskedFor() throws IOException {
    for (TraceGenerator generator : Traces.generators()) {
      for (long seed = -3; seed < 3; seed++) {
        String spec = generator.kind() + ":size=77M,operations=3000,interval-ns=5,seed=" + seed;
        WriteTrace trace = Traces.open(spec);
        assertEquals(spec, trace.name());
        assertEquals(77 << 20, trace.deviceSize());
        assertEquals(3000, trace.markCount());
        assertEquals(2999 * 5, trace.timestampNs(2999));
        assertEquals(trace.contentSha256(), Traces.open(spec).contentSha256(), spec);
        assertEquals(
            trace.contentSha256(), Traces.open(spec.replace(',', ';')).contentSha256(), spec);
      }
    }
  }

  @Test
  void theSourceNamesEverySettingSoThatItRepeatsTheTrace() throws IOException {
    for (TraceGenerator generator : Traces.generators()) {
      WriteTrace trace = Traces.open(generator.kind() + ":operations=100,seed=12");
      String start = "generated: " + generator.kind() + ' ';
      assertTrue(trace.source().startsWith(start), trace.source());
      assertTrue(trace.source().contains(" seed=12 "), trace.source());
      String settings = trace.source().substring(start.length()).replace(' ', ',');
      WriteTrace again = Traces.open(generator.kind() + ':' + settings);
      assertEquals(trace.contentSha256(), again.contentSha256());
      assertEquals(trace.source(), again.source());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniform", "zipf", "hot-cold", "extents"})
  void anotherSeedGivesAnotherTrace(String kind) throws IOException {
    assertNotEquals(
        Traces.open(kind + ":operations=100,seed=1").contentSha256(),
        Traces.open(kind + ":operations=100,seed=2").contentSha256());
  }

  @Test
  void aKindAloneIsAllDefaults() throws IOException {
    WriteTrace trace = Traces.open("uniform");
    assertEquals("uniform", trace.name());
    assertEquals(100_000, trace.size());
    assertEquals(trace.contentSha256(), Traces.open("uniform:").contentSha256());
  }

  @Test
  void sequentialWritesFollowEachOtherAndStartAgain() throws IOException {
    WriteTrace trace = Traces.open("sequential:size=10K,length=4K,operations=5");
    long[] offsets = trace.marks().offsets();
    assertEquals("[0, 4096, 0, 4096, 0]", Arrays.toString(offsets));
  }

  @Test
  void alternatingLeavesEveryOtherGranuleCleanAndReachesTheDisksEnd() throws IOException {
    WriteTrace trace = Traces.open("alternating:size=257K,granularity=64K,operations=4");
    assertEquals("[0, 131072, 262144, 0]", Arrays.toString(trace.marks().offsets()));
    assertEquals(1024, trace.length(2));
    trace = Traces.open("alternating:size=256K,granularity=64K,operations=3");
    assertEquals("[0, 131072, 0]", Arrays.toString(trace.marks().offsets()));
  }

  @Test
  void uniformReachesTheFirstAndTheLastPlace() throws IOException {
    WriteTrace trace = Traces.open("uniform:size=40K,length=6K,align=2K,operations=2000");
    Set<Long> offsets = new HashSet<>();
    for (long offset : trace.marks().offsets()) {
      offsets.add(offset);
    }
    assertEquals(18, offsets.size());
    assertTrue(offsets.contains(0L) && offsets.contains(34L << 10), offsets.toString());
  }

  @Test
  void extentsHaveEveryLengthInTheirBounds() throws IOException {
    WriteTrace trace = Traces.open("extents:size=64K,min-length=8K,max-length=64K,operations=5000");
    Set<Long> lengths = new HashSet<>();
    for (long length : trace.marks().lengths()) {
      lengths.add(length);
    }
    assertEquals(15, lengths.size());
    assertTrue(lengths.contains(8L << 10) && lengths.contains(64L << 10), lengths.toString());
  }

  @Test
  void hotColdSendsItsShareOfWritesToItsShareOfTheDisk() throws IOException {
    int operations = 50_000;
    WriteTrace trace =
        Traces.open(
            "hot-cold:size=4000K,length=4K,hot-share=0.05,hot-writes=0.8,operations=" + operations);
    int[] writes = new int[1000];
    for (long offset : trace.marks().offsets()) {
      writes[(int) (offset / 4096)]++;
    }
    int hotSlots = 0;
    int hotWrites = 0;
    for (int count : writes) {
      assertTrue(count > 0, "a slot was never written");
      // A hot slot expects 800 writes, a cold one 10.5.
      if (count > 200) {
        hotSlots++;
        hotWrites += count;
      }
    }
    assertEquals(50, hotSlots);
    assertEquals(0.8, hotWrites / (double) operations, 6 * Math.sqrt(0.8 * 0.2 / operations));
  }

  @Test
  void zipfWritesItsMostPopularSlotAsOftenAsThetaSays() throws IOException {
    WriteTrace trace = Traces.open("zipf:size=400K,length=4K,theta=1,operations=50000");
    int[] writes = new int[100];
    for (long offset : trace.marks().offsets()) {
      writes[(int) (offset / 4096)]++;
    }
    int most = Arrays.stream(writes).max().orElseThrow();
    double share = 1 / 5.187377517639621;
    assertEquals(share, most / 50_000.0, 6 * Math.sqrt(share * (1 - share) / 50_000));
  }

  @Test
  void everyKindCopesWithTheLargestDisk() throws IOException {
    for (TraceGenerator generator : Traces.generators()) {
      String length = generator.kind().equals("zipf") ? ",length=1M" : "";
      String spec = generator.kind() + ":size=4194304T,operations=1000" + length;
      assertEquals(1000, Traces.open(spec).size());
    }
    String whole = "alternating:size=4194304T,granularity=4194304T,operations=3";
    assertEquals(WriteTrace.MAX_DEVICE_SIZE, Traces.open(whole).length(2));
    whole = "sequential:size=4194304T,length=4194304T,operations=3";
    assertEquals(WriteTrace.MAX_DEVICE_SIZE, Traces.open(whole).length(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uniform:lenght=4K | 'uniform: unknown key \"lenght\", expected one of"
            + " size, operations, seed, interval-ns, length, align'",
        "uniform:length | 'uniform: expected key=value, found \"length\"'",
        "uniform:=4K | 'uniform: expected key=value, found \"=4K\"'",
        "uniform:seed=1,seed=2 "
            + "| 'uniform: expected each key once, found \"seed=2\" after another'",
        "uniform:size=0 "
            + "| 'uniform: size must be bytes from 1 to 2^62, such as 4096, 64K or 1T, found \"0\"'",
        "uniform:size=12X "
            + "| 'uniform: size must be bytes from 1 to 2^62, such as 4096, 64K or 1T,"
            + " found \"12X\"'",
        "uniform:operations=1K "
            + "| 'uniform: operations must be a whole number from 1 to 1000000000, found \"1K\"'",
        "uniform:seed=x "
            + "| 'uniform: seed must be a whole number from -2^63 to 2^63-1, found \"x\"'",
        "zipf:theta=NaN "
            + "| 'zipf: theta must be a decimal number from 0 to 10, such as 0.99, found \"NaN\"'",
        "hot-cold:hot-share=1 "
            + "| 'hot-cold: hot-share must be a fraction between 0 and 1, such as 0.1, found \"1\"'",
        "uniform:size=1K,length=2K,seed=3,operations=9 "
            + "| 'uniform: expected length up to size, found size=1K,operations=9,seed=3,"
            + "interval-ns=1000000,length=2K,align=4K'",
      })
  void refusesSettingsWithAMessageThatHelps(String spec, String message) throws IOException {
    if (message.equals("Traces")) {
      assertEquals(Traces.open("uniform").contentSha256(), Traces.open(spec).contentSha256());
      return;
    }
    var e = assertThrows(IllegalArgumentException.class, () -> Traces.open(spec));
    assertEquals(message, e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sequential:size=1K",
        "zipf:size=1K",
        "zipf:size=4194304T,length=1",
        "hot-cold:size=7K",
        "extents:max-length=5000",
        "extents:min-length=2M",
        "extents:size=512K",
        "alternating:size=1K",
        "uniform:operations=1000000000,size=1K,length=1K,interval-ns=0",
      })
  void refusesSettingsThatDoNotFit(String spec) {
    var e = assertThrows(IllegalArgumentException.class, () -> Traces.open(spec));
    assertTrue(e.getMessage().contains("expected") || e.getMessage().contains("must be"));
  }

  @Test
  void refusesMoreOperationsThanTheHeapHolds() {
    var e =
        assertThrows(
            TraceFormatException.class, () -> Traces.open("uniform:operations=1000000000"));
    assertTrue(e.getMessage().contains("as this JVM's heap allows"), e.getMessage());
  }
}
