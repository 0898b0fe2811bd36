package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  private static final Path FILES = Path.of("..", "results", "src", "test", "resources");
  private static final Path RUN = FILES.resolve("golden/run");
  private static final Path JMH = FILES.resolve("jmh/1.37-avgt-gc.json");
  private static final String EARLIER = "an earlier page";

  @TempDir Path folder;
  private Path pages;
  private Path page;
  private Path run;

  @BeforeEach
  void aRunAndAnEarlierPage() throws IOException {
    pages = Files.createDirectory(folder.resolve("pages"));
    page = Files.writeString(pages.resolve("report.html"), EARLIER);
    run = Files.createDirectory(folder.resolve("run"));
    try (Stream<Path> files = Files.list(RUN)) {
      for (Path file : files.toList()) {
        Files.copy(file, run.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void aRunsPageLiesInItsFolder() throws IOException {
    Call call = Call.done("report", run);
    assertEquals("report: " + run.resolve("report.html") + "\n", call.out());
    assertTrue(Files.readString(run.resolve("report.html")).contains("hbitmap"));
  }

  @Test
  void runsAndAFileOfJmhShareAPageThatReplacesTheEarlierOne() throws IOException {
    Call.done("report", run, JMH, "--out", page);
    assertTrue(Files.readString(page).startsWith("<!DOCTYPE html>"));
    assertOnlyThePage();
  }

  @Test
  void theSourcesAreLinkedAtTheRunsCommit() throws IOException {
    Path summary = run.resolve("summary.csv");
    String text = Files.readString(summary);
    Files.writeString(
        summary,
        text.replace(
            "dev.dirtybench.benchmarks.set", "dev.dirtybench.benchmarks.jmh.SetBenchmark.set"));
    Path here = Path.of("").toAbsolutePath().getParent();
    String before = System.getProperty("dirtybench.home", "");
    System.setProperty("dirtybench.home", here.toString());
    try {
      Call.done("report", run, "--out", page, "--source-url", "https://example.org/{commit}/");
    } finally {
      System.setProperty("dirtybench.home", before);
    }
    Matcher link =
        Pattern.compile("\"link\":\"(https://example[^\"]*)\"").matcher(Files.readString(page));
    assertTrue(link.find(), "no link to the sources");
    assertTrue(
        link.group(1)
            .matches("https://example\\.org/[0-9a-f]+/benchmarks/.*/SetBenchmark\\.java#L[0-9]+"),
        link.group(1));
  }

  @Test
  void whatIsNoRunIsOneLine() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    refused("no such file or folder", folder.resolve("nowhere"));
    refused("a run folder with manifest.json", empty);
    refused("valid JSON", Files.writeString(folder.resolve("half.json"), "[{\"benchmark\": "));
    refused("valid JSON", Files.writeString(folder.resolve("words.txt"), "no run at all\n"));
    refused("expected", Files.writeString(folder.resolve("other.json"), "{\"some\": 1}"));
  }

  @Test
  void aRunOfANewerSchemaIsOneLine() throws IOException {
    Path manifest = run.resolve("manifest.json");
    String text = Files.readString(manifest);
    assertTrue(text.contains("\"schemaVersion\" : 1") || text.contains("\"schemaVersion\": 1"));
    Files.writeString(manifest, text.replaceFirst("(\"schemaVersion\" ?: )1", "$199"));
    refused("99, which a newer dirtybench wrote", run);
  }

  @Test
  void anEmptyRunIsOneLine() throws IOException {
    Path summary = run.resolve("summary.csv");
    String head = Files.readAllLines(summary).get(0);
    Files.writeString(summary, head + "\n");
    refused("a run with at least one cell", run);
    Files.writeString(summary, "");
    refused("summary.csv", run);
    refused("a run with at least one cell", Files.writeString(folder.resolve("none.json"), "[]"));
  }

  @Test
  void aRunWithABrokenFileIsOneLine() throws IOException {
    Path warmup = run.resolve("warmup.jsonl");
    Files.writeString(warmup, "{\"cellId\": \"a\", \"fork\": 1}\nbroken\n");
    refused("warmup.jsonl: at line 2", run);
    Files.delete(warmup);
    Path result = run.resolve("open-loop.json");
    Files.writeString(result, "{\"some\": 1}");
    refused("open-loop.json of this version", run);
    Files.delete(result);
    Path summary = run.resolve("summary.csv");
    String text = Files.readString(summary);
    Files.writeString(summary, text.replaceFirst(",measured,", ",measured"));
    refused("summary.csv", run);
    Files.writeString(summary, text.substring(0, text.length() - 20));
    refused("summary.csv", run);
  }

  @Test
  void aPlaceThatCannotHoldThePageIsOneLine() {
    refusedAs("expected --out to name a file", run, "--out", pages);
    refusedAs("a folder that is there", run, "--out", folder.resolve("none/report.html"));
    refusedAs("no such file", run, "--out", page, "--history", folder.resolve("none.csv"));
    refusedAs("found one twice", run, run, "--out", page);
  }

  /** Whatever was wrong, the page that was there is there, and nothing beside it. */
  private void refused(String message, Path path) throws IOException {
    refusedAs(message, path, "--out", page);
    assertEquals(EARLIER, Files.readString(page));
    assertOnlyThePage();
  }

  private static void refusedAs(String message, Object... arguments) {
    Object[] call = new Object[arguments.length + 1];
    call[0] = "report";
    System.arraycopy(arguments, 0, call, 1, arguments.length);
    Call refused = Call.of(call);
    assertEquals(2, refused.exit(), refused.err());
    assertTrue(refused.error().contains(message), refused.error());
    assertEquals("", refused.out());
  }

  private void assertOnlyThePage() throws IOException {
    try (Stream<Path> files = Files.list(pages)) {
      assertEquals(List.of(page), files.toList());
    }
  }
}
