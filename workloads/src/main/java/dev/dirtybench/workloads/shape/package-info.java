/** Traces made of traces: cut, merged, made anonymous, or new ones that are like them. */
package dev.dirtybench.workloads.shape;
