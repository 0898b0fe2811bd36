package dev.dirtybench.benchmarks.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.benchmarks.foreign.JarBenchmark;
import dev.dirtybench.benchmarks.run.TargetJvm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForkPaceTest {
  private static final GateArm ARM = new GateArm("new", "new.jar", null, 0);

  private static List<String> command(String mode, String jvmArguments) {
    JarBenchmark benchmark = new JarBenchmark("org.A.b", mode, Map.of("size", "1"));
    return new JarCell(benchmark, jvmArguments, ForkPace.FOREIGN)
        .command(ARM, new TargetJvm("java", Map.of()), ForkPace.FOREIGN, Path.of("r.json"));
  }

  @Test
  void iterationsAreReadFromText() {
    assertEquals(
        new ForkPace(1, 2000, 7, 50), ForkPace.OWN.withWarmup("1x2s").withIterations("7x50ms"));
    assertEquals(0, ForkPace.OWN.withWarmup("0x1ms").warmups());
    for (String bad : List.of("3", "x5ms", "3x5", "0x5ms", "3x0ms", "3x5h")) {
      assertThrows(IllegalArgumentException.class, () -> ForkPace.OWN.withIterations(bad), bad);
    }
  }

  @Test
  void aForkOfAForeignBenchmarkIsExactlyThatBenchmark() {
    List<String> words = command("avgt", null);
    assertEquals(List.of("java", "-cp", "new.jar", "org.openjdk.jmh.Main"), words.subList(0, 4));
    assertTrue("org.A.b".matches(words.get(4)));
    assertEquals(List.of("-bm", "avgt", "-p", "size=1"), words.subList(5, 9));
    assertTrue(!words.contains("-jvmArgs"), "the annotations' own flags stay");
  }

  @Test
  void flagsAreReplacedOnlyWhereTheyAreGiven() {
    List<String> words = command("avgt", "-Xmx1g -XX:+UseSerialGC");
    assertEquals("-Xmx1g -XX:+UseSerialGC", words.get(words.indexOf("-jvmArgs") + 1));
  }

  @Test
  void singleShotsAreTakenMoreOften() {
    List<String> words = command("ss", null);
    assertEquals("20", words.get(words.indexOf("-i") + 1));
    assertEquals("5", command("avgt", null).get(words.indexOf("-i") + 1));
  }
}
