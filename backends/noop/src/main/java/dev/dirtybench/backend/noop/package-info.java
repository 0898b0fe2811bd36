/** A backend that keeps nothing: the floor under every other one, what the replay itself costs. */
package dev.dirtybench.backend.noop;
