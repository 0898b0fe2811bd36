package dev.dirtybench.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastLinesTest {
  @Test
  void leavesStackFramesAndBlanksOut() {
    Deque<String> last = new ArrayDeque<>();
    for (String line :
        List.of(
            "one", "", "java.lang.Error: two", "\tat a.B.c(B.java:1)", "  ... 5 more", "three")) {
      LastLines.keep(last, line, 2);
    }
    assertEquals(List.of("java.lang.Error: two", "three"), List.copyOf(last));
  }
}
