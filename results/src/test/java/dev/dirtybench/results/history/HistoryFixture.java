package dev.dirtybench.results.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Invented histories: the numbers measure nothing. */
final class HistoryFixture {
  static final long SEED = 20261123;
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final String CELL = "set/hbitmap/postgres/64K";

  private HistoryFixture() {}

  static String sha(int commit) {
    return String.format(Locale.ROOT, "%07x%033x", 0xabc0000 + commit, 0);
  }

  static HistoryRow row(int commit, String cell, double score, double adjusted) {
    Instant date = START.plus(commit, ChronoUnit.DAYS);
    return new HistoryRow(
        date.plus(1, ChronoUnit.HOURS),
        sha(commit),
        date,
        "run-" + commit,
        "quick",
        "0123456789ab",
        cell,
        "time",
        "ns/write",
        true,
        score,
        5,
        adjusted);
  }

  /** Noisy levels of 12 commits each. */
  static List<HistoryRow> steps(String cell, double... levels) {
    Random random = new Random(SEED);
    List<HistoryRow> rows = new ArrayList<>();
    for (int i = 0; i < 12 * levels.length; i++) {
      double score = levels[i / 12] * (1 + 0.01 * random.nextGaussian());
      rows.add(row(i, cell, Math.round(1e4 * score) / 1e4, Double.NaN));
    }
    return rows;
  }
}
