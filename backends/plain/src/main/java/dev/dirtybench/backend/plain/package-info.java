/** The plainest loops over one {@code long[]}: the floor that every backend is seen beside. */
package dev.dirtybench.backend.plain;
