package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the READMEs show of {@code dirtybench trace} is what it prints. */
class TraceReadmeTest {
  private static final String PROMPT = "$ scripts/dirtybench ";

  /** Stands for lines that are left out. */
  private static final String LEFT_OUT = "[...]";

  private static final Pattern BLOCK =
      Pattern.compile("^```\\w*\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir Path folder;

  @Test
  void itsExamplesPrintWhatItShows() throws IOException {
    int examples = 0;
    for (Path readme : List.of(Path.of("../workloads/README.md"), Path.of("../README.md"))) {
      Matcher block = BLOCK.matcher(Files.readString(readme, StandardCharsets.UTF_8));
      while (block.find()) {
        for (String example : block.group(1).split("(?m)^(?=\\$ )")) {
          if (example.startsWith(PROMPT + "trace ")) {
            check(example);
            examples++;
          }
        }
      }
    }
    assertTrue(examples >= 5, "found " + examples + " examples");
  }

  private void check(String example) {
    int end = example.indexOf('\n');
    List<Object> words = new ArrayList<>();
    Matcher word = WORD.matcher(example.substring(PROMPT.length(), end));
    while (word.find()) {
      String text = word.group(1) != null ? word.group(1) : word.group(2);
      boolean file = text.matches("[a-z0-9-]+\\.(csv|csv\\.gz|svg|dbt)");
      words.add(file ? folder.resolve(text) : text);
    }
    String out = Call.done(words.toArray()).out().stripTrailing();
    int at = 0;
    for (String part : example.substring(end + 1).split(Pattern.quote(LEFT_OUT))) {
      String expected = part.strip();
      int found = out.indexOf(expected, at);
      assertTrue(found >= 0, () -> example + "\nprints\n" + out);
      at = found + expected.length();
    }
  }
}
