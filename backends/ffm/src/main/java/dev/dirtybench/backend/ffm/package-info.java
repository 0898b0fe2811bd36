/**
 * Words in memory segments of {@code java.lang.foreign}, with summary levels above them.
 *
 * <p>The providers are the ways in and run on Java 17, where they say what is missing. What touches
 * segments is compiled for Java 22, by a JDK that can, and reached by name.
 */
package dev.dirtybench.backend.ffm;
