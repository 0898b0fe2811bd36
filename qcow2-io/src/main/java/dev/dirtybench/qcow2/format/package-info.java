/**
 * The bytes of a qcow2 image as far as a bitmap layer needs them: header, extensions, refcounts,
 * bitmap directory and tables.
 *
 * <p>Everything here turns big-endian bytes into values and back, and does no I/O. A value that
 * exists is valid: constructors check every rule of the format, readers say in a {@link
 * dev.dirtybench.qcow2.format.Qcow2FormatException} what was expected, what was found and where.
 * Depends on the JDK only.
 */
package dev.dirtybench.qcow2.format;
