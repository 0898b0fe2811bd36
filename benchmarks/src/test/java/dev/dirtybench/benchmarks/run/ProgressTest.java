package dev.dirtybench.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void isALineForEachStepElsewhere() {
    steps(Progress.Style.PLAIN);
    List<String> lines = text().lines().toList();
    assertEquals(3, lines.size());
    assertTrue(lines.get(0).startsWith("[1/2] set a  3 ns"), lines.get(0));
    assertEquals("a word", lines.get(1));
    assertTrue(lines.get(2).endsWith("(0 s left)"), lines.get(2));
    assertFalse(text().contains("\u001b"));
  }

  @Test
  void isWrittenOverOnATerminal() {
    steps(Progress.Style.TERMINAL);
    assertEquals(1, text().lines().filter(line -> line.endsWith("a word")).count());
    assertTrue(text().contains("[2/2] set b"), text());
    assertTrue(text().endsWith("\r\u001b[2K"), "the last step is removed");
  }

  private void steps(Progress.Style style) {
    Progress progress = new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), style);
    progress.start(2, Duration.ofSeconds(10));
    progress.begin("set a");
    progress.end("set a", "3 ns");
    progress.say("a word");
    progress.begin("set b");
    progress.end("set b", "4 ns");
    progress.clear();
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
