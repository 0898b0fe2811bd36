/**
 * Words in Chronicle Bytes, in native memory or in a memory-mapped file, with summary levels.
 *
 * <p>{@link dev.dirtybench.backend.chronicle.ChronicleProvider} and {@link
 * dev.dirtybench.backend.chronicle.ChronicleMappedProvider} are the ways in; {@link
 * dev.dirtybench.backend.chronicle.MappedBitmap} keeps a bitmap in a file over restarts.
 */
package dev.dirtybench.backend.chronicle;
