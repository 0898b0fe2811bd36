package dev.dirtybench.benchmarks.gate;

import dev.dirtybench.benchmarks.machine.MachineState;
import java.io.IOException;

/**
 * What others did to the machine during a stretch of time: the limits for leaving a pair out are
 * fixed beforehand, and its scores are not looked at.
 */
final class Disturbance {
  private final MachineState start;

  private Disturbance(MachineState start) {
    this.start = start;
  }

  /** Starts watching. */
  static Disturbance start() throws IOException {
    return new Disturbance(MachineState.now());
  }

  /** Why the time since the start does not count; null if it does, or if the system cannot tell. */
  String reason() throws IOException {
    return MachineState.now().disturbanceSince(start);
  }
}
