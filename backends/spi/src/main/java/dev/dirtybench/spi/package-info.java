/**
 * The bitmap contract that every backend implements, and how backends are found.
 *
 * <p>{@link dev.dirtybench.spi.Bitmap} speaks bytes at its edge and bits in its core; a backend
 * extends it once and is offered by a {@link dev.dirtybench.spi.BitmapProvider}, which {@link
 * dev.dirtybench.spi.Backends} finds by name. Depends on the JDK only.
 */
package dev.dirtybench.spi;
