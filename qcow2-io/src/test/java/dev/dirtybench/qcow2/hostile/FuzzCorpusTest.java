package dev.dirtybench.qcow2.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.qcow2.hostile.ImageExerciser.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fuzzing has found stays mended, and the seeds of fuzzing are good. */
class FuzzCorpusTest {
  /** Runs one input. */
  @FunctionalInterface
  interface Target {
    void run(byte[] input) throws IOException;
  }

  static Stream<String> seeds() {
    return SeedImages.names().stream();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aSeedImageIsUsedAndWhole(String seed) throws IOException {
    byte[] image = SeedImages.read(seed);
    assertEquals(Outcome.OPENED, ImageExerciser.read(image));
    int exitCode = ImageExerciser.check(image).exitCode();
    assertEquals(seed.equals("mixed") || seed.equals("in-use") ? exitCode : 0, exitCode);
    ImageFuzzTarget.fuzzerTestOneInput(image);
    StructuresFuzzTarget.fuzzerTestOneInput(image);
  }

  static List<Path> imageFinds() {
    return inputs("image");
  }

  static List<Path> changeFinds() {
    return inputs("changes");
  }

  static List<Path> structureFinds() {
    return inputs("structures");
  }

  @ParameterizedTest
  @MethodSource("imageFinds")
  void aFindIsRefusedOrUsedByNow(Path find) throws IOException {
    run(find, ImageFuzzTarget::fuzzerTestOneInput);
  }

  @ParameterizedTest
  @MethodSource("changeFinds")
  void aFoundChangeIsRefusedOrUsedByNow(Path find) throws IOException {
    run(find, ChangedImageFuzzTarget::fuzzerTestOneInput);
  }

  @ParameterizedTest
  @MethodSource("structureFinds")
  void foundStructuresAreRefusedOrStayTheSameByNow(Path find) throws IOException {
    run(find, StructuresFuzzTarget::fuzzerTestOneInput);
  }

  private static void run(Path find, Target target) throws IOException {
    target.run(Files.readAllBytes(find));
  }

  private static List<Path> inputs(String folder) {
    URL found = FuzzCorpusTest.class.getResource("corpus/" + folder);
    if (found == null) {
      throw new IllegalStateException("the test resources corpus/" + folder + " are missing");
    }
    try (Stream<Path> files = Files.list(Path.of(found.toURI()))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
