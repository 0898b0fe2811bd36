package dev.dirtybench.results.report;

import java.util.ArrayList;
import java.util.List;

/** What a report calls its runs: by their JVMs if these took turns, else A, B, ... */
final class RunLabels {
  private RunLabels() {}

  /** Labels of some runs, in their order, each another. */
  static List<String> of(List<ReportRun> runs) {
    boolean ofOneSession = ofOneSession(runs);
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      labels.add(ofOneSession ? jvm(runs.get(i)) : letter(i));
    }
    return labels;
  }

  /** Whether they are several runs, and their JVMs took turns. */
  static boolean ofOneSession(List<ReportRun> runs) {
    return runs.size() > 1
        && runs.get(0).session() != null
        && runs.stream().map(ReportRun::session).distinct().count() == 1
        && runs.stream().map(RunLabels::jvm).distinct().count() == runs.size();
  }

  private static String jvm(ReportRun run) {
    return run.manifest().at("/session/label").asText();
  }

  /** A to Z, then numbers. */
  private static String letter(int run) {
    return run < 26 ? String.valueOf((char) ('A' + run)) : "R" + (run + 1);
  }
}
