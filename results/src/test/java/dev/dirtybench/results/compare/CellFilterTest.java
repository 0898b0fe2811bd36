package dev.dirtybench.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellFilterTest {
  private static final Map<String, String> CELL =
      Map.of("operation", "scan-words", "trace", "postgres", "backend", "hbitmap");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                             | true",
        "trace:postgres                                 | true",
        "trace:sqlite                                   | false",
        "trace:postgres backend:hbitmap                 | true",
        "trace:postgres AND backend:roaring             | false",
        "trace:sqlite OR backend:hbitmap                | true",
        "-trace:sqlite                                  | true",
        "-trace:postgres                                | false",
        "-(trace:postgres backend:roaring)              | true",
        "operation:(set OR scan-words)                  | true",
        "operation:(set OR merge)                       | false",
        "operation:scan-*                               | true",
        "operation:scan                                 | false",
        "operation:/^scan-w.*s$/                        | true",
        "operation:/merge/                              | false",
        "(trace:sqlite OR trace:postgres) -backend:noop | true",
        "trace:sqlite OR trace:postgres backend:noop    | false",
        "granularity:64K                                | false",
        "-granularity:64K                               | true"
      })
  void choosesCells(String filter, boolean taken) {
    assertEquals(taken, CellFilter.parse(filter).test(CELL), filter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"trace", "(trace:a", "trace:a)", "OR", "-", "operation:(a OR b", ":x", "a:/(/"})
  void refusesWhatIsNoFilter(String filter) {
    assertThrows(IllegalArgumentException.class, () -> CellFilter.parse(filter));
  }

  @Test
  void saysWhatItExpected() {
    var e = assertThrows(IllegalArgumentException.class, () -> CellFilter.parse("trace:a b"));
    assertEquals("filter \"trace:a b\": expected key:value, found \"b\"", e.getMessage());
  }
}
