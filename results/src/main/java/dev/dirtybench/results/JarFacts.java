package dev.dirtybench.results;

/**
 * A jar on the measured class path.
 *
 * @param name its file name, without folders
 * @param sha256 of the file, 64 hex digits
 */
public record JarFacts(String name, String sha256) {}
