/**
 * The orderings that {@link dev.dirtybench.backend.concurrent.ConcurrentBitmap} proves, each as a
 * jcstress test that forbids the outcome the order prevents.
 */
package dev.dirtybench.backend.concurrent;
