/** What every command takes from where it runs: the terminal, and jars that the user names. */
package dev.dirtybench.cli.environment;
