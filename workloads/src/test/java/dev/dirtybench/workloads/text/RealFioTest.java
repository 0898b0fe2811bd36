package dev.dirtybench.workloads.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dirtybench.workloads.TraceOperation;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.write.TraceFile;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** fio replays what we write, and we read what fio writes; skipped where fio is missing. */
class RealFioTest {
  private static final int GRANULARITY = 4096;
  private static final int DISK_BYTES = 8 << 20;
  private static final int SECONDS = 60;

  @TempDir private Path folder;

  @BeforeAll
  static void needsFio() {
    boolean there =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "fio")));
    assumeTrue(there, "fio is not installed");
  }

  private String fio(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(Stream.of("fio", "--ioengine=psync"), Stream.of(arguments)).toList();
    Path output = folder.resolve("fio.out");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "fio still runs");
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(output);
    assertEquals(0, process.exitValue(), text);
    return text;
  }

  @Test
  void fioReplaysWhatWeWrite() throws IOException, InterruptedException {
    WriteTrace.Builder builder = WriteTrace.builder("scratch", "a test", DISK_BYTES);
    long time = 0;
    for (int i = 0; i < 200; i++) {
      long offset = i * 977L % (DISK_BYTES / GRANULARITY - 4) * GRANULARITY;
      builder.add(time, offset, (1L + i % 3) * GRANULARITY, TraceOperation.WRITE);
      time += 1_000_000;
      if (i % 50 == 49) {
        builder.add(time, 0, 0, TraceOperation.FLUSH);
      }
    }
    WriteTrace trace = builder.build();
    TraceFile.write(trace.stream(), new FioWriter(), folder.resolve("trace.iolog"));
    Path disk = folder.resolve("scratch.img");
    try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
      file.setLength(DISK_BYTES);
    }
    String said = fio("--name=replay", "--read_iolog=trace.iolog");
    assertTrue(said.contains("issued rwts: total=0,200,0,4 "), said);
    assertEquals(TextTraces.granules(trace, GRANULARITY), written(disk));
  }

  /** The granules that are not zero, as fio fills what it writes with random bytes. */
  private static BitSet written(Path disk) throws IOException {
    byte[] content = Files.readAllBytes(disk);
    assertEquals(DISK_BYTES, content.length);
    BitSet granules = new BitSet();
    for (int i = 0; i < content.length; i++) {
      if (content[i] != 0) {
        granules.set(i / GRANULARITY);
      }
    }
    return granules;
  }

  @Test
  void weReadWhatFioWrites() throws IOException, InterruptedException {
    fio(
        "--name=made",
        "--filename=made.img",
        "--size=4M",
        "--bs=64k",
        "--rw=randwrite",
        "--fsync=16",
        "--write_iolog=made.iolog");
    try (InputStream in = Files.newInputStream(folder.resolve("made.iolog"))) {
      WriteTrace trace = TextTraces.read(in, "made.iolog", null, ReadOptions.DEFAULT);
      assertEquals(64, TextTraces.count(trace, 'W'));
      assertEquals(64, TextTraces.granules(trace, 64 << 10).cardinality());
      assertTrue(TextTraces.count(trace, 'F') >= 3, TextTraces.rows(trace).toString());
      assertEquals(4 << 20, trace.deviceSize());
    }
  }
}
