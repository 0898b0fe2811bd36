package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCommandTest {
  private static final Path REFERENCE =
      Path.of("..", "results", "reference", "20261123T001914Z-1c5587d351ca-quick");

  @TempDir Path folder;

  /** A cell that takes a fifth longer from the eleventh of twenty commits on. */
  private Path history() throws IOException {
    StringBuilder text =
        new StringBuilder(
            "utc,commit,author_date,run_id,profile,machine,cell_id,metric,unit,better,score,forks,"
                + "adjusted_score\n");
    for (int i = 0; i < 20; i++) {
      Instant date = Instant.parse("2026-01-01T00:00:00Z").plus(i, ChronoUnit.DAYS);
      double score = (i < 10 ? 10 : 12) + 0.01 * (i % 3);
      text.append(
          String.format(
              Locale.ROOT,
              "%s,%040x,%s,run-%d,quick,m,set/hbitmap/postgres/64K,time,ns/write,lower,%s,5,%n",
              date,
              i + (1L << 60),
              date,
              i,
              score));
    }
    return Files.writeString(folder.resolve("history.csv"), text);
  }

  @Test
  void aRunIsAddedOnceAndShown() throws IOException {
    Path file = folder.resolve("h.csv");
    Call call =
        Call.done(
            "history",
            "add",
            "--file",
            file,
            "--author-date",
            "2026-11-23T01:12:08+01:00",
            REFERENCE);
    assertTrue(call.out().startsWith("316 scores of "), call.out());
    assertTrue(Files.readString(file).contains(",2026-11-23T00:12:08Z,"));
    Call again =
        Call.of(
            "history", "add", "--file", file, "--author-date", "2026-11-23T00:12:08Z", REFERENCE);
    assertEquals(2, again.exit());
    assertTrue(again.error().contains("not in the history"), again.error());
    assertTrue(Call.done("history", "show", "--file", file).out().startsWith("316 series of 1"));
  }

  @Test
  void aChangeIsShownInEveryForm() throws IOException {
    Path file = history();
    assertTrue(show(file, "text").contains("worse"));
    assertTrue(show(file, "markdown").contains("| --- |"));
    assertTrue(show(file, "csv").startsWith("commit,author_date,cell_id,"));
    assertTrue(show(file, "json").contains("\"worse\" : true"));
    Call wrong = Call.of("history", "show", "--file", file, "--format", "xml");
    assertEquals(2, wrong.exit());
    assertTrue(wrong.error().contains("--format text, markdown, json or csv"), wrong.error());
  }

  private static String show(Path file, String format) {
    return Call.done("history", "show", "--file", file, "--format", format).out();
  }

  @Test
  void onlyANewChangeThatNobodyExplainedFails() throws IOException {
    Path file = history();
    Call call = fail(file, "10");
    assertEquals(1, call.exit());
    assertTrue(call.error().contains("such as set/hbitmap/postgres/64K at "), call.error());
    assertEquals(0, fail(file, "9").exit());
    assertEquals(0, Call.of("history", "show", "--file", file).exit());
    Files.writeString(
        folder.resolve("annotations.csv"),
        String.format("commit,filter,text%n%040x,backend:hbitmap,checks more%n", 10 + (1L << 60)));
    Call explained = fail(file, "10");
    assertEquals(0, explained.exit(), explained.err());
    assertTrue(explained.out().contains("checks more"), explained.out());
  }

  private static Call fail(Path file, String last) {
    return Call.of("history", "show", "--file", file, "--fail-on-change", "--last", last);
  }

  @Test
  void badInputIsOneLine() throws IOException {
    refused("no such file", "history", "show", "--file", folder.resolve("none.csv"));
    refused("expected a command", "history");
    refused("--last 1 or more", "history", "show", "--file", history(), "--last", "0");
    refused("none among 20", "history", "show", "--file", history(), "--filter", "backend:x");
    refused("expected key:value", "history", "show", "--file", history(), "--filter", "hbitmap");
    refused("no manifest.json", "history", "add", folder);
    refused("a time such as", "history", "add", "--author-date", "today", REFERENCE);
    Path cut = folder.resolve("cut.csv");
    Files.writeString(cut, Files.readString(history()).substring(0, 900));
    refused("a line end behind the last line", "history", "show", "--file", cut);
  }

  private static void refused(String message, Object... arguments) {
    Call call = Call.of(arguments);
    assertEquals(2, call.exit(), call.err());
    assertTrue(call.error().contains(message), call.error());
    assertEquals("", call.out());
  }
}
