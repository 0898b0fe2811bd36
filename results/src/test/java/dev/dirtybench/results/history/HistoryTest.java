package dev.dirtybench.results.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.results.Golden;
import dev.dirtybench.results.JsonFiles;
import dev.dirtybench.results.ResultFormatException;
import dev.dirtybench.results.compare.CellFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  private static final String OTHER = "merge/roaring/postgres/64K";

  @TempDir Path folder;

  private static History history(List<HistoryRow> rows, Annotation... annotations) {
    return History.of(rows, CellFilter.parse(""), List.of(annotations));
  }

  private static Annotation note(int commit, String filter, String text) {
    return new Annotation(
        HistoryFixture.sha(commit).substring(0, 40), CellFilter.parse(filter), text);
  }

  /** A step up and down in one cell, none in another. */
  private static List<HistoryRow> twoCells() {
    List<HistoryRow> rows = new ArrayList<>(HistoryFixture.steps(HistoryFixture.CELL, 10, 12, 9));
    rows.addAll(HistoryFixture.steps(OTHER, 300, 300, 300));
    return rows;
  }

  @Test
  void aStepIsFoundAtItsCommit() {
    History history = history(twoCells());
    assertEquals(2, history.changes().size());
    HistoryChange newest = history.changes().get(0);
    assertEquals(HistoryFixture.sha(24), newest.commit().commit());
    assertFalse(newest.isWorse());
    HistoryChange oldest = history.changes().get(1);
    assertEquals(HistoryFixture.sha(12), oldest.commit().commit());
    assertTrue(oldest.isWorse());
    assertEquals(0.2, oldest.magnitude(), 0.01);
    assertEquals(HistoryFixture.CELL, oldest.series().cell());
  }

  @Test
  void theOrderInWhichRunsWereAddedDoesNotMatter() {
    List<HistoryRow> shuffled = twoCells();
    Collections.shuffle(shuffled, new Random(HistoryFixture.SEED));
    assertEquals(
        new HistoryReport(history(twoCells())).csv(), new HistoryReport(history(shuffled)).csv());
  }

  @Test
  void aRateThatFallsIsWorse() {
    List<HistoryRow> rows =
        HistoryFixture.steps(HistoryFixture.CELL, 10, 8).stream()
            .map(
                r ->
                    new HistoryRow(
                        r.utc(),
                        r.commit(),
                        r.authorDate(),
                        r.runId(),
                        r.profile(),
                        r.machine(),
                        r.cell(),
                        "rate",
                        "write/s",
                        false,
                        r.score(),
                        r.forks(),
                        r.adjusted()))
            .toList();
    assertTrue(history(rows).changes().get(0).isWorse());
  }

  @Test
  void machinesAndProfilesAreSeriesOfTheirOwn() {
    List<HistoryRow> rows = new ArrayList<>(HistoryFixture.steps(HistoryFixture.CELL, 10));
    for (HistoryRow r : HistoryFixture.steps(HistoryFixture.CELL, 10, 15).subList(12, 24)) {
      rows.add(
          new HistoryRow(
              r.utc(),
              r.commit(),
              r.authorDate(),
              r.runId(),
              r.profile(),
              "another00000",
              r.cell(),
              r.metric(),
              r.unit(),
              true,
              r.score(),
              r.forks(),
              r.adjusted()));
    }
    History history = history(rows);
    assertEquals(2, history.series().size());
    assertTrue(history.changes().isEmpty());
  }

  @Test
  void severalRunsOfACommitAreOneValue() {
    List<HistoryRow> rows = new ArrayList<>();
    for (double score : new double[] {10, 30, 11}) {
      rows.add(HistoryFixture.row(1, HistoryFixture.CELL, score, Double.NaN));
    }
    CommitScore score = history(rows).series().get(0).commits().get(0);
    assertEquals(11, score.score());
    assertEquals(3, score.runs());
  }

  @Test
  void aSlowerMachineIsNoChangeWhereRulersAreKnown() {
    List<HistoryRow> rows = new ArrayList<>();
    for (HistoryRow row : HistoryFixture.steps(HistoryFixture.CELL, 10, 13)) {
      double ruler = row.score() > 11.5 ? 2.6 : 2;
      rows.add(
          HistoryFixture.row(rows.size(), HistoryFixture.CELL, row.score(), row.score() / ruler));
    }
    assertTrue(history(rows).changes().isEmpty());
    rows.set(0, HistoryFixture.row(0, HistoryFixture.CELL, rows.get(0).score(), Double.NaN));
    assertEquals(1, history(rows).changes().size(), "one run without rulers: raw scores count");
  }

  @Test
  void aChangeOfAdjustedScoresIsToldInTheUnitOfTheSeries() {
    List<HistoryRow> rows = new ArrayList<>();
    for (HistoryRow row : HistoryFixture.steps(HistoryFixture.CELL, 10, 13)) {
      rows.add(HistoryFixture.row(rows.size(), HistoryFixture.CELL, row.score(), row.score() / 4));
    }
    HistoryChange change = history(rows).changes().get(0);
    assertEquals(10, change.before(), 0.1);
    assertEquals(13, change.after(), 0.1);
  }

  @Test
  void anAnnotationExplainsItsCommitItsNeighboursAndItsCellsOnly() {
    for (int commit : new int[] {11, 12, 13}) {
      assertTrue(unexplained(note(commit, "", "known")).isEmpty(), "commit " + commit);
    }
    assertEquals(1, unexplained(note(10, "", "known")).size());
    assertEquals(1, unexplained(note(12, "backend:roaring", "known")).size());
    assertTrue(unexplained(note(12, "operation:set backend:hbitmap", "known")).isEmpty());
  }

  private static List<HistoryChange> unexplained(Annotation annotation) {
    return history(HistoryFixture.steps(HistoryFixture.CELL, 10, 12), annotation).unexplained(20);
  }

  @Test
  void onlyTheNewestCommitsCount() {
    History history = history(HistoryFixture.steps(HistoryFixture.CELL, 10, 12));
    assertEquals(1, history.unexplained(12).size());
    assertEquals(0, history.unexplained(11).size());
  }

  @Test
  void anImprovementIsNothingToExplain() {
    assertTrue(
        history(HistoryFixture.steps(HistoryFixture.CELL, 12, 10)).unexplained(99).isEmpty());
  }

  @Test
  void everyFormIsAsItIsKept() throws IOException {
    HistoryReport report =
        new HistoryReport(
            history(twoCells(), note(12, "backend:hbitmap", "checks every range | a fix")));
    Golden.assertMatches("history/history.txt", report.text());
    Golden.assertMatches("history/history.md", report.markdown());
    Golden.assertMatches("history/history.csv", report.csv());
    Golden.assertMatches("history/history.json", JsonFiles.print(report.json()));
  }

  @Test
  void aShortHistorySaysThatItIsTooShort() {
    String text = new HistoryReport(history(twoCells().subList(0, 3))).text();
    assertTrue(text.contains("3 commits"), text);
    assertTrue(text.contains("No series has the 4 commits"), text);
  }

  @Test
  void aFilterThatNothingPassesIsAnError() {
    assertThrows(
        IllegalArgumentException.class,
        () -> History.of(twoCells(), CellFilter.parse("backend:none"), List.of()));
  }

  @Test
  void badAnnotationsAreNamedWithTheirLine() throws IOException {
    Path file = folder.resolve("annotations.csv");
    Files.writeString(file, "commit,filter,text\nabcdef0,,fine\nHEAD,,no commit\n");
    var e = assertThrows(ResultFormatException.class, () -> Annotation.read(file));
    assertTrue(e.getMessage().startsWith("annotations.csv line 3: "), e.getMessage());
    Files.writeString(file, "commit,filter,text\nabcdef0,(((,text\n");
    assertThrows(ResultFormatException.class, () -> Annotation.read(file));
    Files.writeString(file, "commit,filter,text\nabcdef0,,\n");
    assertThrows(ResultFormatException.class, () -> Annotation.read(file));
  }
}
