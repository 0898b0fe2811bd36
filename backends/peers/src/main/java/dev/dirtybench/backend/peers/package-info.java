/** Bitmaps of other libraries behind the bitmap contract, to be measured beside ours. */
package dev.dirtybench.backend.peers;
