/**
 * The commands on qcow2 images: they read what was asked for, let the library do it and print.
 *
 * <p>Options, messages and JSON are qemu-img's and nbdinfo's where those have them.
 */
package dev.dirtybench.cli.qcow2;
