package dev.dirtybench.results.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dirtybench.results.JsonFiles;
import dev.dirtybench.results.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
  private static final Path VENDOR =
      Path.of("src/main/resources/dev/dirtybench/results/report/vendor");
  private static final Path LOCK = Path.of("../scripts/report-assets/package-lock.json");
  private static final Path PACKAGE = Path.of("../scripts/report-assets/package.json");

  @TempDir private Path folder;

  @Test
  void aPageOfAFewCellsKeepsToItsSize() throws IOException {
    String page = new ReportPage(RunFixture.data(folder, RunFixture.runs(2, 5))).html();
    assertTrue(size(page) < ReportPage.MOST_BYTES / 2 + 100_000, "bytes: " + size(page));
    assertTrue(page.contains("data-packing=\"plain\""));
  }

  @Test
  void aPageOfThousandsOfRowsIsPackedAndKeepsToItsSize() throws IOException {
    String page = new ReportPage(RunFixture.data(folder, RunFixture.runs(1700, 5))).html();
    assertTrue(size(page) <= ReportPage.MOST_BYTES, "bytes: " + size(page));
    assertTrue(page.contains("data-packing=\"gzip\""));
  }

  @Test
  void whatNamesAScriptsEndInTheDataEndsNoScript() throws IOException {
    ObjectNode data = RunFixture.data(folder, RunFixture.runs(1, 1));
    data.put("title", "</script><script>alert(1)</script><!-- & <b>");
    String page = new ReportPage(data).html();
    assertFalse(page.contains("<script>alert"));
    assertFalse(page.contains("<!--"));
    assertTrue(page.contains("<title>dirtybench: &lt;/script&gt;"), page.substring(0, 3000));
  }

  @Test
  void everyScriptRunsByItsHashAndNothingMayBeFetched() throws IOException {
    String page = new ReportPage(RunFixture.data(folder, RunFixture.runs(1, 1))).html();
    Matcher policy =
        Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"").matcher(page);
    assertTrue(policy.find());
    assertTrue(policy.group(1).startsWith("default-src 'none'; script-src 'sha256-"));
    assertFalse(policy.group(1).contains("unsafe-eval"));
    assertEquals(13, policy.group(1).split("'sha256-").length - 1);
    assertFalse(Pattern.compile("(src|href)=\"?(https?:)?//").matcher(page).find());
  }

  @Test
  void vendoredFilesAreThoseOfTheLockFile() throws IOException {
    List<String> sums = Files.readAllLines(VENDOR.resolve("SHA256SUMS"));
    assertEquals(7, sums.size(), sums::toString);
    for (String line : sums) {
      String name = line.substring(66);
      assertEquals(
          line.substring(0, 64),
          Sha256.ofFile(VENDOR.resolve(name)),
          name + " is not what scripts/report-assets/rebuild makes; run it");
    }
    List<String> expected = new ArrayList<>();
    JsonNode packages = JsonFiles.read(LOCK).get("packages");
    JsonNode wanted = JsonFiles.read(PACKAGE).get("dependencies");
    wanted
        .fieldNames()
        .forEachRemaining(
            name -> {
              JsonNode entry = packages.get("node_modules/" + name);
              assertEquals(wanted.get(name).asText(), entry.get("version").asText(), name);
              expected.add(
                  name
                      + ' '
                      + entry.get("version").asText()
                      + ' '
                      + entry.get("integrity").asText());
            });
    expected.sort(String::compareTo);
    assertEquals(
        expected,
        Files.readAllLines(VENDOR.resolve("VERSIONS")),
        "the lock file and the vendored files differ; run scripts/report-assets/rebuild");
  }

  @Test
  void everyChartHasASpecificationThatIsShipped() throws IOException {
    for (JsonNode chart : RunFixture.data(folder, RunFixture.runs(1, 1)).get("charts")) {
      String name = chart.get("spec").asText() + ".vl.json";
      try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
        assertTrue(in != null && in.read() == '{', name);
      }
    }
  }

  private static int size(String page) {
    return page.getBytes(StandardCharsets.UTF_8).length;
  }
}
