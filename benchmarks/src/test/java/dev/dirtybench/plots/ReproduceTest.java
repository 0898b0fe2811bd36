package dev.dirtybench.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/reproduce}, but for the measuring. */
class ReproduceTest {
  private static final String MANIFEST =
      """
      {"schemaVersion": 1, "profile": "smoke", "seed": 7, "git": {"sha": "0123456789abcdef"},
       "jdk": {"version": "17.0.1+2"}, "backends": [{"name": "hbitmap"}, {"name": "roaring"}],
       "options": %s}
      """;

  @TempDir Path folder;

  @BeforeEach
  void needsPython() {
    PlotScript.requirePython();
  }

  private PlotScript dryRun(String options) throws Exception {
    Files.writeString(folder.resolve("manifest.json"), String.format(MANIFEST, options));
    Files.writeString(folder.resolve("jmh.json"), "[]");
    return PlotScript.run("reproduce", folder, "--dry-run", "--jvm", "/opt/a jdk/bin/java");
  }

  @Test
  void takesOverOptionsAndFillsInWhatWasLeftToDefaults() throws Exception {
    PlotScript script =
        dryRun("[\"bench\", \"--traces\", \"postgres\", \"--out\", \"/x\", \"--granularity=4K\"]");
    assertEquals(0, script.exit(), script.err().toString());
    String command = script.err().get(script.err().size() - 1);
    assertTrue(
        command.contains(
            "bench --traces postgres --granularity 4K --profile smoke --seed 7"
                + " --backends hbitmap\\,roaring --yardsticks usual --jvm /opt/a\\ jdk/bin/java --out "),
        command);
    assertTrue(script.err().get(0).contains("of commit 0123456789ab"), script.err().get(0));
  }

  @Test
  void keepsWhatWasGiven() throws Exception {
    PlotScript script =
        dryRun(
            "[\"bench\", \"--seed\", \"3\", \"--profile\", \"quick\", \"--backends\", \"bitset\"]");
    String command = script.err().get(script.err().size() - 1);
    assertTrue(command.contains("bench --seed 3 --profile quick --backends bitset --jvm"), command);
  }

  @Test
  void refusesWhatCannotBeRunAgainInOneLine() throws Exception {
    assertRefused(dryRun("[\"bench\", \"--traces\", \".../mine.csv\"]"), "only the end is kept");
    assertRefused(dryRun("[\"replay\", \"postgres\"]"), "expected a run of dirtybench bench");
    Files.delete(folder.resolve("jmh.json"));
    assertRefused(PlotScript.run("reproduce", folder), "expected jmh.json");
    Files.writeString(folder.resolve("manifest.json"), "{\"schemaVersion\": 2}");
    assertRefused(PlotScript.run("reproduce", folder), "expected schemaVersion 1, found 2");
    assertRefused(PlotScript.run("reproduce", folder.resolve("no")), "expected a run folder");
    assertRefused(PlotScript.run("reproduce"), "expected a run folder");
    assertRefused(PlotScript.run("reproduce", folder, "--fast"), "unknown option --fast");
  }

  private static void assertRefused(PlotScript script, String why) {
    assertEquals(2, script.exit(), script.err().toString());
    assertEquals(1, script.err().size(), script.err().toString());
    assertTrue(script.err().get(0).contains(why), script.err().get(0));
  }
}
