package dev.dirtybench.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generated parts of the README. */
class ReadmeTablesTest {
  private static final String LOST =
      """
      ## Results

      | operation | trace | unit | x | peer |
      | --- | --- | --- | ---: | ---: |
      | set | t | ns/write | 3.00 [1.50] | **2.00 [1.00]** \u2020 |

      In brackets: ratio to the best of the row, which is bold.

      ## Known losses

      Peer: peer. In these rows one of them is better than every backend of ours.

      | operation | trace | unit | best of ours | best peer | ratio |
      | --- | --- | --- | --- | --- | --- |
      | set | t | ns/write | x 3.00 | peer 2.00 | 1.50 |

      ## How it was run
      """;

  @TempDir Path folder;

  @BeforeEach
  void needsPython() {
    PlotScript.requirePython();
  }

  @Test
  void areThoseOfTheReferenceRuns() throws Exception {
    PlotScript check = PlotScript.run("readme-tables", "--check");
    assertEquals(List.of(), check.err());
    assertEquals(0, check.exit());
  }

  @Test
  void refuseAnythingButCheckInOneLine() throws Exception {
    PlotScript call = PlotScript.run("readme-tables", "--write");
    assertEquals(2, call.exit());
    assertEquals(1, call.err().size(), call.err().toString());
  }

  @Test
  void knownLossesAreThoseOfEveryReferenceRunWithPeers() throws Exception {
    reference("20260101T000000Z-0123456789ab-full", "25.0.1", LOST);
    reference("20260101T000000Z-0123456789ab-quick", "17.0.1", LOST);
    reference("20260102T000000Z-0123456789ab-standard", "17.0.1", "## Results\n\n| a |\n");
    String losses =
        losses("17", "quick", "20260101T000000Z-0123456789ab-quick")
            + "\n"
            + losses("25", "full", "20260101T000000Z-0123456789ab-full");
    assertFalse(complaints(losses).contains("'losses'"), complaints(losses));
    String stale = losses.replace("1.50", "1.40");
    assertTrue(complaints(stale).contains("README.md: the part 'losses'"), complaints(stale));
  }

  @Test
  void withoutPeersTheSectionSaysHowToMeasureThem() throws Exception {
    reference("20260102T000000Z-0123456789ab-standard", "17.0.1", "## Results\n\n| a |\n");
    assertTrue(complaints("nothing\n").contains("'losses'"), complaints("nothing\n"));
    String how =
        Files.readString(PlotScript.ROOT.resolve("scripts/readme/losses.py")).split("\"\"\"")[3];
    assertFalse(complaints(how).contains("'losses'"), complaints(how));
    assertTrue(how.contains("scripts/bench --profile full"), how);
  }

  @Test
  void theTableIsOfTheRunWithMostRowsNotOfALaterPart() throws Exception {
    Path whole =
        reference("20260101T000000Z-0123456789ab-standard", "17.0.1", "## Results\n\n| a |\n");
    Files.writeString(whole.resolve("summary.csv"), "run_id\nx\nx\n");
    reference("20260102T000000Z-0123456789ab-standard", "17.0.1", "## Results\n\n| b |\n");
    String others = ", others beside it: [JDK 17, standard profile]";
    String table =
        "| a |\n\nJDK 17, 2 cores of M, standard profile; the whole report, its machine and its"
            + " numbers are in\n[results/reference/20260101T000000Z-0123456789ab-standard]"
            + "(results/reference/20260101T000000Z-0123456789ab-standard/report.md)"
            + others
            + "(results/reference/20260102T000000Z-0123456789ab-standard/report.md).\n";
    assertFalse(complaints(table, "").contains("'table'"), complaints(table, ""));
    String stale = table.replace("| a |", "| b |");
    assertTrue(complaints(stale, "").contains("'table'"), complaints(stale, ""));
  }

  private static String losses(String jdk, String profile, String run) {
    return "JDK "
        + jdk
        + ", ["
        + profile
        + " profile](results/reference/"
        + run
        + "/report.md). "
        + LOST.substring(LOST.indexOf("Peer: "), LOST.indexOf("\n## How"));
  }

  private Path reference(String name, String jdk, String report) throws IOException {
    Path run = Files.createDirectories(folder.resolve("results/reference").resolve(name));
    String profile = name.substring(name.lastIndexOf('-') + 1);
    Files.writeString(
        run.resolve("manifest.json"),
        "{\"profile\": \"%s\", \"jdk\": {\"version\": \"%s\"}, \"cpu\": {\"cores\": 2, \"model\": \"M\"}}"
            .formatted(profile, jdk));
    Files.writeString(run.resolve("report.md"), report);
    Files.writeString(run.resolve("summary.csv"), "run_id\n");
    return run;
  }

  private String complaints(String losses) throws Exception {
    return complaints("", losses);
  }

  /** What the script has against a README with these parts, in a checkout of these runs alone. */
  private String complaints(String table, String losses) throws Exception {
    Path scripts = PlotScript.ROOT.resolve("scripts");
    copy(scripts.resolve("readme-tables"));
    try (Stream<Path> files = Files.list(scripts.resolve("readme"))) {
      for (Path part : files.filter(path -> path.toString().endsWith(".py")).toList()) {
        copy(part);
      }
    }
    StringBuilder readme = new StringBuilder();
    Map<String, String> parts = Map.of("table", table, "pictures", "", "losses", losses);
    for (String part : List.of("table", "pictures", "losses")) {
      readme.append("<!-- begin ").append(part).append(": scripts/readme-tables -->\n\n");
      readme.append(parts.get(part)).append('\n');
      readme.append("<!-- end ").append(part).append(" -->\n");
    }
    Files.writeString(folder.resolve("README.md"), readme);
    PlotScript check =
        PlotScript.start(
            List.of(
                "/usr/bin/python3", folder.resolve("scripts/readme-tables").toString(), "--check"));
    assertEquals(1, check.exit(), check.err().toString());
    return String.join("\n", check.err());
  }

  private void copy(Path file) throws IOException {
    Path target = folder.resolve(PlotScript.ROOT.relativize(file));
    Files.createDirectories(target.getParent());
    Files.write(target, Files.readAllBytes(file));
  }
}
