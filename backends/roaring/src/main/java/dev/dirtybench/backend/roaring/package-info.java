/** RoaringBitmap behind the bitmap contract: compressed bits, sized by what is dirty. */
package dev.dirtybench.backend.roaring;
