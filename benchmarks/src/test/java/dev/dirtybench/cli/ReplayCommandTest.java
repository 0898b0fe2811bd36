package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayCommandTest {
  private static final String TRACE = "uniform:size=1G,operations=50";

  @TempDir Path folder;

  private String refused(Object... arguments) {
    Call call = Call.of(arguments);
    assertEquals(2, call.exit(), call.out() + call.err());
    assertFalse(Files.exists(folder.resolve("out")), "nothing is made for a wrong call");
    return call.error();
  }

  @Test
  void pointsToJmhForAClosedLoop() {
    String error = refused("replay", TRACE, "--backend", "hbitmap");
    assertTrue(error.contains("add --open-loop"), error);
    assertTrue(error.contains("bench --operations set"), error);
  }

  @Test
  void asksForARateWhereATraceHasNoTimes() throws Exception {
    Path trace = folder.resolve("untimed.csv");
    Files.writeString(
        trace,
        "# device_size_bytes: 1048576\ntimestamp_ns,offset_bytes,length_bytes,op\n"
            + "0,0,4096,W\n0,4096,4096,W\n");
    String error =
        refused(
            "replay", "--open-loop", trace, "--backend", "hbitmap", "--out", folder.resolve("out"));
    assertTrue(error.contains("have no times"), error);
    assertTrue(error.contains("--rate 10000"), error);
  }

  @Test
  void takesSpeedOrRateButNotBoth() {
    String error =
        refused(
            "replay", "--open-loop", "--speed", "2", "--rate", "9", TRACE, "--backend", "hbitmap");
    assertTrue(error.contains("give one of them"), error);
  }

  @Test
  void namesTheBackendsThatThereAre() {
    String error = refused("replay", "--open-loop", TRACE, "--backend", "nonesuch");
    assertTrue(error.contains("hbitmap") && error.contains("noop"), error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "0s", "1.5s", "-1s", "1h"})
  void saysWhichTimesItReads(String time) {
    for (String option : List.of("--duration", "--snapshot-every", "--warmup")) {
      String error = refused("replay", "--open-loop", TRACE, "--backend", "noop", option, time);
      assertTrue(error.contains("such as 500us, 100ms, 30s or 5m"), error);
      assertTrue(error.contains(option), error);
    }
    assertThrows(IllegalArgumentException.class, () -> TimeSpan.parse(time));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-3", "NaN"})
  void refusesASpeedThatIsNone(String speed) {
    String error =
        refused("replay", "--open-loop", "--speed=" + speed, TRACE, "--backend", "hbitmap");
    assertTrue(error.startsWith("--speed must be above 0"), error);
  }

  @Test
  void saysInItsHelpWhatItIsNot() {
    Call help = Call.done("replay", "--help");
    assertTrue(help.out().contains("There is no closed loop here"), help.out());
    assertTrue(help.out().contains("One lock guards"), help.out());
  }
}
