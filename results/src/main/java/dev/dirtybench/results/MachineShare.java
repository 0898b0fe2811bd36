package dev.dirtybench.results;

import java.time.Instant;
import java.util.List;

/**
 * What one machine measured of a merged run: one shard.
 *
 * @param shard its number, from 1
 * @param runId name of the shard's run folder
 * @param startUtc when it started
 * @param endUtc when it ended, null if it never did
 * @param machine where it ran
 * @param jdk the JVM that was measured
 * @param fingerprint hash of what must be alike for scores to be compared
 * @param cells ids of the cells that it has results of
 * @param firstResult index of the first of its entries in {@code jmh.json}
 * @param results how many entries from there on are its
 * @param session the JVMs that took turns with this one, null if there were none
 */
public record MachineShare(
    int shard,
    String runId,
    Instant startUtc,
    Instant endUtc,
    MachineFacts machine,
    JdkFacts jdk,
    String fingerprint,
    List<String> cells,
    int firstResult,
    int results,
    SessionFacts session) {
  /** Copies the list. */
  public MachineShare {
    cells = List.copyOf(cells);
  }
}
