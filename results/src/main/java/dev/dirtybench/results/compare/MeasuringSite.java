package dev.dirtybench.results.compare;

import dev.dirtybench.results.MachineFingerprint;

/**
 * Where and with what a cell was measured.
 *
 * @param name of the place: cells of one run and one name were measured side by side
 * @param machine what must be alike for scores to be comparable; only what is known
 */
public record MeasuringSite(String name, MachineFingerprint machine) {}
