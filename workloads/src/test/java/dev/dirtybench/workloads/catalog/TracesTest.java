package dev.dirtybench.workloads.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dirtybench.workloads.ByteSize;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.csv.CsvFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracesTest {
  @TempDir Path folder;

  @Test
  void opensAFileByItsPath() throws IOException {
    Path file = folder.resolve("written.csv.gz");
    CsvFiles.write(Traces.open("extents:operations=10"), file);
    WriteTrace trace = Traces.open(file.toString());
    assertEquals(10, trace.size());
    assertEquals("extents:operations=10", trace.name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgress", "./no.csv", "foo:size=1G", "uniform ", "", "a\u0000b", "."})
  void anUnknownTextNamesWhatThereIs(String spec) {
    var e = assertThrows(UnknownTraceException.class, () -> Traces.open(spec));
    List<String> names = Traces.bundled().stream().map(BundledTrace::name).toList();
    assertEquals(
        "unknown trace \""
            + spec.replace("\u0000", "\\u0000")
            + "\", expected one of "
            + String.join(", ", names)
            + ", sparse-1e-4, sparse-1e-5; the path of a trace file; or a generator"
            + " (sequential, uniform, zipf, hot-cold, extents, alternating)"
            + " such as uniform:size=1T,operations=1680,length=64K,seed=7",
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "512, 512",
    "4K, 4096",
    "64K, 65536",
    "1M, 1048576",
    "3G, 3221225472",
    "1T, 1099511627776",
    "1025, 1025",
    "4194304T, 4611686018427387904"
  })
  void sizesAreReadInBinaryUnits(String text, long bytes) {
    assertEquals(bytes, ByteSize.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "K", "-1", "1.5G", "4k", "1KB", " 1", "8388608T", "9999999999999999999"})
  void sizesThatAreNoneAreRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> ByteSize.parse(text));
  }
}
