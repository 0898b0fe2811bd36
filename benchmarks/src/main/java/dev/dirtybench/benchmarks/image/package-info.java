/** Images in temporary folders, and what to fill their bitmaps with. */
package dev.dirtybench.benchmarks.image;
