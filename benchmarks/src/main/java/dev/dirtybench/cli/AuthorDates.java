package dev.dirtybench.cli;

import dev.dirtybench.benchmarks.run.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** When commits of the checkout were written, as git knows it. */
final class AuthorDates {
  private AuthorDates() {}

  /**
   * The author date of a commit.
   *
   * @param repository a folder of the checkout
   * @param commit 40 hex digits
   * @throws IllegalArgumentException if git does not know the commit there
   */
  static Instant of(Path repository, String commit) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    String failure =
        ChildProcess.run(
            List.of(
                "git",
                "-C",
                repository.toAbsolutePath().toString(),
                "show",
                "-s",
                "--format=%aI",
                commit),
            lines::add);
    if (failure != null || lines.isEmpty()) {
      throw new IllegalArgumentException(
          "expected the commit "
              + commit
              + " in this checkout to know when it was written, found none (give --author-date, or"
              + " fetch the whole history)");
    }
    return parse(lines.get(lines.size() - 1));
  }

  /** A time as {@code 2026-11-23T00:19:14Z} or with another zone. */
  static Instant parse(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "expected a time such as 2026-11-23T00:19:14Z, found \"" + text + '"', e);
    }
  }
}
