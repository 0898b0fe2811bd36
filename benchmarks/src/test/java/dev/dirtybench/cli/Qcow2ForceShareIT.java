package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on an image that a running qemu-storage-daemon has open for writing. */
class Qcow2ForceShareIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Path image;
  private Process daemon;

  @BeforeEach
  void letQemuHaveAnImage() throws Exception {
    image = folder.resolve("disk.qcow2");
    QemuTool img = QemuTool.img();
    img.run(0, folder, "create", "-q", "-f", "qcow2", image, "16M");
    img.run(0, folder, "bitmap", "--add", image, "b0");
    daemon = QemuTool.storageDaemon().holding(image);
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (daemon != null) {
      end();
    }
  }

  private void end() throws InterruptedException {
    daemon.destroy();
    assertTrue(daemon.waitFor(1, TimeUnit.MINUTES));
  }

  @Test
  void withoutItEveryCommandIsRefusedAndNamesIt() {
    for (Object[] words :
        List.of(
            new Object[] {"info"},
            new Object[] {"check"},
            new Object[] {"map", "--bitmap", "b0"},
            new Object[] {"sha256", "--bitmap", "b0"})) {
      Call call = Call.of(on(words));
      assertEquals(1, call.exit());
      assertTrue(call.error().contains("running QEMU"), call.err());
      assertTrue(call.error().contains("--force-share (-U)"), call.err());
    }
  }

  private Object[] on(Object... words) {
    Object[] all = new Object[words.length + 2];
    all[0] = "qcow2";
    System.arraycopy(words, 0, all, 1, words.length);
    all[all.length - 1] = image;
    return all;
  }

  @Test
  void infoShowsTheBitmapsAsQemuImgDoesAndWarns() throws Exception {
    JsonNode theirs =
        JSON.readTree(QemuTool.img().run(0, folder, "info", "-U", "--output=json", image));
    Launch call = Launch.of(folder, "qcow2", "info", "-U", "--output", "json", image.toString());
    assertEquals(0, call.exit(), call.err());
    assertEquals(bitmaps(theirs), bitmaps(JSON.readTree(call.out())));
    assertEquals(1, call.errorLines().size());
    assertTrue(call.err().contains("warning: " + image + " is open for writing"), call.err());
  }

  private static JsonNode bitmaps(JsonNode info) {
    return info.get("format-specific").get("data").get("bitmaps");
  }

  @Test
  void theContentsOfABitmapThatIsInUseAreRefusedWithoutAdviceToRemoveIt() {
    for (String command : List.of("map", "sha256")) {
      Call call = Call.of("qcow2", command, "--force-share", "--bitmap", "b0", image);
      assertEquals(1, call.exit());
      assertEquals("", call.out());
      assertTrue(call.err().contains("'b0' is in use by the process"), call.err());
      assertFalse(call.err().contains("remove"), call.err());
    }
  }

  @Test
  void checkReadsButDoesNotRepair() {
    Call.done("qcow2", "check", "--force-share", image);
    Call call = Call.of("qcow2", "check", "-U", "--repair", "leaks", image);
    assertEquals(1, call.exit());
    assertTrue(call.error().startsWith("--repair writes"), call.err());
  }

  @Test
  void doctorLooksByItselfAndFindsNothingToMend() throws Exception {
    Launch call = Launch.of(folder, "qcow2", "doctor", image.toString());
    assertEquals(0, call.exit(), call.err());
    assertTrue(call.out().startsWith(image + ": in use, nothing to mend"), call.out());
    assertTrue(call.out().contains("b0  in-use "), call.out());
    assertTrue(call.out().contains("in use by a running process, not damaged"), call.out());
    assertTrue(call.out().contains("may be outdated"), call.out());
    assertFalse(call.out().contains("--remove"), call.out());
    JsonNode json =
        JSON.readTree(Call.done("qcow2", "doctor", "--output=json", image).out())
            .get("chains")
            .get(0);
    assertEquals("snapshot", json.get("images").get(0).get("examined").asText());
    assertEquals("in-use", json.get("findings").get(0).get("kind").asText());
    assertEquals(
        "in-use", json.get("images").get(0).get("bitmaps").get(0).get("condition").asText());
  }

  @Test
  void fixIsRefusedForItAndDoneForTheOthers() throws Exception {
    Path other = folder.resolve("other.qcow2");
    Call.done("qcow2", "create", other, "1M");
    Call.done("qcow2", "bitmap", "--add", other, "b1");
    TestImage.crash(other);
    byte[] before = Files.readAllBytes(image);
    Call call = Call.of("qcow2", "doctor", "--fix", image, other);
    assertEquals(1, call.exit());
    assertEquals(
        "--fix is refused for "
            + image
            + ": another process has it open for writing; close it there first",
        call.error());
    assertTrue(call.out().contains("done: dirtybench qcow2 bitmap --remove " + other + " b1"));
    assertArrayEquals(before, Files.readAllBytes(image));
    Call.done("qcow2", "doctor", other);
  }

  @Test
  void onceTheDaemonHasEndedOrBeenKilledTheTruthIsSeen() throws Exception {
    end();
    Call.done("qcow2", "map", "-U", "--bitmap", "b0", image);
    assertTrue(Call.done("qcow2", "doctor", image).out().contains("b0  usable"));
    Files.deleteIfExists(folder.resolve("daemon.pid"));
    daemon = QemuTool.storageDaemon().holding(image);
    daemon.destroyForcibly().waitFor();
    Call call = Call.of("qcow2", "doctor", image);
    assertEquals(1, call.exit());
    assertTrue(call.out().contains("b0  inconsistent"), call.out());
    call = Call.of("qcow2", "map", "-U", "--bitmap", "b0", image);
    assertEquals(1, call.exit());
    assertTrue(call.err().contains("is inconsistent and cannot be used"), call.err());
  }
}
