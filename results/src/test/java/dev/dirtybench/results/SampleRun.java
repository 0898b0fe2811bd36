package dev.dirtybench.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A run as a launcher would record it: six backends, seven operations, two traces.
 *
 * <p>Its numbers are invented, by a rule that makes rows of different units, clear winners, and
 * cells that are skipped and failed.
 */
final class SampleRun {
  static final String RUN_ID = "20261122T101500Z-7c30cdc01234-quick";
  static final Instant START = Instant.parse("2026-11-22T10:15:00Z");

  static final List<String> BACKENDS =
      List.of("agrona", "bitset", "chronicle", "chronicle-mapped", "hbitmap", "roaring");
  static final List<String> TRACES = List.of("guest-files", "guest-postgres");

  static final List<String> FEW_BACKENDS = List.of("hbitmap", "roaring", "chronicle");
  static final List<String> FEW_OPERATIONS = List.of("set", "deserialize");
  static final List<String> FEW_TRACES = List.of("guest-postgres");

  /** Each operation with nanoseconds per unit, what the unit is, and units per pass. */
  private record Operation(String name, double nanos, String per, double unitsPerPass) {}

  private static final List<Operation> OPERATIONS =
      List.of(
          new Operation("set", 6.1, "write", 48_000),
          new Operation("clear", 5.2, "write", 48_000),
          new Operation("merge", 2_450, "merge", 16),
          new Operation("serialize", 31_000, "pass", 1),
          new Operation("deserialize", 1_420_000, "pass", 1),
          new Operation("scan-extents", 11.7, "extent", 3_100),
          new Operation("scan-words", 0.42, "word", 9_000));

  private static final Map<String, Double> FACTORS =
      Map.of(
          "agrona", 1.31,
          "bitset", 1.12,
          "chronicle", 2.9,
          "chronicle-mapped", 3.4,
          "hbitmap", 1.0,
          "roaring", 14.2);

  private SampleRun() {}

  /** The manifest of a part of the run: {@link #fewCells()} and {@link #fewFootprints()}. */
  static Manifest manifest() {
    return manifest(
        new MachineFacts(
            new MachineFacts.Os(
                "Linux",
                "6.1.0-18-amd64",
                "Debian GNU/Linux 12 (bookworm)",
                new MachineFacts.Cgroup("200000 100000", "max")),
            new MachineFacts.Cpu("Example CPU @ 2.50GHz", 2, Sha256.ofText("sse2 avx2")),
            new MachineFacts.Memory(8_321_499_136L, "madvise")),
        new JdkFacts(
            "Eclipse Adoptium",
            "17.0.15+6",
            "OpenJDK 64-Bit Server VM",
            List.of("-Xmx2g", "-XX:+UseSerialGC", "-Djava.io.tmpdir=/home/somebody/tmp"),
            "Copy, MarkSweepCompact",
            2L << 30));
  }

  static Manifest manifestWithoutCells() {
    return manifest(manifest().machine(), manifest().jdk(), List.of());
  }

  static Manifest manifest(MachineFacts machine, JdkFacts jdk) {
    List<CellKey> schedule = new ArrayList<>(fewCells().stream().map(CellResult::key).toList());
    fewFootprints().forEach(footprint -> schedule.add(footprint.key()));
    return manifest(machine, jdk, schedule);
  }

  private static Manifest manifest(MachineFacts machine, JdkFacts jdk, List<CellKey> schedule) {
    return new Manifest(
        new GitFacts("7c30cdc0123456789abcdef0123456789abcdef0", false, "main"),
        jdk,
        "1.37",
        machine,
        FEW_BACKENDS.stream()
            .map(name -> new BackendFacts(name, "1.0", List.of("OFF_HEAP"), 1L << 32))
            .toList(),
        FEW_TRACES.stream()
            .map(
                name ->
                    new TraceFacts(
                        name,
                        Sha256.ofText(name),
                        48_000,
                        (20L << 30) + 1,
                        "guest disk, recorded",
                        Map.of("64K", 0.0625)))
            .toList(),
        FEW_OPERATIONS,
        List.of(new JarFacts("dirtybench.jar", Sha256.ofText("jar"))),
        42,
        "quick",
        List.of("--profile", "quick", "--out", "/home/somebody/runs"),
        new MeasuringPlan("avgt", 2, 1, "500 ms", 3, "200 ms"),
        schedule,
        START,
        null);
  }

  /** What one of two shards is to measure: one operation each, the second one also footprints. */
  static Manifest shard(int index, MachineFacts machine) {
    List<CellKey> schedule =
        new ArrayList<>(shardCells(index).stream().map(CellResult::key).toList());
    shardFootprints(index).forEach(footprint -> schedule.add(footprint.key()));
    List<String> matrix = manifest().schedule().stream().map(CellKey::id).toList();
    return manifest(machine, manifest().jdk(), schedule)
        .inShard(new ShardFacts(index, 2, matrix), manifest().options());
  }

