/**
 * The project's own binary form of a write trace, {@code .dbt}: read, written, salvaged.
 *
 * <p>The README of this module states the form byte by byte.
 */
package dev.dirtybench.workloads.own;
