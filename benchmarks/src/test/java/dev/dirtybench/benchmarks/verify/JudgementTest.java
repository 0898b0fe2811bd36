package dev.dirtybench.benchmarks.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class JudgementTest {
  @Test
  void travelsAsOneLine() {
    Judgement digest = new Judgement("set", "uniform:size=1G,seed=2", "64K", "ab12", null);
    assertEquals(digest, Judgement.ofLine(digest.toLine()));
    Judgement error = new Judgement("set", "postgres", "4K", null, "two\n\tlines");
    assertEquals("two lines", Judgement.ofLine(error.toLine()).error());
  }

  @Test
  void ignoresWhatABackendPrints() {
    assertNull(Judgement.ofLine("Chronicle says hello"));
    assertNull(Judgement.ofLine("judgement\tset"));
  }
}
