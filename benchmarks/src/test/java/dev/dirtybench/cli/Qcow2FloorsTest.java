package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class Qcow2FloorsTest {
  @Test
  void showsARowForEachSizeAndDensity() {
    Call call =
        Call.done(
            "qcow2",
            "floors",
            "--bitmap-size",
            "64K,128K",
            "--density",
            "0.01,0.5",
            "--turns",
            "3",
            "--backend",
            "roaring");
    assertEquals(5, call.out().lines().count(), call.out());
    assertTrue(
        call.out().lines().skip(1).allMatch(line -> line.trim().split(" +").length == 8),
        call.out());
  }

  @Test
  void refusesWhatCannotBeMeasured() {
    assertTrue(Call.of("qcow2", "floors", "--bitmap-size", "2G").error().contains("got 2G"));
    assertTrue(Call.of("qcow2", "floors", "--density", "2").error().contains("got 2.0"));
    assertTrue(Call.of("qcow2", "floors", "--turns", "2").error().contains("got 2"));
  }
}
