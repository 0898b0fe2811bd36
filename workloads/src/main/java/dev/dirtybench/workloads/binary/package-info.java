/** The binary formats of other programs that hold write traces: read, never written. */
package dev.dirtybench.workloads.binary;
