package dev.dirtybench.results;

/**
 * A trace that was measured with.
 *
 * @param name its name
 * @param sha256 of the trace file, 64 hex digits
 * @param operations records in it
 * @param deviceSize size of the disk, in bytes
 * @param source where it comes from, in one line
 */
public record TraceFacts(
    String name, String sha256, long operations, long deviceSize, String source) {}
