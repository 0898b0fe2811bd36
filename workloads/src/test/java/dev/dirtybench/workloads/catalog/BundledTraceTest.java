package dev.dirtybench.workloads.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundledTraceTest {
  private static final Path FOLDER = Path.of("traces");
  private static final String CSV = ".csv.gz";
  private static final long MOST_BYTES = 24L << 20;

  static List<BundledTrace> recordings() {
    return Traces.bundled();
  }

  @Test
  void theIndexListsTheFolderSorted() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(CSV))
              .map(name -> name.substring(0, name.length() - CSV.length()))
              .sorted()
              .toList();
      assertEquals(names, recordings().stream().map(BundledTrace::name).toList());
      assertTrue(!names.isEmpty(), "no recording is bundled");
    }
  }

  @Test
  void theFolderIsNoLargerThanACheckoutShouldBear() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      long bytes = files.mapToLong(file -> file.toFile().length()).sum();
      assertTrue(bytes <= MOST_BYTES, bytes + " bytes, at most " + MOST_BYTES);
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void aRecordingIsLongEnoughToMeasureAndShortEnoughToLoad(BundledTrace recording)
      throws IOException {
    int operations = recording.open().size();
    assertTrue(operations >= 20_000 && operations <= 500_000, operations + " operations");
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void aRecordingOpensByItsName(BundledTrace recording) throws IOException {
    WriteTrace trace = Traces.open(recording.name());
    assertEquals(recording.name(), trace.name());
    assertTrue(trace.source().startsWith(recording.summary()), trace.source());
    assertTrue(trace.comments().contains("licence: CC0-1.0"), trace.comments().toString());
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void aRecordingReplaysToExactlyTheBitmapsThatQemuKept(BundledTrace recording) throws IOException {
    WriteTrace trace = recording.open();
    JsonNode counts = provenance(recording).required("dirty_granules");
    for (int granularity : new int[] {4096, 65536, 1048576}) {
      Path truth = FOLDER.resolve(recording.name() + ".g" + granularity + ".extents.json.gz");
      try (InputStream extents = Files.newInputStream(truth)) {
        var ours = DirtyGranules.ofTrace(trace, granularity);
        assertEquals(DirtyGranules.ofQemu(extents, granularity, trace.deviceSize()), ours);
        assertEquals(counts.required("" + granularity).intValue(), ours.cardinality());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void theProvenanceCountsWhatTheTraceHolds(BundledTrace recording) throws IOException {
    WriteTrace trace = recording.open();
    JsonNode provenance = provenance(recording);
    assertEquals(recording.summary(), provenance.required("summary").textValue());
    assertEquals(recording.name(), provenance.required("name").textValue());
    assertEquals(trace.deviceSize(), provenance.required("device_size_bytes").longValue());
    assertEquals(trace.size(), provenance.required("operations").required("total").intValue());
    for (TraceOperation operation : TraceOperation.values()) {
      String key = operation.name().toLowerCase(Locale.ROOT);
      int count = 0;
      long bytes = 0;
      for (int i = 0; i < trace.size(); i++) {
        if (trace.operation(i) == operation) {
          count++;
          bytes += trace.length(i);
        }
      }
      assertEquals(provenance.required("operations").required(key).intValue(), count, key);
      if (operation.marks()) {
        assertEquals(provenance.required("bytes").required(key).longValue(), bytes, key);
      }
    }
    double seconds = trace.timestampNs(trace.size() - 1) / 1e9;
    assertEquals(provenance.required("span_seconds").doubleValue(), seconds, 1e-6);
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void theProvenanceHoldsTheChecksumOfEveryFile(BundledTrace recording) throws Exception {
    JsonNode sums = provenance(recording).required("sha256");
    assertEquals(4, sums.size());
    for (Map.Entry<String, JsonNode> sum : sums.properties()) {
      byte[] content = Files.readAllBytes(FOLDER.resolve(sum.getKey()));
      String actual =
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
      assertEquals(sum.getValue().textValue(), actual, sum.getKey());
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void theReadmeTellsTheNumbersOfTheProvenance(BundledTrace recording) throws IOException {
    JsonNode p = provenance(recording);
    JsonNode operations = p.required("operations");
    JsonNode dirty = p.required("dirty_granules");
    String row =
        String.format(
            Locale.ROOT,
            "| `%s` | %s | %d GiB | %,d | %,d | %,d | %,d | %,d | %.0f s | %,d | %,d | %,d |",
            recording.name(),
            recording.summary(),
            p.required("device_size_bytes").longValue() >> 30,
            operations.required("total").intValue(),
            operations.required("write").intValue(),
            operations.required("write_zeroes").intValue(),
            operations.required("discard").intValue(),
            operations.required("flush").intValue(),
            p.required("span_seconds").doubleValue(),
            dirty.required("4096").intValue(),
            dirty.required("65536").intValue(),
            dirty.required("1048576").intValue());
    String readme = Files.readString(Path.of("README.md"), StandardCharsets.UTF_8);
    assertTrue(readme.contains(row), () -> "README.md must hold this row:\n" + row);
  }

  private static JsonNode provenance(BundledTrace recording) throws IOException {
    try (InputStream json = recording.openProvenance()) {
      return new ObjectMapper().readTree(json);
    }
  }
}
