package dev.dirtybench.results.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.results.ResultFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("history.csv");
  }

  @Test
  void whatIsAddedIsReadAgain() throws IOException {
    List<HistoryRow> first = List.of(HistoryFixture.row(1, "a/b/c/64K", 12.5, 0.25));
    List<HistoryRow> second = List.of(HistoryFixture.row(2, "a/b/c,d\"/64K", 1e-7, Double.NaN));
    HistoryFile.append(file, first);
    HistoryFile.append(file, second);
    assertEquals(List.of(first.get(0), second.get(0)), HistoryFile.read(file));
    assertFalse(Files.exists(folder.resolve("history.csv.tmp")));
  }

  @Test
  void aRunIsSortedByCellAndOlderLinesStayAsTheyAre() throws IOException {
    HistoryFile.append(file, List.of(HistoryFixture.row(9, "z/b/c/64K", 1, Double.NaN)));
    String before = Files.readString(file);
    HistoryFile.append(
        file,
        List.of(
            HistoryFixture.row(1, "y/b/c/64K", 1, Double.NaN),
            HistoryFixture.row(1, "x/b/c/64K", 1, Double.NaN)));
    assertTrue(Files.readString(file).startsWith(before));
    assertEquals(
        List.of("z/b/c/64K", "x/b/c/64K", "y/b/c/64K"),
        HistoryFile.read(file).stream().map(HistoryRow::cell).toList());
  }

  @Test
  void aRunIsAddedOnce() throws IOException {
    List<HistoryRow> rows = List.of(HistoryFixture.row(1, "a/b/c/64K", 1, Double.NaN));
    HistoryFile.append(file, rows);
    String before = Files.readString(file);
    var e = assertThrows(IllegalArgumentException.class, () -> HistoryFile.append(file, rows));
    assertTrue(e.getMessage().contains("found run-1"), e.getMessage());
    assertEquals(before, Files.readString(file));
  }

  @Test
  void aFileCutOffAtAnyPlaceIsRefusedAndLeftAlone() throws IOException {
    HistoryFile.append(file, List.of(HistoryFixture.row(1, "a/b/c/64K", 1, Double.NaN)));
    HistoryFile.append(file, List.of(HistoryFixture.row(2, "a/b/c/64K", 1, Double.NaN)));
    String whole = Files.readString(file);
    for (int length = 0; length < whole.length(); length++) {
      if (length > 0 && whole.charAt(length - 1) == '\n') {
        continue;
      }
      String part = whole.substring(0, length);
      Files.writeString(file, part);
      assertThrows(
          ResultFormatException.class,
          () ->
              HistoryFile.append(file, List.of(HistoryFixture.row(3, "a/b/c/64K", 1, Double.NaN))),
          "cut at " + length);
      assertEquals(part, Files.readString(file));
    }
  }

  @Test
  void aBadFieldIsNamedWithItsLine() throws IOException {
    HistoryFile.append(file, List.of(HistoryFixture.row(1, "a/b/c/64K", 1, Double.NaN)));
    String good = Files.readString(file);
    refused(good.replace("lower,1,", "lower,NaN,"), "history.csv line 2");
    refused(good.replace("lower,1,", "lower,-1,"), "above 0");
    refused(good.replace("lower,1,", "sideways,1,"), "sideways");
    refused(good.replace("2026-01-02T00:00:00Z", "yesterday"), "yesterday");
    refused(good.replace("lower,1,", "lower,1,1,"), "13 fields, found 14");
    refused(good.replace("score", "points"), "the columns score");
    refused(good.replace("a/b/c", "\"a/b/c"), "closing quote");
  }

  private void refused(String text, String message) throws IOException {
    Files.writeString(file, text);
    var e = assertThrows(ResultFormatException.class, () -> HistoryFile.read(file));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }
}
