/** The judgement on two arms that were measured side by side, and how it is told. */
package dev.dirtybench.results.gate;
