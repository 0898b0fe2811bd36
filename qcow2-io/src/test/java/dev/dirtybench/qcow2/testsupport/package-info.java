/** What several tests of images need: a known image, storage in memory, the real tools. */
package dev.dirtybench.qcow2.testsupport;
