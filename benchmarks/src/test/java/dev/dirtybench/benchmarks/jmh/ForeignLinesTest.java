package dev.dirtybench.benchmarks.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.catalog.Traces;
import dev.dirtybench.workloads.write.TraceFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignLinesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"alibaba", "biosnoop", "fiu", "msr", "qemu-trace", "spc", "systor", "tencent"})
  void eachLineIsReadAsTheWriteThatItIs(String format) throws IOException {
    assertTrue(ForeignLines.knows(format));
    Path file = folder.resolve("trace.txt");
    WriteTrace content = Traces.open("extents:size=1G,operations=500,seed=4");
    TraceFile.write(content.stream(), ForeignLines.writer(format), file);
    WriteTrace back = Traces.open(file + ":" + format + ":disk-size=1G");
    assertEquals(content.size(), back.size());
    for (int i = 0; i < content.size(); i++) {
      assertEquals(content.offset(i), back.offset(i));
      assertEquals(content.length(i), back.length(i));
      assertEquals(TraceOperation.WRITE, back.operation(i));
    }
  }

  @Test
  void formatsWithWritersAreNotAmongThem() {
    assertFalse(ForeignLines.knows("csv"));
    assertFalse(ForeignLines.knows("dbt"));
  }
}
