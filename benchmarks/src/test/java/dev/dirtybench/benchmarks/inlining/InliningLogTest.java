package dev.dirtybench.benchmarks.inlining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Pollution;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On parts of what forks of hbitmap printed on two JDKs. */
class InliningLogTest {
  private static final String BITMAP = "dev.dirtybench.spi.Bitmap";
  private static final String MEASURED = "dev.dirtybench.backend.hbitmap.HierarchicalBitmap";
  private static final String OTHER = "dev.dirtybench.backend.agrona.AgronaBitmap";

  private static InliningLog log(int jdk, Operation operation, Pollution pollution)
      throws IOException {
    String name = "jdk-" + jdk + '-' + operation.label() + '-' + pollution.label() + ".txt";
    try (InputStream in = InliningLogTest.class.getResourceAsStream("/inlining/" + name)) {
      assertNotNull(in, name);
      return new InliningLog(
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }

  private static CompiledCall set(int jdk, Pollution pollution) throws IOException {
    return log(jdk, Operation.SET, pollution).last(BITMAP + "::setDirty", "setBits").orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void seesOneReceiverInlined(int jdk) throws IOException {
    CompiledCall call = set(jdk, Pollution.MONO);
    assertEquals(Receivers.ONE, call.receivers());
    assertEquals(List.of(MEASURED), call.targets());
    assertEquals("HierarchicalBitmap inlined", call.outcome());
    assertEquals("dev.dirtybench.benchmarks.pass.SetPass::run", call.compiled());
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void seesTwoReceiversInlined(int jdk) throws IOException {
    CompiledCall call = set(jdk, Pollution.BI);
    assertEquals(Receivers.TWO, call.receivers());
    assertEquals(Set.of(MEASURED, OTHER), call.inlined());
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void seesACallThroughTheTable(int jdk) throws IOException {
    CompiledCall call = set(jdk, Pollution.MEGA);
    assertEquals(Receivers.ANY, call.receivers());
    assertEquals(List.of(BITMAP), call.targets());
    assertEquals("through the table", call.outcome());
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void seesBothSearchesOfAScan(int jdk) throws IOException {
    for (Pollution pollution : Pollution.values()) {
      InliningLog log = log(jdk, Operation.SCAN_EXTENTS, pollution);
      for (String method : List.of("nextSetBit", "nextClearBit")) {
        CompiledCall call = log.last(BITMAP + "::nextExtent", method).orElseThrow();
        assertEquals(Receivers.expected(pollution), call.receivers(), call.toString());
      }
    }
  }

  @Test
  void tellsADirectCallFromAnInlinedOne() {
    InliningLog log =
        log(
            "    784  846    b  4       a.Pass::run (53 bytes)",
            "                              @ 18   a.B::step (9 bytes)   inline (hot)",
            "                                @ 53   a.C::go (104 bytes)   already compiled into a"
                + " big method");
    CompiledCall call = log.last("a.B::step", "go").orElseThrow();
    assertEquals(Receivers.ONE, call.receivers());
    assertEquals("C called directly", call.outcome());
  }

  @Test
  void takesOneOfSeveralReceiversForAFavouredOne() {
    InliningLog log =
        log(
            "    784  846 %  b  4       a.B::step @ 7 (53 bytes)",
            "                              @ 38   a.C::go (97 bytes)   inline (hot)",
            "                               \\-> TypeProfile (5120/5253 counts) = a/C");
    CompiledCall call = log.last("a.B::step", "go").orElseThrow();
    assertEquals(Receivers.ONE_FAVOURED, call.receivers());
    assertEquals("C inlined", call.outcome());
  }

  @Test
  void goesByTheLastCompilationOfC2AndLeavesC1Out() {
    InliningLog log =
        log(
            "      1    1    b  4       a.B::step (53 bytes)",
            "                              @ 38   a.C::go (97 bytes)   inline (hot)",
            "      2    2    b  4       a.B::step (53 bytes)",
            "      2    1       4       a.B::step (53 bytes)   made not entrant",
            "                              @ 38   a.Base::go (0 bytes)   virtual call",
            "      3    3    b  3       a.B::step (53 bytes)",
            "                              @ 38   a.C::go (97 bytes)   inline");
    assertEquals(2, log.compilations());
    assertEquals(Receivers.ANY, log.last("a.B::step", "go").orElseThrow().receivers());
  }

  @Test
  void findsNothingWhereTheCallIsNot() {
    InliningLog log =
        log(
            "# JMH version: 1.37",
            "      1    1    b  4       a.B::step (53 bytes)",
            "                              @ 38   a.C::go (97 bytes)   inline (hot)",
            "                                @ 3   a.D::go (97 bytes)   inline (hot)");
    assertTrue(log.last("a.B::other", "go").isEmpty());
    assertEquals(List.of("a.C"), log.last("a.B::step", "go").orElseThrow().targets());
    assertEquals(0, log("Benchmark  Mode  Cnt").compilations());
  }

  private static InliningLog log(String... lines) {
    return new InliningLog(List.of(lines));
  }
}
