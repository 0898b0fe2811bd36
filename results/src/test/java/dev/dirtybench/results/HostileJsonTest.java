package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are no JMH results, or no longer: each is refused, with file, place and reason. */
class HostileJsonTest {
  @TempDir Path folder;

  private ResultFormatException refusal(byte[] content) throws IOException {
    Path file = folder.resolve("hostile.json");
    Files.write(file, content);
    ResultFormatException refused =
        assertThrows(ResultFormatException.class, () -> JmhJson.read(file));
    assertEquals("hostile.json", refused.file());
    assertTrue(refused.getMessage().startsWith("hostile.json: "), refused.getMessage());
    assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
    assertTrue(refused.getMessage().length() < 400, refused.getMessage());
    return refused;
  }

  private static String entry(String unit, String rawData) {
    return "[{\"benchmark\":\"b\",\"mode\":\"avgt\",\"primaryMetric\":{\"scoreUnit\":"
        + unit
        + ",\"rawData\":"
        + rawData
        + "}}]";
  }

  private static String histogram(String iterations) {
    return entry("\"ns/op\"", "null")
        .replace("\"rawData\":null", "\"rawDataHistogram\":" + iterations);
  }

  static Stream<Arguments> documents() {
    String metric = "\"primaryMetric\":{\"scoreUnit\":\"ns/op\",\"rawData\":[[1]]}";
    String named = "\"benchmark\":\"b\",\"mode\":\"avgt\"," + metric;
    String again = "\"gc\":{\"scoreUnit\":\"B\",\"rawData\":[[1]]}";
    return Stream.of(
        arguments("", "", "found an empty file"),
        arguments("null", "", "expected an array, found null"),
        arguments("\"text\"", "", "expected an array, found \"text\""),
        arguments("[1]", "/0", "expected an object, found 1"),
        arguments("[{}]", "/0/primaryMetric", "expected an object, found nothing"),
        arguments("[{" + metric + "}]", "/0/benchmark", "expected a string"),
        arguments("[{\"benchmark\":\" \"," + metric + "}]", "/0/benchmark", "not blank"),
        arguments("[{\"benchmark\":7," + metric + "}]", "/0/benchmark", "found 7"),
        arguments("[{\"benchmark\":\"b\"," + metric + "}]", "/0/mode", "found nothing"),
        arguments("[{" + named + ",\"threads\":0}]", "/0/threads", "a whole number from 1"),
        arguments("[{" + named + ",\"threads\":1.5}]", "/0/threads", "found 1.5"),
        arguments("[{" + named + ",\"threads\":99999999999}]", "/0/threads", "found 99999999999"),
        arguments("[{" + named + ",\"params\":[]}]", "/0/params", "found an empty array"),
        arguments("[{" + named + ",\"params\":{\"a/b\":1}}]", "/0/params/a~1b", "found 1"),
        arguments("[{" + named + ",\"secondaryMetrics\":3}]", "/0/secondaryMetrics", "found 3"),
        arguments(
            "[{"
                + named
                + ",\"secondaryMetrics\":{"
                + again
                + ","
                + again.replace("gc", "\u00b7gc")
                + "}}]",
            "/0/secondaryMetrics/\u00b7gc",
            "found \"gc\" again"),
        arguments(entry("null", "[[1]]"), "/0/primaryMetric/scoreUnit", "found null"),
        arguments(entry("\"ns/op\"", "null"), "/0/primaryMetric/rawData", "expected an array"),
        arguments(entry("\"ns/op\"", "[]"), "/0/primaryMetric/rawData", "no fork"),
        arguments(entry("\"ns/op\"", "[[1],[]]"), "/0/primaryMetric/rawData", "without values"),
        arguments(entry("\"ns/op\"", "[1]"), "/0/primaryMetric/rawData/0", "found 1"),
        arguments(entry("\"ns/op\"", "[[[]]]"), "/0/primaryMetric/rawData/0/0", "an empty array"),
        arguments(entry("\"ns/op\"", "[[1,\"x\"]]"), "/0/primaryMetric/rawData/0/1", "\"x\""),
        arguments(entry("\"ns/op\"", "[[1e999]]"), "/0/primaryMetric/rawData/0/0", "a number"),
        arguments(entry("\"ns/op\"", "[[1E2642205982]]"), "/0/primaryMetric/rawData/0", "Exponent"),
        arguments(
            entry("\"ns/op\"", "[[1E-2642205982]]"), "/0/primaryMetric/rawData/0", "Exponent"),
        arguments(
            entry("\"ns/op\"", "[[1E2147483647]]"), "/0/primaryMetric/rawData/0/0", "a number"),
        arguments(entry("\"ns/op\"", "[[true]]"), "/0/primaryMetric/rawData/0/0", "found true"),
        arguments(entry("\"ns/op\"", "[[NaN]]"), "/0/primaryMetric/rawData/0", "valid JSON"),
        arguments(
            entry("\"ns/op\"", "[[\"" + "y".repeat(9000) + "\"]]"),
            "/0/primaryMetric/rawData/0/0",
            "yyy..."),
        arguments(histogram("[[[[1,2,3]]]]"), "/0/primaryMetric/rawDataHistogram/0/0/0", "3 elem"),
        arguments(histogram("[[[[1,0]]]]"), "/0/primaryMetric/rawDataHistogram/0/0/0/1", "found 0"),
        arguments(histogram("[[[]]]"), "/0/primaryMetric/rawDataHistogram/0/0", "one value"),
        arguments("[] []", "", "found more at line 1, column 5"),
        arguments("[{\"mode\":\"a\",\"mode\":\"b\"}]", "/0/mode", "uplicate"),
        arguments("[{\"mode\":\"a\"", "/0/mode", "Unexpected end-of-input"),
        arguments("[{\"mode\":\"a\nb\"}]", "/0/mode", "line 1, column"),
        arguments("[1e]", "/0", "line 1, column"),
        arguments("[".repeat(100_000), "/0", "depth"));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void saysWhereAndWhatIsWrong(String document, String pointer, String message) throws IOException {
    ResultFormatException refused = refusal(document.getBytes(StandardCharsets.UTF_8));
    assertTrue(refused.pointer().startsWith(pointer), refused.getMessage());
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }

  @Test
  void refusesBytesThatAreNotUtf8() throws IOException {
    refusal(new byte[] {'[', '"', (byte) 0xff, (byte) 0xfe, '"', ']'});
    refusal(new byte[] {0, 0, (byte) 0xfe, (byte) 0xff, 0x7f, 0, 0, 0, 1});
  }

  @Test
  void refusesTruncationsOfARealFile() throws IOException {
    byte[] whole = Files.readAllBytes(JmhFiles.OLD);
    int end = whole.length;
    while (whole[end - 1] <= ' ') {
      end--;
    }
    for (int length = end - 1; length >= 0; length -= length > end - 20 ? 1 : 23) {
      refusal(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void readsOrRefusesButNeverBreaksOnChangedBytes() throws IOException {
    byte[] whole = Files.readAllBytes(JmhFiles.OLD);
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Path file = folder.resolve("changed.json");
    for (int round = 0; round < 500; round++) {
      byte[] changed = whole.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, changed);
      try {
        List<JmhResult> accepted = JmhJson.read(file);
        JsonFiles.write(file, JmhJson.merge(accepted));
        assertEquals(accepted.size(), JmhJson.read(file).size(), "seed " + seed);
      } catch (ResultFormatException e) {
        assertEquals("changed.json", e.file(), "seed " + seed + ", round " + round);
      } catch (RuntimeException | IOException e) {
        throw new AssertionError("seed " + seed + ", round " + round, e);
      }
    }
  }
}
