package dev.dirtybench.benchmarks.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MachineStateTest {
  private static final MachineState START = new MachineState(0, 100, 1000, 0, 0);

  @Test
  void readsTheTicksOfAllCpusAndLeavesOutThoseOfGuestsThatUserTimeHolds() {
    String stat = "cpu  10 20 30 40 50 60 70 80 1000 2000\ncpu0 1 1 1 1 1 1 1 1 1 1\n";
    assertArrayEquals(new long[] {80, 360}, MachineState.ticks(stat));
  }

  @Test
  void readsPressureLoadAndContextSwitches() {
    String pressure =
        "some avg10=5.17 avg60=4.89 avg300=2.06 total=13764310000\n"
            + "full avg10=0.00 avg60=0.00 avg300=0.00 total=7\n";
    assertEquals(13_764_310_000L, MachineState.waitingMicros(pressure));
    assertEquals(1.06, MachineState.load("1.06 0.39 0.75 2/117 8271\n"));
    assertEquals(
        new ContextSwitches(12, 3),
        ContextSwitches.of(
            "Name:\tjava\nvoluntary_ctxt_switches:\t12\nnonvoluntary_ctxt_switches:\t3\n"));
  }

  @Test
  void aSystemThatTellsNothingIsNotDisturbed() {
    assertArrayEquals(new long[2], MachineState.ticks(""));
    assertEquals(0, MachineState.waitingMicros(""));
    assertEquals(0, MachineState.load(""));
    assertNull(
        new MachineState(1_000_000, 0, 0, 0, 0).disturbanceSince(new MachineState(0, 0, 0, 0, 0)));
  }

  @Test
  void moreThanTwoPercentStolenDisturbs() {
    assertNull(new MachineState(1, 102, 1100, 0, 0).disturbanceSince(START));
    assertEquals(
        "3.0 % of the CPU time was stolen",
        new MachineState(1, 103, 1100, 0, 0).disturbanceSince(START));
  }

  @Test
  void waitingInMoreThanAFifthOfTheTimeDisturbs() {
    assertNull(new MachineState(1_000_000_000, 100, 1100, 200_000, 0).disturbanceSince(START));
    assertEquals(
        "tasks waited for a CPU in 25 % of the time",
        new MachineState(1_000_000_000, 100, 1100, 250_000, 0).disturbanceSince(START));
  }

  @Test
  void thisProcessHasSwitchedAndTheMachineHasTicked() throws Exception {
    assertTrue(MachineState.now().monoNanos() <= System.nanoTime());
    ContextSwitches first = ContextSwitches.now();
    Thread.sleep(1);
    assertTrue(ContextSwitches.now().voluntary() >= first.voluntary());
  }
}
