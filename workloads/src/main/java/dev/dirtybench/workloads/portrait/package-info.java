/** Pictures of traces as SVG, written by hand: no library, no script, no font in them. */
package dev.dirtybench.workloads.portrait;
