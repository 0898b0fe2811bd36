package dev.dirtybench.workloads.portrait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.catalog.Traces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class PortraitTest {
  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres",
        "ext4-build",
        "uniform:size=1,operations=1,length=1,align=1",
        "uniform:size=4T,operations=3000",
        "sequential:size=1M,operations=10000,interval-ns=1000000000",
        "sparse-1e-5"
      })
  void itIsWellFormedAndFetchesNothing(String spec) throws Exception {
    String svg = Portrait.of(Traces.open(spec).stream()).svg();
    assertEquals("svg", parsed(svg).getDocumentElement().getTagName());
    assertFalse(svg.contains("NaN") || svg.contains("Infinity"), "numbers must be finite");
    assertEquals(1, svg.split("http", -1).length - 1, "only the namespace may look like a link");
    assertFalse(svg.contains("<script") || svg.contains("<image") || svg.contains("url("), svg);
    assertTrue(svg.contains("prefers-color-scheme:dark"));
  }

  @Test
  void namesCannotBreakIt() throws Exception {
    WriteTrace trace =
        WriteTrace.builder("<a&b>", "\"<script>\"", 4096)
            .add(0, 0, 512, TraceOperation.WRITE)
            .build();
    Document document = parsed(Portrait.of(trace.stream()).svg());
    assertEquals(
        "Portrait of the write trace <a&b>",
        document.getElementsByTagName("title").item(0).getTextContent());
  }

  @Test
  void aTraceWithoutRangesStillHasAPicture() throws Exception {
    WriteTrace trace =
        WriteTrace.builder("flushes", "by hand", 4096).add(0, 0, 0, TraceOperation.FLUSH).build();
    String svg = Portrait.of(trace.stream()).svg();
    parsed(svg);
    assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
  }

  @Test
  void everyTouchOfACellIsCountedWhateverTheCellsGrow() throws IOException {
    WriteTrace trace = Traces.open("extents:size=3G,operations=5000,max-length=64M");
    Raster raster = new Raster(trace.stream());
    var batch = new dev.dirtybench.workloads.OperationBatch();
    while (raster.read(batch) > 0) {
      batch.clear();
    }
    assertEquals(1 << 20, raster.rowBytes());
    long expected = 0;
    for (int i = 0; i < trace.size(); i++) {
      long last = (trace.offset(i) + trace.length(i) - 1) / raster.rowBytes();
      expected += last - trace.offset(i) / raster.rowBytes() + 1;
    }
    long counted = 0;
    for (int column = 0; column < raster.columns(); column++) {
      for (int row = 0; row < raster.rows(); row++) {
        counted += raster.count(Raster.Layer.WRITES, column, row);
      }
    }
    assertEquals(expected, counted);
  }
}
