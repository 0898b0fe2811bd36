package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.catalog.Traces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code dirtybench trace}. */
class TraceCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private Path mine;

  private Path mine() throws IOException {
    if (mine == null) {
      mine = folder.resolve("mine.csv");
      Files.writeString(
          mine,
          """
          # device_size_bytes: 1048576
          timestamp_ns,offset_bytes,length_bytes,op
          0,0,65536,W
          1000000000,65536,65536,D
          2000000000,131072,512,W
          2500000000,0,0,F
          """);
    }
    return mine;
  }

  @ParameterizedTest
  @CsvSource({
    "postgres,4096", "postgres,65536", "postgres,1048576",
    "ext4-build,4096", "ext4-build,65536", "ext4-build,1048576"
  })
  void theExtentsAreThoseThatQemuKept(String trace, int granularity) throws IOException {
    String truth =
        "/dev/dirtybench/workloads/traces/" + trace + ".g" + granularity + ".extents.json.gz";
    String ours =
        Call.done("trace", "extents", trace, "--granularity", granularity, "--output=json").out();
    try (InputStream json = new GZIPInputStream(Traces.class.getResourceAsStream(truth))) {
      assertEquals(JSON.readTree(json), JSON.readTree(ours));
    }
  }

  @Test
  void extentsAreNotAskedOfABackendThatKeepsNothing() throws IOException {
    Call call = Call.of("trace", "extents", mine(), "-g", "4K", "--backend", "noop");
    assertEquals(2, call.exit());
    assertEquals(
        "backend noop keeps nothing, expected one that does, such as hbitmap", call.error());
  }

  @Test
  void extentsCoverTheDiskInTheShapeOfNbdinfo() throws IOException {
    assertEquals(
        """
        [{"offset":0,"length":135168,"type":1,"description":"dirty"},
        {"offset":135168,"length":913408,"type":0,"description":"clean"}]
        """,
        Call.done("trace", "extents", mine(), "-g", "4K", "--output", "json").out());
    assertEquals(
        """
                 0     1048576    1  dirty
        """,
        Call.done("trace", "extents", mine(), "-g", "1M", "--backend", "roaring").out());
  }

  @Test
  void salvageTakesWhatIsWholeOfACutFile() throws IOException {
    Path whole = folder.resolve("whole.dbt");
    Call.done("trace", "convert", "postgres", whole);
    Path cut = folder.resolve("cut.dbt");
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    Path saved = folder.resolve("saved.csv");
    Call call = Call.done("trace", "salvage", cut, "-o", saved);
    assertTrue(call.err().contains("the file's end is missing or damaged"), call.err());
    WriteTrace all = Traces.open("postgres");
    WriteTrace rest = Traces.open(saved.toString());
    assertTrue(rest.size() > all.size() / 4 && rest.size() < all.size(), "kept " + rest.size());
    assertEquals(all.slice(0, rest.size()).contentSha256(), rest.contentSha256());
  }

  @Test
  void statTellsWhatIsInATraceAsJson() throws IOException {
    String out = Call.done("trace", "stat", mine(), "postgres", "--format", "json").out();
    JsonNode traces = JSON.readTree(out).required("traces");
    assertEquals(2, traces.size());
    JsonNode first = traces.get(0);
    assertEquals("mine", first.required("name").textValue());
    assertEquals(4, first.required("operations").required("total").intValue());
    assertEquals(1, first.required("operations").required("discard").intValue());
    assertEquals(66048, first.required("bytes").required("write").intValue());
    assertEquals(33, first.required("density").get(3).required("dirty").intValue());
    assertEquals(192_925, traces.get(1).required("density").get(3).required("dirty").intValue());
    assertEquals(
        26,
        traces
            .get(1)
            .required("dirty_extents")
            .get(0)
            .required("length_granules")
            .required("count")
            .intValue());
  }

  @Test
  void statTellsItInWordsToo() throws IOException {
    String out = Call.done("trace", "stat", mine()).out();
    assertTrue(out.startsWith("mine\n"), out);
    assertTrue(
        out.contains("operations   4: 2 write (64.5 KiB), 1 discard (64 KiB), 1 flush"), out);
    assertTrue(out.contains("dirty extents at 4 KiB: 1;"), out);
  }

  @Test
  void plotDrawsAPicture() throws IOException {
    Path picture = folder.resolve("mine.svg");
    Call.done("trace", "plot", mine(), "-o", picture);
    assertTrue(Files.readString(picture).startsWith("<svg "));
    assertTrue(Call.done("trace", "plot", mine(), "-o", "-").out().endsWith("</svg>\n"));
  }

  @Test
  void convertKeepsTheContent() throws IOException {
    Path packed = folder.resolve("other.csv.gz");
    Call.done("trace", "convert", mine(), packed, "--to", "csv");
    assertEquals(content(mine()), content(packed));
  }

  private static String content(Path file) throws IOException {
    return Traces.open(file.toString()).contentSha256();
  }

  @Test
  void cutTakesAPartByTimePlaceAndNumber() throws IOException {
    Path part = folder.resolve("part.csv");
    Call.done(
        "trace",
        "cut",
        mine(),
        "-o",
        part,
        "--skip",
        1,
        "--from",
        "1s",
        "--to",
        "2.5s",
        "--range",
        "96K+64K",
        "--rebase");
    WriteTrace trace = Traces.open(part.toString());
    assertEquals(65536, trace.deviceSize());
    assertEquals(2, trace.size());
    assertEquals(32768, trace.length(0));
    assertEquals(0, trace.offset(0));
    assertEquals(0, trace.timestampNs(0));
    assertEquals(32768, trace.offset(1));
  }

  @Test
  void mergeInterleavesByTime() throws IOException {
    Path both = folder.resolve("both.csv");
    Call.done("trace", "merge", mine(), mine(), "--shift", "0,500ms", "-o", both);
    WriteTrace trace = Traces.open(both.toString());
    assertEquals(8, trace.size());
    assertEquals(500_000_000, trace.timestampNs(1));
  }

  @Test
  void generateMakesTheSameTraceOfTheSameSeed() throws IOException {
    Path a = folder.resolve("a.csv");
    Path b = folder.resolve("b.csv");
    Call.done("trace", "generate", "uniform:size=1M,operations=9", "--seed", 7, "-o", a);
    Call.done("trace", "generate", "uniform:size=1M,operations=9,seed=7", "-o", b);
    assertEquals(content(a), content(b));
    Call.done("trace", "generate", "--like", a, "--seed", 3, "-o", b);
    assertEquals(9, Traces.open(b.toString()).size());
    assertNotEquals(content(a), content(b));
  }

  @Test
  void anonymiseMovesRegionsAndKeepsCounts() throws IOException {
    Path theirs = folder.resolve("theirs.csv");
    Call.done(
        "trace", "anonymise", mine(), "--region", "64K", "--seed", "long words", "-o", theirs);
    WriteTrace trace = Traces.open(theirs.toString());
    assertEquals("anonymised", trace.name());
    assertEquals(4, trace.size());
    assertNotEquals(0, trace.offset(0) + trace.offset(1) + trace.offset(2));
    Path again = folder.resolve("again.csv");
    Call.done("trace", "anonymise", mine(), "--region", "64K", "--seed", "long words", "-o", again);
    assertEquals(content(theirs), content(again));
  }

  private Path bare() throws IOException {
    return Files.writeString(folder.resolve("bare"), "# bare\n1048576 4096\n");
  }

  @Test
  void anUnstatedDiskSizeIsRemarkedOnStandardErrorAlone() throws IOException {
    Call call = Call.done("trace", "extents", bare());
    assertTrue(call.error().contains("disk size not stated"), call.err());
    assertEquals(
        """
                 0     1048576    0  clean
           1048576       65536    1  dirty
           1114112      983040    0  clean
        """,
        call.out());
    assertTrue(Call.done("trace", "stat", bare()).out().contains("disk         2 MiB"));
    Call stated = Call.done("trace", "extents", bare(), "--disk-size", "3M");
    assertEquals("", stated.err());
    assertTrue(stated.out().contains("   1114112     2031616    0  clean"), stated.out());
  }

  @Test
  void aTraceOfUnstatedSizeIsConvertedWithOne() throws IOException {
    Path out = folder.resolve("out.csv");
    Call call = Call.done("trace", "convert", bare(), out);
    assertTrue(call.error().contains("disk size not stated"), call.err());
    assertEquals(2 << 20, Traces.open(out.toString()).deviceSize());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stat nothing.csv",
        "stat --format yaml postgres",
        "stat",
        "plot postgres",
        "extents postgres --granularity 5000",
        "extents postgres --backend none",
        "extents postgres --output xml",
        "convert postgres out.unknown",
        "convert postgres -",
        "convert --to none postgres out.csv",
        "convert postgres no/such/folder/out.csv",
        "cut postgres -o out.csv --from never",
        "cut postgres -o out.csv --from 9s --to 3s",
        "cut postgres -o out.csv --range 5",
        "cut postgres -o out.csv --range 64G+1",
        "cut postgres -o out.csv --skip -1",
        "merge postgres -o out.csv",
        "merge postgres postgres --shift 1s -o out.csv",
        "generate -o out.csv",
        "generate postgres -o out.csv",
        "generate uniform --like postgres -o out.csv",
        "generate uniform:size=0 -o out.csv",
        "anonymise postgres --region 3M -o out.csv",
        "anonymise postgres --region 64G -o out.csv"
      })
  void aWrongCallIsAnsweredInOneLineAndLeavesNothing(String call) throws IOException {
    String[] words = ("trace " + call.replace("out.", folder + "/out.")).split(" ");
    Call answer = Call.of((Object[]) words);
    assertEquals(2, answer.exit(), answer.err());
    assertFalse(answer.error().isBlank());
    assertEquals("", answer.out());
    assertEmpty();
  }

  @Test
  void aTraceThatIsDamagedLeavesNoOutput() throws IOException {
    Files.writeString(mine(), Files.readString(mine()) + "1,0,512,W\n");
    Call answer = Call.of("trace", "convert", mine(), folder.resolve("out.csv"));
    assertEquals(2, answer.exit());
    assertTrue(answer.error().contains("line 7"), answer.err());
    Files.delete(mine());
    assertEmpty();
  }

  private void assertEmpty() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void everyCommandHasHelpWithAnExample() {
    for (String command :
        List.of("stat", "plot", "extents", "convert", "cut", "merge", "generate", "anonymise")) {
      String help = Call.done("trace", command, "--help").out();
      assertTrue(help.contains("Example"), help);
      assertTrue(help.contains("dirtybench trace " + command + " "), help);
    }
  }

  @Test
  void theFormatsAreListedInBothPlacesThoseOfOtherJarsToo() {
    for (Call call : List.of(Call.done("trace", "formats"), Call.done("list", "formats"))) {
      assertTrue(call.out().contains("csv"), call.out());
      assertTrue(
          call.out()
              .lines()
              .anyMatch(
                  line -> line.strip().matches("bare +read +offset and length, as an example")),
          call.out());
    }
  }
}
