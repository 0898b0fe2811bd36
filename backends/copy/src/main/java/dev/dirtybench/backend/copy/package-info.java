/** A backend that only copies words: the roof over everything that moves a whole bitmap. */
package dev.dirtybench.backend.copy;
