package dev.dirtybench.workloads.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.csv.CsvFiles;
import dev.dirtybench.workloads.generate.GeneratorKey;
import dev.dirtybench.workloads.generate.TraceGenerator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the module's README shows is what the module does. */
class ReadmeTest {
  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"), StandardCharsets.UTF_8);
  }

  @Test
  void itsExampleOfTheFormIsOne() throws IOException {
    String text = readme();
    int start = text.indexOf("block write trace v1") - 2;
    String example = text.substring(start, text.indexOf("```", start));
    byte[] bytes = example.getBytes(StandardCharsets.UTF_8);
    WriteTrace trace = CsvFiles.read(new ByteArrayInputStream(bytes), "README.md");
    assertEquals("example", trace.name());
    assertEquals(List.of("licence: CC0-1.0"), trace.comments());
  }

  @Test
  void itHasARowWithAnExampleThatOpensForEveryKindOfGenerator() throws IOException {
    String text = readme();
    for (TraceGenerator generator : Traces.generators()) {
      String ownKeys =
          generator.keys().subList(4, generator.keys().size()).stream()
              .map(key -> '`' + key.name() + "` (" + key.defaultValue() + ')')
              .collect(Collectors.joining(", "));
      Pattern row =
          Pattern.compile(
              Pattern.quote("| `" + generator.kind() + "` | " + ownKeys + " | ")
                  + "[^|]* \\| `("
                  + generator.kind()
                  + ":[^`]+)` \\|");
      Matcher matcher = row.matcher(text);
      assertTrue(matcher.find(), () -> "README.md needs a row like " + row);
      assertEquals(matcher.group(1), Traces.open(matcher.group(1)).name());
    }
  }

  @Test
  void itHasARowForEveryCommonKey() throws IOException {
    String text = readme();
    for (GeneratorKey key : Traces.generators().get(0).keys().subList(0, 4)) {
      String row = "| `" + key.name() + "` | " + key.defaultValue() + " | " + key.meaning() + " |";
      assertTrue(text.contains(row), () -> "README.md needs the row " + row);
    }
  }
}
