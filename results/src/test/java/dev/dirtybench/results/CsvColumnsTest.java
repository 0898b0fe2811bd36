package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The head lines that other people's scripts rely on. A column may be added at the end of a file;
 * one that goes, moves or means something else needs a new {@link Manifest#SCHEMA_VERSION}.
 */
class CsvColumnsTest {
  private static final String TIDY =
      "run_id,utc,git_sha,arm,round,slot,cell_id,suite,op,backend,backend_version,"
          + "trace,size_bits,density,granularity,parameters,threads,pollution,gc,metric,"
          + "unit,better,fork,iteration,phase,value,excluded";
  private static final String SUMMARY =
      "run_id,git_sha,cell_id,suite,op,backend,backend_version,trace,size_bits,"
          + "density,granularity,parameters,threads,pollution,gc,metric,unit,better,"
          + "n_forks,hl_or_median,ci_lo,ci_hi,s1,t2,steady_share,mde,vs_arm,ratio,ratio_lo,"
          + "ratio_hi,p_shifted,q_bh,verdict,rank_biserial,spread,spread_of,status,reason,"
          + "digest";

  @Test
  void ofVersion1StartWithTheseHeadLines() throws IOException {
    assertEquals(1, Manifest.SCHEMA_VERSION);
    assertStartsWith(TIDY, TidyRows.COLUMNS);
    assertStartsWith(SUMMARY, SummaryRows.COLUMNS);
    assertTrue(golden("tidy.csv").startsWith(TIDY), golden("tidy.csv"));
    assertTrue(golden("summary.csv").startsWith(SUMMARY), golden("summary.csv"));
  }

  @Test
  void areAllDescribedInTheReadme() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    TreeSet<String> missing = new TreeSet<>();
    Stream.concat(TidyRows.COLUMNS.stream(), SummaryRows.COLUMNS.stream())
        .filter(column -> !readme.contains('`' + column + '`'))
        .forEach(missing::add);
    assertEquals(new TreeSet<>(), missing);
  }

  private static void assertStartsWith(String head, List<String> columns) {
    String found = String.join(",", columns);
    assertTrue(found.equals(head) || found.startsWith(head + ','), found);
  }

  private static String golden(String name) throws IOException {
    Path file = Path.of("src", "test", "resources", "golden", "run", name);
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().orElseThrow();
    }
  }
}
