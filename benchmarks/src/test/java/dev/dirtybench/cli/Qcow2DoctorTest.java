package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dirtybench qcow2 doctor}. */
class Qcow2DoctorTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private Path image;

  @BeforeEach
  void create() throws Exception {
    image = folder.resolve("disk.qcow2");
    Call.done("qcow2", "create", image, "16M");
    Call.done("qcow2", "bitmap", "--add", image, "b0");
    TestImage.write(image, 1 << 20, 1);
  }

  @Test
  void aHealthyChainIs0AndSaysWhatABackupCopies() {
    Call.done("qcow2", "bitmap", "--add", "--disable", "-g", "512", image, "b1");
    assertEquals(
        """
        %1$s: healthy
          %1$s  qcow2, 16 MiB
            b0  usable         64K per bit, an incremental backup copies 65536 bytes; \
        records guest writes
            b1  disabled       512 per bit, an incremental backup copies 0 bytes; \
        can be trusted, but does not record guest writes

        """
            .formatted(image),
        Call.done("qcow2", "doctor", image).out());
  }

  @Test
  void aCrashIsExplainedAndMendedByTheCommandShown() throws Exception {
    TestImage.crash(image);
    Call call = Call.of("qcow2", "doctor", image);
    assertEquals(1, call.exit());
    assertEquals("", call.err());
    String command = "dirtybench qcow2 bitmap --remove " + image + " b0";
    assertTrue(call.out().contains("    mend: " + command + "\n"), call.out());
    assertTrue(call.out().contains("    or: qemu-img bitmap --remove " + image + " b0\n"));
    String[] words = command.split(" ");
    Call.done((Object[]) java.util.Arrays.copyOfRange(words, 1, words.length));
    Call.done("qcow2", "doctor", image);
  }

  @Test
  void theJsonOfACrashHasTheFieldsOfTheReadme() throws Exception {
    TestImage.crash(image);
    Call call = Call.of("qcow2", "doctor", "--output=json", image);
    assertEquals(1, call.exit());
    JsonNode json = JSON.readTree(call.out());
    JsonNode finding = json.get("chains").get(0).get("findings").get(0);
    ((com.fasterxml.jackson.databind.node.ObjectNode) finding).remove("why");
    ((com.fasterxml.jackson.databind.node.ObjectNode) finding).remove("advice");
    assertEquals(
        JSON.readTree(
            """
            {"healthy": false, "chains": [{"image": "%1$s", "healthy": false,
              "images": [{"filename": "%1$s", "format": "qcow2", "examined": "whole",
                "virtual-size": 16777216,
                "bitmaps": [{"name": "b0", "granularity": 65536, "condition": "inconsistent"}]}],
              "findings": [{"kind": "inconsistent-bitmap", "weight": "mend", "image": "%1$s",
                "bitmap": "b0",
                "what": "bitmap 'b0' in %1$s is inconsistent and no backup can use it",
                "remedies": [{"action": "remove-bitmap", "fixable": true, "commands": [
                  ["dirtybench", "qcow2", "bitmap", "--remove", "%1$s", "b0"],
                  ["qemu-img", "bitmap", "--remove", "%1$s", "b0"]]}]}]}]}
            """
                .formatted(image)),
        json);
  }

  @Test
  void theJsonOfAHealthyImageHasTheBytesOfAnIncrementalBackup() throws Exception {
    assertEquals(
        JSON.readTree(
            """
            {"healthy": true, "chains": [{"image": "%1$s", "healthy": true,
              "images": [{"filename": "%1$s", "format": "qcow2", "examined": "whole",
                "virtual-size": 16777216,
                "bitmaps": [{"name": "b0", "granularity": 65536, "condition": "usable",
                  "incremental-bytes": 65536}]}],
              "findings": []}]}
            """
                .formatted(image)),
        JSON.readTree(Call.done("qcow2", "doctor", "--output", "json", image).out()));
  }

  @Test
  void nothingIsWrittenWithoutFix() throws Exception {
    TestImage.crash(image);
    byte[] before = Files.readAllBytes(image);
    assertEquals(1, Call.of("qcow2", "doctor", image).exit());
    assertArrayEquals(before, Files.readAllBytes(image));
  }

  @Test
  void fixSaysWhatItWillDoAndKeepsEveryGoodBitmap() throws Exception {
    TestImage.crash(image);
    Call.done("qcow2", "bitmap", "--add", image, "good one");
    TestImage.write(image, 2 << 20, 100_000);
    String hash = hash("good one");
    Call call = Call.done("qcow2", "doctor", "--fix", image);
    String command = "dirtybench qcow2 bitmap --remove " + image + " b0\n";
    int planned = call.out().indexOf("will do:\n  " + command);
    int done = call.out().indexOf("done: " + command);
    assertTrue(0 < planned && planned < done, call.out());
    assertTrue(call.out().contains(image + ": healthy"), call.out());
    assertEquals(hash, hash("good one"));
    assertFalse(Call.done("qcow2", "info", image).out().contains("b0"));
  }

  @Test
  void fixLeavesAHealthyImageAlone() throws Exception {
    byte[] before = Files.readAllBytes(image);
    Call call = Call.done("qcow2", "doctor", "--fix", image);
    assertTrue(call.out().contains("nothing that --fix could do"), call.out());
    assertArrayEquals(before, Files.readAllBytes(image));
  }

  @Test
  void fixOfSeveralChainsMendsTheirCommonBackingFileOnce() throws Exception {
    TestImage.crash(image);
    Path left = folder.resolve("left.qcow2");
    Path right = folder.resolve("right.qcow2");
    Call.done("qcow2", "create", "-b", "disk.qcow2", "-F", "qcow2", left);
    Call.done("qcow2", "create", "-b", "disk.qcow2", "-F", "qcow2", right);
    Call call = Call.done("qcow2", "doctor", "--fix", "--output=json", left, right);
    JsonNode fixed = JSON.readTree(call.out()).get("fixed");
    assertEquals(1, fixed.size());
    assertTrue(fixed.get(0).get("done").asBoolean());
    assertTrue(call.err().startsWith("will do:\n  dirtybench qcow2 bitmap --remove "), call.err());
  }

  @Test
  void orphansAreFoundAndFixFreesTheirClusters() throws Exception {
    TestImage.clearAutoclearBits(image);
    Call call = Call.of("qcow2", "doctor", image);
    assertEquals(1, call.exit());
    assertTrue(call.out().contains("b0  orphaned"), call.out());
    assertTrue(call.out().contains("mend: dirtybench qcow2 check --repair leaks " + image));
    Call.done("qcow2", "doctor", "--fix", image);
    Call.done("qcow2", "check", image);
  }

  @Test
  void aCommandForTheShellIsQuoted() throws Exception {
    Call.done("qcow2", "bitmap", "--add", image, "it's me");
    TestImage.crash(image);
    String out = Call.of("qcow2", "doctor", image).out();
    assertTrue(out.contains("--remove " + image + " 'it'\\''s me'\n"), out);
  }

  @Test
  void aMissingImageIsAWrongCall() {
    Call call = Call.of("qcow2", "doctor", image, folder.resolve("none"));
    assertEquals(2, call.exit());
    assertEquals("no such file: " + folder.resolve("none"), call.error());
    assertEquals("", call.out());
  }

  @Test
  void aCrashOfQemuItselfIsMended() throws Exception {
    QemuTool img = QemuTool.img();
    QemuTool io = QemuTool.io();
    io.run(134, folder, "-f", "qcow2", "-c", "abort", image);
    assertEquals(1, Call.of("qcow2", "doctor", image).exit());
    Call.done("qcow2", "doctor", "--fix", image);
    img.run(0, folder, "check", image);
    assertFalse(img.run(0, folder, "info", image).contains("b0"));
  }

  private String hash(String bitmap) {
    return Call.done("qcow2", "sha256", "--bitmap", bitmap, image).out();
  }
}
