package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
  private static final Path FILES = Path.of("..", "results", "src", "test", "resources");
  private static final Path AVERAGE = FILES.resolve("jmh/1.37-avgt-gc.json");
  private static final Path MIXED = FILES.resolve("jmh/1.37-ss-thrpt.json");
  private static final Path RUN = FILES.resolve("golden/run");

  @TempDir Path folder;

  private static Call export(Path run, String format, Object... more) {
    Object[] arguments = new Object[more.length + 4];
    arguments[0] = "export";
    arguments[1] = run;
    arguments[2] = "--format";
    arguments[3] = format;
    System.arraycopy(more, 0, arguments, 4, more.length);
    return Call.of(arguments);
  }

  @Test
  void whatIsPrintedIsWhatIsWritten() throws IOException {
    for (String format : new String[] {"benchstat", "bencher", "github-action-benchmark"}) {
      for (Path run : new Path[] {RUN, AVERAGE}) {
        String printed = export(run, format).out();
        assertTrue(!printed.isEmpty(), format);
        Path file = folder.resolve(format);
        Call written = export(run, format, "--out", file);
        assertEquals(0, written.exit(), written.err());
        assertEquals(printed, Files.readString(file));
      }
    }
  }

  @Test
  void otavaGetsAFolder() throws IOException {
    assertEquals(0, export(RUN, "otava", "--out", folder.resolve("run")).exit());
    assertTrue(Files.exists(folder.resolve("run/otava.yaml")));
    Path history = Path.of("..", "results", "history.csv");
    assertEquals(0, export(history, "otava", "--out", folder.resolve("history")).exit());
    try (Stream<Path> files = Files.list(folder.resolve("history"))) {
      assertTrue(files.count() > 300);
    }
    Call known =
        export(
            AVERAGE,
            "otava",
            "--out",
            folder.resolve("jmh"),
            "--commit",
            "abc1234",
            "--time",
            "2026-11-23T00:00:00Z");
    assertEquals(0, known.exit(), known.err());
  }

  @Test
  void valuesOfBothKindsAreNotMixed() {
    assertTrue(export(MIXED, "github-action-benchmark").error().contains("--better smaller"));
    assertTrue(
        export(MIXED, "github-action-benchmark", "--better", "bigger").out().contains("ops/s"));
    assertTrue(
        export(MIXED, "github-action-benchmark", "--better", "smaller").out().contains("ns/op"));
  }

  @Test
  void badInputIsOneLine() throws IOException {
    refused("expected --format benchstat", export(RUN, "influx"));
    refused("no such file", export(folder.resolve("none.json"), "bencher"));
    refused("no manifest.json", export(folder, "bencher"));
    refused("--out with a folder", export(RUN, "otava"));
    refused("--commit and --time", export(AVERAGE, "otava", "--out", folder.resolve("o")));
    refused(
        "values of which bigger is better",
        export(AVERAGE, "github-action-benchmark", "--better", "bigger"));
    refused("one run", export(RUN, "benchstat", AVERAGE));
    Path half = folder.resolve("half.json");
    String whole = Files.readString(AVERAGE);
    Files.writeString(half, whole.substring(0, whole.length() / 2));
    refused("valid JSON", export(half, "benchstat"));
  }

  private static void refused(String message, Call call) {
    assertEquals(2, call.exit(), call.err());
    assertTrue(call.error().contains(message), call.error());
    assertEquals("", call.out());
  }
}
