package dev.dirtybench.workloads.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.XZInputStream;

/** Small files of much content are read in a heap that holds neither. */
class SmallHeapTest {
  private static final int ROWS = 4_000_000;
  private static final int FIRST_JDK_THAT_WARNS = 24;

  @TempDir Path folder;

  @Test
  void aJvmWithASmallHeapReadsFilesThatUnpackToMoreThanIt() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx24m");
    if (Runtime.version().feature() >= FIRST_JDK_THAT_WARNS) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.add("-cp");
    command.add(
        Stream.of(
                TraceFiles.class,
                SmallHeapTest.class,
                XZInputStream.class,
                ZstdInputStreamNoFinalizer.class)
            .map(SmallHeapTest::locationOf)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(SmallHeapTest.class.getName());
    for (Packed packed : Packed.values()) {
      Path file = folder.resolve(packed + ".csv");
      write(file, packed);
      command.add(file.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertEquals((ROWS + System.lineSeparator()).repeat(Packed.values().length), output);
  }

  private static void write(Path file, Packed packed) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(packed.over(Files.newOutputStream(file)), 1 << 16)) {
      out.write("# device_size_bytes: 1\n".getBytes(StandardCharsets.UTF_8));
      out.write("timestamp_ns,offset_bytes,length_bytes,op\n".getBytes(StandardCharsets.UTF_8));
      byte[] rows = "7777777777,0,1,W\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < ROWS / 1000; i++) {
        out.write(rows);
      }
    }
  }

  private static String locationOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** Reads files one after the other and prints how many operations each has. */
  public static void main(String[] files) throws IOException {
    for (String file : files) {
      try (OperationStream stream =
          TraceFiles.open(List.of(Path.of(file)), null, ReadOptions.DEFAULT)) {
        OperationBatch batch = new OperationBatch();
        long count = 0;
        while (stream.read(batch) > 0) {
          count += batch.size();
          batch.clear();
        }
        System.out.println(count);
      }
    }
  }
}
