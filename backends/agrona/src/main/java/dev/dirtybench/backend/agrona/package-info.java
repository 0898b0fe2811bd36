/**
 * Off-heap words in an Agrona buffer, with summary levels above them.
 *
 * <p>{@link dev.dirtybench.backend.agrona.AgronaProvider} is the way in. The memory is one aligned
 * block of words and one of summary words; both are freed when the bitmap is closed.
 */
package dev.dirtybench.backend.agrona;
