package dev.dirtybench.benchmarks.gate;

/**
 * One of the two things that a gate compares.
 *
 * @param name as reports call it
 * @param classPath jars and folders of the build
 * @param backend of the cells, or null: the one that the cell names
 * @param slowdown share by which it is made slower on purpose, 0 for none
 */
public record GateArm(String name, String classPath, String backend, double slowdown) {}
