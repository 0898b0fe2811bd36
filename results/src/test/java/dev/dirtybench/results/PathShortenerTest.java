package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathShortenerTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "/home/somebody/runs, .../runs",
        "--out=/home/somebody/runs, --out=.../runs",
        "-cp /a/b.jar:/c/d/e.jar, -cp .../b.jar:.../e.jar",
        "-javaagent:/opt/x/agent.jar=port, -javaagent:.../agent.jar=port",
        "read '/tmp/a b', read '.../a b'",
        "/runs, .../runs",
        "//double/slash/runs, //double/slash/runs",
        "C:\\Users\\Somebody\\runs, .../runs",
        "-Dx=D:\\runs\\a.csv, -Dx=.../a.csv"
      })
  void cutsPathsToTheirLastPart(String text, String shortened) {
    assertEquals(shortened, PathShortener.shorten(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--add-opens java.base/java.nio=ALL-UNNAMED",
        "https://example.org/a/b.csv",
        "set/hbitmap/guest/64K",
        "results/runs",
        "1 / 2",
        "ops/s",
        ""
      })
  void leavesTheRestAlone(String text) {
    assertEquals(text, PathShortener.shorten(text));
  }
}
