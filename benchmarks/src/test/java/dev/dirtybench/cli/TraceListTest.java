package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TraceListTest {
  @Test
  void splitsNamesAtCommas() {
    assertEquals(List.of("postgres", "a/b.csv"), TraceList.split(List.of("postgres,a/b.csv")));
  }

  @Test
  void keepsAGeneratorsSettingsTogether() {
    assertEquals(
        List.of("postgres", "uniform:size=1G,seed=2", "zipf:size=1G", "sqlite"),
        TraceList.split(List.of("postgres,uniform:size=1G,seed=2,zipf:size=1G,sqlite")));
  }

  @Test
  void namesEachTraceOnce() {
    assertEquals(List.of("a", "b"), TraceList.split(List.of("a,b", "b")));
  }
}
