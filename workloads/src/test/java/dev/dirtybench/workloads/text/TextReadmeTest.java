package dev.dirtybench.workloads.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.read.ReaderSetting;
import dev.dirtybench.workloads.read.Times;
import dev.dirtybench.workloads.read.TraceReader;
import dev.dirtybench.workloads.read.TraceReaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The README's table of text forms is what the readers say of themselves, and its lines are theirs.
 */
class TextReadmeTest {
  /** What must stand round a line to make a file of it. */
  private static final Map<String, String> BEFORE =
      Map.of(
          "fio", "fio version 3 iolog\n",
          "biosnoop", "TIME(s) COMM PID DISK T SECTOR BYTES LAT(ms)\n");

  private static final Map<String, String> BEHIND =
      Map.of("nbdkit", "\n2026-11-22 18:14:47.113879 connection=2 ...Write id=1 return=0");

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"), StandardCharsets.UTF_8);
  }

  private static List<TraceReader> readers() {
    return TraceReaders.all().stream()
        .filter(reader -> reader.getClass().getPackage() == TextReadmeTest.class.getPackage())
        .toList();
  }

  @Test
  void itHasARowWithALineThatIsReadForEveryForm() throws IOException {
    String text = readme();
    for (TraceReader reader : readers()) {
      String times = reader.times() == Times.CLOCK ? "clock" : "since start";
      Pattern row =
          Pattern.compile(
              Pattern.quote("| `" + reader.format() + "` | " + reader.summary() + " | ")
                  + "[^|]+"
                  + Pattern.quote(" | " + times + " | ")
                  + "`([^`]+)` \\|");
      Matcher matcher = row.matcher(text);
      assertTrue(matcher.find(), () -> "README.md needs a row like " + row);
      WriteTrace trace =
          TextTraces.read(
              reader.format(),
              BEFORE.getOrDefault(reader.format(), "")
                  + matcher.group(1)
                  + BEHIND.getOrDefault(reader.format(), ""));
      assertEquals(1, trace.markCount(), matcher.group(1));
    }
  }

  @Test
  void itHasARowForEverySetting() throws IOException {
    String text = readme();
    for (TraceReader reader : readers()) {
      for (ReaderSetting setting : reader.settings()) {
        String values =
            setting.values().stream()
                .map(value -> '`' + value + '`')
                .collect(Collectors.joining(", "));
        String row =
            String.join(
                " | ",
                "| `" + setting.name() + '`',
                '`' + reader.format() + '`',
                values,
                setting.meaning() + " |");
        assertTrue(text.contains(row), () -> "README.md needs the row " + row);
        assertEquals(setting.values().get(0), setting.defaultValue());
      }
    }
  }

  @Test
  void itsCountOfGranulesIsThatOfTheRecording() throws IOException {
    int granules =
        TextTraces.granules(TextTraces.sample("bt.qemu-trace.log.gz"), 64 << 10).cardinality();
    assertTrue(readme().contains(granules + " of the 1,658 dirty granules"), "" + granules);
  }
}
