/** What several families of commands print alike. */
package dev.dirtybench.cli.output;
