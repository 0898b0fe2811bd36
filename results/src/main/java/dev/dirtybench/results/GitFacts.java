package dev.dirtybench.results;

/**
 * The state of the sources that were built.
 *
 * @param sha commit, 40 hex digits, or {@link MachineFacts#UNKNOWN}
 * @param dirty whether tracked files differed from it
 * @param branch name of the branch, or {@link MachineFacts#UNKNOWN}
 */
public record GitFacts(String sha, boolean dirty, String branch) {}
