package dev.dirtybench.workloads.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dirtybench.workloads.CommentLine;
import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.catalog.Traces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTraceWriterTest {
  private static final String TEXT =
      "# block write trace v1\n# name: small\n# device_size_bytes: 1048576\n"
          + "# source: made by hand, für Tests\n# operations: 3\n# licence: CC0-1.0\n"
          + "timestamp_ns,offset_bytes,length_bytes,op\n"
          + "0,0,4096,W\n1000000000000,0,0,F\n1000000000000,4096,512,D\n";

  @TempDir Path folder;

  private static WriteTrace small() {
    return WriteTrace.builder("small", "made by hand, für Tests", 1 << 20)
        .comment("licence: CC0-1.0")
        .add(0, 0, 4096, TraceOperation.WRITE)
        .add(1_000_000_000_000L, 0, 0, TraceOperation.FLUSH)
        .add(1_000_000_000_000L, 4096, 512, TraceOperation.DISCARD)
        .build();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void writesTheFormExactly() throws IOException {
    Path file = folder.resolve("small.csv");
    CsvFiles.write(small(), file);
    assertEquals(TEXT, Files.readString(file));
    assertEquals(List.of("small.csv"), files());
  }

  @Test
  void packsWhereTheNameAsksForIt() throws IOException {
    Path file = folder.resolve("small.csv.gz");
    CsvFiles.write(small(), file);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      assertEquals(TEXT, new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    }
    byte[] first = Files.readAllBytes(file);
    CsvFiles.write(small(), file);
    assertArrayEquals(first, Files.readAllBytes(file));
  }

  @Test
  void whatIsWrittenReadsBackTheSame() throws IOException {
    for (String spec : List.of("extents:operations=20000,seed=3", "alternating:operations=5")) {
      WriteTrace trace = Traces.open(spec);
      for (String name : List.of("back.csv", "back.csv.gz")) {
        Path file = folder.resolve(name);
        CsvFiles.write(trace, file);
        WriteTrace back = CsvFiles.read(file);
        assertEquals(trace.name(), back.name());
        assertEquals(trace.source(), back.source());
        assertEquals(trace.comments(), back.comments());
        assertEquals(trace.contentSha256(), back.contentSha256());
      }
    }
  }

  @Test
  void aTraceWithTheMostCommentsReadsBack() throws IOException {
    WriteTrace.Builder builder = WriteTrace.builder("n".repeat(1000), "€".repeat(1000), 1);
    for (int i = 0; i < CommentLine.MAX_COUNT; i++) {
      builder.comment("remark " + i);
    }
    assertThrows(IllegalArgumentException.class, () -> builder.comment("one too many"));
    WriteTrace trace = builder.build();
    Path file = folder.resolve("talk.csv");
    CsvFiles.write(trace, file);
    WriteTrace back = CsvFiles.read(file);
    assertEquals(trace.comments(), back.comments());
    assertEquals(trace.source(), back.source());
    assertEquals(0, back.size());
  }

  @Test
  void aFailureLeavesWhatWasThereAndNothingElse() throws IOException {
    Path target = folder.resolve("taken.csv");
    Files.createDirectory(target);
    Files.writeString(target.resolve("inside"), "kept");
    assertThrows(IOException.class, () -> CsvFiles.write(small(), target));
    assertEquals(List.of("taken.csv"), files());
    assertEquals("kept", Files.readString(target.resolve("inside")));
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    Path file = folder.resolve("no/such/folder.csv");
    assertThrows(IOException.class, () -> CsvFiles.write(small(), file));
  }
}
