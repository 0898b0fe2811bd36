package dev.dirtybench.workloads.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.read.ReadOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file holds, a reader gives a trace or an error with a place, and nothing else. */
class HostileTextTest {
  private static final long SEED = 20261122;
  private static final int MUTANTS = 300;

  private static Stream<String> formats() {
    return Samples.all().keySet().stream();
  }

  private static byte[] sample(String format) {
    return Samples.all().get(format).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Whether it was a trace; fails on any exception but the one that readers may throw. */
  private static boolean isTrace(byte[] bytes, String format, String what) throws IOException {
    try {
      TextTraces.read(bytes, format, TextTraces.device("all"));
      return true;
    } catch (TraceFormatException e) {
      assertTrue(e.getMessage().contains(": expected "), () -> what + ": " + e.getMessage());
      return false;
    } catch (RuntimeException e) {
      throw new AssertionError(format + " " + what, e);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void survivesEveryTruncation(String format) throws IOException {
    byte[] whole = sample(format);
    for (int length = 0; length < whole.length; length++) {
      isTrace(Arrays.copyOf(whole, length), format, "cut to " + length + " bytes");
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void survivesRandomBytes(String format) throws IOException {
    Random random = new Random(SEED);
    byte[] whole = sample(format);
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = whole.clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
      }
      isTrace(mutant, format, "seed " + SEED + " mutant " + i);
    }
    for (int i = 0; i < MUTANTS; i++) {
      byte[] garbage = new byte[random.nextInt(300)];
      random.nextBytes(garbage);
      isTrace(garbage, format, "seed " + SEED + " garbage " + i);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void refusesGarbageAndNamesTheLine(String format) {
    List<String> garbage =
        List.of("\u00ff\u00fe\u0080 ,\u0000", "?,?,?,?,?,?,?", "-", "? ? ? ? ? ? ? ? ? ? ? ?", ",");
    for (String line : garbage) {
      byte[] bytes =
          (Samples.all().get(format) + line + "\n").getBytes(StandardCharsets.ISO_8859_1);
      TraceFormatException e =
          assertThrows(
              TraceFormatException.class,
              () -> TextTraces.read(bytes, format, TextTraces.device("all")),
              line);
      long lines = Samples.all().get(format).lines().count() + 1;
      assertEquals("line " + lines, e.place());
      assertEquals(format + ".txt", e.file());
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void refusesNumbersOutOfRange(String format) throws IOException {
    List<UnaryOperator<String>> changes =
        List.of(
            number -> "-" + number,
            number -> "+" + number,
            number -> number + "x",
            number -> "9223372036854775807",
            number -> "9223372036854775808",
            number -> "18446744073709551615",
            number -> "99999999999999999999999999",
            number -> "",
            number -> "0x7fffffffffffffff",
            number -> "1e9");
    String whole = Samples.all().get(format);
    int refused = 0;
    for (UnaryOperator<String> change : changes) {
      var numbers = java.util.regex.Pattern.compile("[0-9]+").matcher(whole);
      while (numbers.find()) {
        String text =
            whole.substring(0, numbers.start())
                + change.apply(numbers.group())
                + whole.substring(numbers.end());
        refused += isTrace(text.getBytes(StandardCharsets.ISO_8859_1), format, text) ? 0 : 1;
      }
    }
    // Most numbers are of reads, processes and the like, which nobody looks at.
    assertTrue(refused >= 2 * changes.size(), format + ": refused only " + refused);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void refusesALineWithoutEndInBoundedMemory(String format) {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return '1';
          }

          @Override
          public int read(byte[] target, int from, int length) {
            Arrays.fill(target, from, from + length, (byte) '1');
            return length;
          }
        };
    TraceFormatException e =
        assertThrows(
            TraceFormatException.class,
            () ->
                TextTraces.read(
                    new SequenceInputStream(new ByteArrayInputStream(sample(format)), endless),
                    "endless",
                    format,
                    ReadOptions.DEFAULT));
    assertEquals("a line of at most 4096 bytes", e.expected());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void readsItsSampleWithEitherLineEndAndBlankLines(String format) throws IOException {
    String text = Samples.all().get(format);
    var plain = TextTraces.rows(TextTraces.read(sample(format), format, ReadOptions.DEFAULT));
    assertEquals(1, plain.size());
    for (String other : List.of(text.replace("\n", "\r\n"), text + "\n\n", text.stripTrailing())) {
      byte[] bytes = other.getBytes(StandardCharsets.ISO_8859_1);
      assertEquals(
          plain, TextTraces.rows(TextTraces.read(bytes, format, ReadOptions.DEFAULT)), other);
    }
  }
}
