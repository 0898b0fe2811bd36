package dev.dirtybench.benchmarks.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Pollution;
import dev.dirtybench.benchmarks.pass.Windows;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of every backend, on traces of several shapes, as a run checks them. */
class PassesAgreeWithTheOracleTest {
  private static final List<String> TRACES =
      List.of(
          "sequential:size=64M,operations=300,seed=1",
          "uniform:size=64M,operations=700,seed=2",
          "extents:size=64M,operations=90,seed=3",
          "alternating:size=64M,operations=200");

  static Stream<String> backends() {
    return Backends.load().keepers().stream();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void onEveryTraceAndGranularity(String backend) throws Exception {
    check(backend, Arrays.asList(Operation.values()), Windows.DEFAULT);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void overWindowsOfEveryKind(String backend) throws Exception {
    for (String windows : List.of("1", "3", "4", "1000", "77ops", "10ms")) {
      check(backend, List.of(Operation.CYCLE), Windows.parse(windows));
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void afterOthersHaveGoneBefore(String backend) throws Exception {
    BitmapProvider provider = Backends.load().require(backend);
    List<Operation> operations =
        List.of(Operation.SET, Operation.MERGE, Operation.CYCLE, Operation.SCAN_WORDS);
    var expected = new ByteArrayOutputStream();
    var found = new ByteArrayOutputStream();
    new Verifier(stream(expected), Windows.DEFAULT)
        .oracle(TRACES.get(1), Granularity.DEFAULT, operations);
    new Verifier(stream(found), Windows.DEFAULT, List.of(Pollution.values()))
        .backend(provider, TRACES.get(1), Granularity.DEFAULT, operations);
    assertEquals(expected.toString(StandardCharsets.UTF_8), found.toString(StandardCharsets.UTF_8));
  }

  private static void check(String backend, List<Operation> asked, Windows windows)
      throws Exception {
    BitmapProvider provider = Backends.load().require(backend);
    List<Operation> operations =
        asked.stream()
            .filter(
                operation ->
                    !operation.needsNativeFormat()
                        || provider.capabilities().contains(Capability.NATIVE_FORMAT))
            .toList();
    for (String trace : TRACES) {
      for (String size : List.of("4K", "64K")) {
        Granularity granularity = Granularity.parse(size);
        var expected = new ByteArrayOutputStream();
        var found = new ByteArrayOutputStream();
        new Verifier(stream(expected), windows).oracle(trace, granularity, operations);
        new Verifier(stream(found), windows).backend(provider, trace, granularity, operations);
        String text = expected.toString(StandardCharsets.UTF_8);
        assertEquals(text, found.toString(StandardCharsets.UTF_8));
        assertEquals(operations.size(), text.lines().count());
        text.lines().forEach(line -> assertFalse(Judgement.ofLine(line).digest().isEmpty()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void onImagesOfRandomBits(String backend) throws Exception {
    List<Operation> operations =
        Arrays.stream(Operation.values()).filter(Operation::needsImage).toList();
    for (String bits : List.of("bits-4K-0", "bits-200K-0.01", "bits-64K-0.5", "bits-8-1")) {
      var expected = new ByteArrayOutputStream();
      var found = new ByteArrayOutputStream();
      new Verifier(stream(expected), Windows.DEFAULT).oracle(bits, Granularity.DEFAULT, operations);
      new Verifier(stream(found), Windows.DEFAULT)
          .backend(Backends.load().require(backend), bits, Granularity.DEFAULT, operations);
      String text = expected.toString(StandardCharsets.UTF_8);
      assertEquals(text, found.toString(StandardCharsets.UTF_8));
      assertEquals(operations.size(), text.lines().count());
      text.lines().forEach(line -> assertFalse(Judgement.ofLine(line).digest().isEmpty()));
    }
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
