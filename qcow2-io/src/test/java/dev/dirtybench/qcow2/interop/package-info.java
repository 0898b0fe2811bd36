/** Our images before QEMU, and QEMU's images before us. */
package dev.dirtybench.qcow2.interop;
