package dev.dirtybench.benchmarks.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JarSelectionTest {
  private static final JarListing LISTING =
      new JarListing(
          Path.of("x.jar"),
          List.of(
              entry(
                  "org.sample.Sort.ints",
                  Map.of("size", List.of("1", "2"), "order", List.of("up"))),
              entry("org.sample.Hash.bytes", Map.of())));

  private static JarListing.Entry entry(String name, Map<String, List<String>> parameters) {
    return new JarListing.Entry(name, "avgt", parameters);
  }

  private static List<String> ids(JarSelection selection) {
    return selection.of(LISTING).stream().map(JarBenchmark::id).toList();
  }

  private static String refusal(JarSelection selection, JarListing listing) {
    return assertThrows(IllegalArgumentException.class, () -> selection.of(listing)).getMessage();
  }

  @Test
  void allBenchmarksAreCrossedWithAllValues() {
    assertEquals(
        List.of(
            "org.sample.Sort.ints/avgt/order=up/size=1",
            "org.sample.Sort.ints/avgt/order=up/size=2",
            "org.sample.Hash.bytes/avgt"),
        ids(JarSelection.of(null, List.of())));
  }

  @Test
  void theExpressionIsFoundAnywhereInTheName() {
    assertEquals(
        List.of("org.sample.Hash.bytes/avgt"), ids(JarSelection.of("Hash|Tree", List.of())));
    assertEquals(List.of(), ids(JarSelection.of("^Hash", List.of())));
  }

  @Test
  void givenValuesReplaceTheBenchmarksOwn() {
    assertEquals(
        List.of(
            "org.sample.Sort.ints/avgt/order=up/size=10",
            "org.sample.Sort.ints/avgt/order=up/size=20"),
        ids(JarSelection.of("Sort", List.of("size=10,20"))));
  }

  @Test
  void aParameterThatNoBenchmarkHasIsNamed() {
    JarSelection selection = JarSelection.of(null, List.of("sise=10"));
    List<JarBenchmark> chosen = selection.of(LISTING);
    String message =
        assertThrows(IllegalArgumentException.class, () -> selection.requireUsed(chosen))
            .getMessage();
    assertTrue(message.contains("sise"), message);
  }

  @Test
  void aParameterWithoutValuesMustBeGivenOne() {
    JarListing blank =
        new JarListing(
            Path.of("x.jar"),
            List.of(entry("org.sample.A.b", Map.of("file", List.of("blank_blank_blank_2014")))));
    String message = refusal(JarSelection.of(null, List.of()), blank);
    assertTrue(message.contains("-p file=VALUE"), message);
    assertEquals(1, JarSelection.of(null, List.of("file=x")).of(blank).size());
  }

  @Test
  void aValueWithACommaIsRefusedBecauseJmhWouldTakeItForTwo() {
    JarListing comma =
        new JarListing(
            Path.of("x.jar"), List.of(entry("org.sample.A.b", Map.of("list", List.of("1,2")))));
    String message = refusal(JarSelection.of(null, List.of()), comma);
    assertTrue(message.contains("\"1,2\""), message);
    assertEquals(List.of(), JarSelection.of("other", List.of()).of(comma));
  }

  @Test
  void malformedParametersAreRefused() {
    for (List<String> bad : List.of(List.of("size"), List.of("=1"), List.of("a=1", "a=2"))) {
      assertThrows(IllegalArgumentException.class, () -> JarSelection.of(null, bad));
    }
  }
}
