package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvWriterTest {
  private final StringBuilder text = new StringBuilder();
  private final CsvWriter writer = new CsvWriter(List.of("a", "b,c"), text);

  private String row(Object value) throws IOException {
    text.setLength(0);
    writer.row(Map.of("a", value));
    return text.toString();
  }

  @Test
  void quotesNamesOfColumns() throws IOException {
    writer.header();
    assertEquals("a,\"b,c\"\n", text.toString());
  }

  @Test
  void quotesFieldsThatNeedIt() throws IOException {
    assertEquals("plain,\n", row("plain"));
    assertEquals("\"a,b\",\n", row("a,b"));
    assertEquals("\"say \"\"a\"\"\",\n", row("say \"a\""));
    assertEquals("\"two\nlines\",\n", row("two\nlines"));
    assertEquals("\"cr\rhere\",\n", row("cr\rhere"));
    assertEquals("\u00b5s/op,\n", row("\u00b5s/op"));
  }

  @Test
  void writesNumbersThatEveryReaderTakes() throws IOException {
    assertEquals("3,\n", row(3.0));
    assertEquals("-0.125,\n", row(-0.125));
    assertEquals("1.0E300,\n", row(1e300));
    assertEquals("1.0E-9,\n", row(1e-9));
    assertEquals(",\n", row(Double.NaN));
    assertEquals("9223372036854775807,\n", row(Long.MAX_VALUE));
  }

  @Test
  void leavesMissingColumnsEmpty() throws IOException {
    writer.row(Map.of("b,c", "x"));
    assertEquals(",x\n", text.toString());
  }

  @Test
  void refusesUnknownColumns() {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> writer.row(Map.of("d", 1, "a", 2)));
    assertEquals("columns must be among [a, b,c], got [d]", refused.getMessage());
  }

  @Test
  void refusesColumnsOfOneName() {
    List<String> twice = List.of("a", "a");
    assertThrows(IllegalArgumentException.class, () -> new CsvWriter(twice, text));
  }
}
