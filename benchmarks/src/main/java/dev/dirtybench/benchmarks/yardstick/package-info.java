/** How a backend stands to QEMU's own bitmap in C, over floors measured in the same run. */
package dev.dirtybench.benchmarks.yardstick;
