/**
 * Write traces as data: read, written, generated; and the recordings that come with the project.
 *
 * <p>{@link dev.dirtybench.workloads.Traces} opens a trace by name, path or generator text; {@link
 * dev.dirtybench.workloads.WriteTrace} holds it. Depends on the JDK, and on two libraries that
 * unpack xz and zstd.
 */
package dev.dirtybench.workloads;