  static List<CellResult> shardCells(int index) {
    return fewCells().stream()
        .filter(cell -> cell.key().operation().equals("set") == (index == 1))
        .toList();
  }

  static List<Footprint> shardFootprints(int index) {
    return index == 1 ? List.of() : fewFootprints();
  }

  static List<CellResult> cells() {
    List<CellResult> cells = new ArrayList<>();
    for (Operation operation : OPERATIONS) {
      for (String trace : TRACES) {
        for (String backend : BACKENDS) {
          cells.add(cell(operation, backend, trace));
        }
      }
    }
    return cells;
  }

  /** Three measured cells, two skipped ones, one that failed, and one footprint not taken. */
  static List<CellResult> fewCells() {
    List<CellResult> few =
        new ArrayList<>(
            cells().stream()
                .filter(cell -> FEW_OPERATIONS.contains(cell.key().operation()))
                .filter(cell -> FEW_BACKENDS.contains(cell.key().backend()))
                .filter(cell -> FEW_TRACES.contains(cell.key().trace()))
                .toList());
    few.add(noFootprint());
    return few;
  }

  static List<Footprint> fewFootprints() {
    return footprints().stream()
        .filter(footprint -> FEW_BACKENDS.contains(footprint.backend()))
        .filter(footprint -> FEW_TRACES.contains(footprint.trace()))
        .toList();
  }

  private static CellResult cell(Operation operation, String backend, String trace) {
    CellKey key = key(operation.name(), backend, trace);
    if (backend.equals("chronicle") && trace.equals("guest-postgres")) {
      return CellResult.skipped(key, "the disk needs 2^34 bits, chronicle holds at most 2^31");
    }
    if (backend.equals("roaring") && operation.name().equals("deserialize")) {
      return CellResult.failed(
          key, "the fork ended with exit code 134\n# A fatal error | has been detected\n# SIGSEGV");
    }
    return CellResult.measured(
        key, measurement(operation, backend, trace), Sha256.ofText(operation.name() + trace));
  }

  private static Measurement measurement(Operation operation, String backend, String trace) {
    double scale = trace.equals("guest-files") ? 1 : 1.25;
    double micros =
        operation.nanos() * FACTORS.get(backend) * scale * operation.unitsPerPass() / 1000;
    Samples samples =
        new Samples(
            List.of(
                new double[] {micros * 1.25, micros, micros * 0.875},
                new double[] {micros * 1.0625, micros * 1.125, micros}));
    JmhMetric allocation =
        new JmhMetric("B/op", new Samples(List.of(new double[] {16, 16, 24}, new double[] {16})));
    return new Measurement(
        "time",
        "us/op",
        samples,
        operation.unitsPerPass(),
        operation.per(),
        1,
        Map.of("gc.alloc.rate.norm", allocation));
  }

  static CellKey key(String operation, String backend, String trace) {
    return new CellKey("dev.dirtybench.benchmarks." + operation, operation, backend, trace, "64K");
  }

  static List<Footprint> footprints() {
    List<Footprint> footprints = new ArrayList<>();
    for (String trace : TRACES) {
      long words = trace.equals("guest-files") ? 40_968 : 655_360;
      footprints.add(new Footprint("agrona", trace, "64K", 216, words + 640, words, -1));
      footprints.add(new Footprint("bitset", trace, "64K", words + 48, 0, words, -1));
      footprints.add(new Footprint("chronicle-mapped", trace, "64K", 512, words, words, -1));
      footprints.add(new Footprint("hbitmap", trace, "64K", words + 720, 0, words, -1));
      footprints.add(new Footprint("roaring", trace, "64K", words / 7, 0, words, words / 9));
    }
    return footprints;
  }

  static CellResult noFootprint() {
    return CellResult.skipped(
        Footprint.key("chronicle", "guest-postgres", "64K"),
        "the disk needs 2^34 bits, chronicle holds at most 2^31");
  }

  /** Appends a cell with what JMH would have written of it: a real entry, with other values. */
  static void append(RunFolder folder, CellResult cell) throws IOException {
    if (cell.measurement() == null) {
      folder.append(cell);
    } else {
      folder.append(cell, jmhEntry(cell));
    }
  }

  static ObjectNode jmhEntry(CellResult cell) throws IOException {
    JsonNode array = JsonFiles.read(JmhFiles.AVGT);
    ObjectNode entry = (ObjectNode) array.get(0);
    entry.put("benchmark", cell.key().benchmark());
    ObjectNode params = entry.putObject("params");
    params.put("backend", cell.key().backend());
    params.put("trace", cell.key().trace());
    params.put("granularity", cell.key().granularity());
    ArrayNode rawData = ((ObjectNode) entry.get("primaryMetric")).putArray("rawData");
    Samples samples = cell.measurement().samples();
    for (int fork = 0; fork < samples.forkCount(); fork++) {
      ArrayNode values = rawData.addArray();
      Arrays.stream(samples.fork(fork)).forEach(values::add);
    }
    return entry;
  }
}
