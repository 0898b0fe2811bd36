package dev.dirtybench.results.history;

import java.time.Instant;

/**
 * What a series has of one commit.
 *
 * @param commit 40 hex digits
 * @param authorDate when it was written
 * @param score median of its runs
 * @param adjusted median of its runs in terms of the rulers; NaN where none are known
 * @param runs how many
 */
public record CommitScore(
    String commit, Instant authorDate, double score, double adjusted, int runs) {}
