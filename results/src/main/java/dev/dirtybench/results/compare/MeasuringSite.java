package dev.dirtybench.results.compare;

import dev.dirtybench.results.MachineFingerprint;
import java.util.List;

/**
 * Where and with what a cell was measured.
 *
 * @param name of the place: cells of one run and one name were measured side by side
 * @param machine what must be alike for scores to be comparable; only what is known
 * @param session id of the session in which JVMs took turns, null if there was none
 */
public record MeasuringSite(String name, MachineFingerprint machine, String session) {
  /**
   * A place of a single JVM.
   *
   * @param name of the place
   * @param machine what must be alike
   */
  public MeasuringSite(String name, MachineFingerprint machine) {
    this(name, machine, null);
  }

  /** Whether forks of both were measured in turns, in different JVMs on one machine. */
  boolean tookTurnsWith(MeasuringSite other) {
    return session != null && session.equals(other.session);
  }

  /**
   * What keeps scores of both from being compared: between JVMs that took turns, the JVM is what is
   * compared, with the flags that belong to it.
   *
   * @param other the other place
   * @return as {@link MachineFingerprint#unlike} gives it
   */
  public List<String> unlike(MeasuringSite other) {
    return tookTurnsWith(other)
        ? withoutJvm(machine).unlike(withoutJvm(other.machine))
        : machine.unlike(other.machine);
  }

  private static MachineFingerprint withoutJvm(MachineFingerprint machine) {
    return machine.with(MachineFingerprint.JDK, null).with(MachineFingerprint.JVM_ARGS, null);
  }
}
