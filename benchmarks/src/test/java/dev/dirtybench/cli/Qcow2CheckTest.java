package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dirtybench qcow2 check} and {@code resize}. */
class Qcow2CheckTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private Path image;

  @BeforeEach
  void create() {
    image = folder.resolve("disk.qcow2");
    Call.done("qcow2", "create", image, "16M");
    Call.done("qcow2", "bitmap", "--add", image, "b0");
  }

  @Test
  void anImageInOrderIs0() throws Exception {
    Call call = check(0);
    assertEquals("No errors were found on the image.\n", call.out());
    assertEquals(
        "{\"filename\":\"" + image + "\",\"format\":\"qcow2\",\"check-errors\":0}",
        json(check(0, "--output=json")));
  }

  @Test
  void anImageThatCannotBeCheckedIs1() throws Exception {
    TestImage.poke(image, 0, 'X');
    assertTrue(check(1).error().contains(image.toString()));
    Call missing = Call.of("qcow2", "check", folder.resolve("none"));
    assertEquals(1, missing.exit());
    assertEquals("no such file: " + folder.resolve("none"), missing.error());
  }

  @Test
  void damageIs2AndNotRepaired() throws Exception {
    TestImage.poke(image, TestImage.refcountOfDirectory(image), 0);
    assertTrue(check(2).out().contains("1 errors were found on the image."));
    assertTrue(json(check(2, "--output=json")).contains("\"corruptions\":1"));
    byte[] before = Files.readAllBytes(image);
    check(2, "--repair", "leaks");
    assertArrayEquals(before, Files.readAllBytes(image));
  }

  @Test
  void leaksAre3AndCanBeRepaired() throws Exception {
    TestImage.clearAutoclearBits(image);
    assertTrue(check(3).out().contains("2 leaked clusters were found on the image."));
    assertTrue(json(check(3, "--output=json")).contains("\"leaks\":2"));
    assertTrue(check(0, "--repair", "leaks").out().startsWith("2 leaked clusters were repaired."));
    check(0);
  }

  @Test
  void theJsonOfARepairCountsWhatWasFixed() throws Exception {
    TestImage.clearAutoclearBits(image);
    assertEquals(
        "{\"filename\":\""
            + image
            + "\",\"format\":\"qcow2\",\"check-errors\":0,\"leaks-fixed\":2}",
        json(check(0, "-r", "leaks", "--output=json")));
  }

  @Test
  void onlyLeaksAreRepaired() {
    assertTrue(check(1, "--repair", "all").error().startsWith("--repair must be leaks"));
  }

  @Test
  void qemuImgHasTheSameExitCodes() throws Exception {
    QemuTool img = QemuTool.img();
    img.run(check(0).exit(), folder, "check", image);
    byte[] good = Files.readAllBytes(image);
    TestImage.poke(image, TestImage.refcountOfDirectory(image), 0);
    img.run(check(2).exit(), folder, "check", image);
    Files.write(image, good);
    TestImage.clearAutoclearBits(image);
    img.run(check(3).exit(), folder, "check", image);
    Call.done("qcow2", "check", "--repair", "leaks", image);
    img.run(0, folder, "check", image);
  }

  @Test
  void aDiskGrowsToASizeOrByOne() throws Exception {
    Call.done("qcow2", "resize", image, "17M");
    assertTrue(Call.done("qcow2", "info", image).out().contains("(17825792 bytes)"));
    Call.done("qcow2", "resize", image, "+1G");
    assertTrue(Call.done("qcow2", "info", image).out().contains("(1091567616 bytes)"));
    check(0);
  }

  @Test
  void aDiskThatGrowsKeepsItsBitmaps() throws Exception {
    TestImage.write(image, 1 << 20, 65536);
    Call.done("qcow2", "resize", image, "+1M");
    assertEquals(
        """
                 0     1048576    0  clean
           1048576       65536    1  dirty
           1114112    16711680    0  clean
        """,
        Call.done("qcow2", "map", "--bitmap", "b0", image).out());
  }

  @Test
  void aDiskGrowsOverALongerBackingFileOrSaysWhyNot() throws Exception {
    Path overlay = folder.resolve("overlay.qcow2");
    Call.done("qcow2", "create", "-b", "disk.qcow2", "-F", "qcow2", overlay, "8M");
    Call.done("qcow2", "resize", overlay, "12M");
    assertTrue(Call.done("qcow2", "info", overlay).out().contains("(12582912 bytes)"));
    Call.done("qcow2", "check", overlay);
    Files.delete(image);
    Call call = Call.of("qcow2", "resize", overlay, "+1M");
    assertEquals(1, call.exit());
    assertTrue(call.error().contains("disk.qcow2 is not an existing file"), call.error());
  }

  @Test
  void shrinkingIsRefusedWithTheReason() {
    for (String size : new String[] {"-1M", "8M"}) {
      Call call = Call.of("qcow2", "resize", image, size);
      assertEquals(1, call.exit());
      assertTrue(call.error().contains("cannot shrink"), call.error());
    }
  }

  @Test
  void aWrongCallOfResizeIsAnsweredInOneLine() {
    for (Object[] call :
        new Object[][] {
          {"qcow2", "resize", image},
          {"qcow2", "resize", image, "1X"},
          {"qcow2", "resize", image, "++1M"},
          {"qcow2", "resize", image, "-q"},
          {"qcow2", "resize", image, "1M", "2M"},
        }) {
      Call result = Call.of(call);
      assertEquals(2, result.exit(), result.err());
      assertTrue(result.error().contains("see dirtybench qcow2 resize --help"), result.error());
    }
  }

  @Test
  void aDiskWithAnInconsistentBitmapKeepsItsSize() throws Exception {
    TestImage.crash(image);
    Call call = Call.of("qcow2", "resize", image, "+1M");
    assertEquals(1, call.exit());
    assertTrue(call.error().startsWith("Bitmap 'b0' is inconsistent"), call.error());
  }

  private Call check(int exit, String... options) {
    Object[] all = new Object[options.length + 3];
    all[0] = "qcow2";
    all[1] = "check";
    System.arraycopy(options, 0, all, 2, options.length);
    all[all.length - 1] = image;
    Call call = Call.of(all);
    assertEquals(exit, call.exit(), call.out() + call.err());
    return call;
  }

  private static String json(Call call) throws Exception {
    return JSON.readTree(call.out()).toString();
  }
}
