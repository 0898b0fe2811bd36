package dev.dirtybench.results;

/** How a table is written. */
public enum TableFormat {
  /** Aligned plain text, for a terminal or a mail. */
  TEXT,
  /** GitHub Markdown, for an issue or a README. */
  MARKDOWN
}
