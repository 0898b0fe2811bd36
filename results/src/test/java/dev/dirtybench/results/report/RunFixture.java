package dev.dirtybench.results.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Run folders of invented numbers: one backend takes twice as long as the other. */
final class RunFixture {
  private static final String HEAD =
      "cell_id,suite,op,backend,trace,size_bits,density,granularity,parameters,metric,unit,better,"
          + "n_forks,hl_or_median,ci_lo,ci_hi,spread,spread_of,status,reason\n";
  private static final String TIDY = "cell_id,metric,unit,fork,iteration,value\n";
  private static final String MANIFEST =
      """
      {"schemaVersion": 1, "schedule": [], "operations": [], "traces": [], "backends": [
       {"name": "fast", "capabilities": []}, {"name": "slow", "capabilities": []},
       {"name": "nothing", "capabilities": ["KEEPS_NOTHING"]}],
       "git": {}, "jdk": {}, "os": {}, "cpu": {}, "mem": {}}
      """;

  private RunFixture() {}

  /**
   * A run.
   *
   * @param summary text of summary.csv
   * @param tidy text of tidy.csv
   */
  record RunFiles(String summary, String tidy) {}

  /** So many traces, each measured in so many forks of three iterations. */
  static RunFiles runs(int traces, int forks) {
    return runs(traces, forks, 1);
  }

  /** The same; each trace has a disk so many times as large as the one before. */
  static RunFiles runs(int traces, int forks, int growth) {
    long bits = 1048576;
    StringBuilder summary = new StringBuilder(HEAD);
    StringBuilder tidy = new StringBuilder(TIDY);
    for (int trace = 0; trace < traces; trace++) {
      for (String backend : List.of("fast", "slow", "nothing")) {
        double score = backend.equals("slow") ? 20 : backend.equals("fast") ? 10 : 1;
        String cell = "set/" + backend + "/t" + trace + "/64K";
        String facts = cell + ",a.B.set,set," + backend + ",t" + trace + "," + bits + ",,64K,,";
        summary.append(facts);
        summary.append(
            String.format(
                    Locale.ROOT,
                    "time,ns/write,lower,%d,%s,,,0.5,%d forks,measured,%n",
                    forks,
                    score,
                    forks)
                .replace("\r", ""));
        for (int fork = 1; fork <= forks; fork++) {
          for (int iteration = 1; iteration <= 3; iteration++) {
            double noise = 1 + 0.001 * ((fork * 7 + iteration * 3) % 5 - 2);
            tidy.append(
                String.format(
                    Locale.ROOT, "%s,time,ns/op,%d,%d,%s\n", cell, fork, iteration, score * noise));
          }
        }
      }
      bits *= growth;
    }
    return new RunFiles(summary.toString(), tidy.toString());
  }

  static Path write(Path folder, RunFiles files) throws IOException {
    Files.writeString(folder.resolve("manifest.json"), MANIFEST);
    Files.writeString(folder.resolve("summary.csv"), files.summary());
    Files.writeString(folder.resolve("tidy.csv"), files.tidy());
    return folder;
  }

  static ObjectNode data(Path folder, RunFiles files) throws IOException {
    ReportRun run = ReportRun.read(write(folder, files), "");
    return new ReportData(List.of(run), ReportInput.NONE).json();
  }
}
