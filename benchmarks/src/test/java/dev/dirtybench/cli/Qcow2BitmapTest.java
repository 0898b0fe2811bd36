package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dirtybench qcow2 bitmap}, with qemu-img's options in qemu-img's order. */
class Qcow2BitmapTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private Path image;

  @BeforeEach
  void create() {
    image = folder.resolve("disk.qcow2");
    Call.done("qcow2", "create", image, "16M");
  }

  @Test
  void aBitmapIsAddedWithQemusDefaultGranularity() throws Exception {
    change("--add", image, "b0");
    assertEquals("[{\"flags\":[\"auto\"],\"name\":\"b0\",\"granularity\":65536}]", bitmaps());
  }

  @Test
  void severalActionsRunInTheOrderInWhichTheyAreGiven() throws Exception {
    change("--add", "--disable", "-g", "512", image, "b0");
    assertEquals("[{\"flags\":[],\"name\":\"b0\",\"granularity\":512}]", bitmaps());
    change("--remove", "--add", "-g", "4k", image, "b0");
    assertEquals("[{\"flags\":[\"auto\"],\"name\":\"b0\",\"granularity\":4096}]", bitmaps());
    change("--disable", "--enable", "--disable", image, "b0");
    assertEquals("[{\"flags\":[],\"name\":\"b0\",\"granularity\":4096}]", bitmaps());
    refused("add on bitmap b0 failed: Bitmap already exists: b0", "--add", "--remove", image, "b0");
  }

  @Test
  void mergeAddsWhatEverySourceMarks() throws Exception {
    change("--add", image, "a");
    TestImage.write(image, 1 << 20, 65536);
    change("--disable", image, "a");
    change("--add", image, "b");
    TestImage.write(image, 5 << 20, 65536);
    change("--add", "--disable", "--merge", "a", "--merge=b", image, "c");
    assertTrue(map("c").contains("1048576       65536    1  dirty"), map("c"));
    assertTrue(map("c").contains("5242880       65536    1  dirty"), map("c"));
    change("--clear", "--merge", "a", image, "c");
    assertEquals(map("a"), map("c"));
  }

  @Test
  void mergeTakesItsSourceFromAnotherImage() {
    Path other = folder.resolve("other.qcow2");
    Call.done("qcow2", "create", other, "16M");
    Call.done("qcow2", "bitmap", "--add", "-g", "4K", other, "b0");
    change("--add", image, "b0");
    assertEquals(0, Call.of("qcow2", "map", "--bitmap", "b0", other).exit());
    change("--merge", "b0", "-b", other, "-F", "qcow2", image, "b0");
  }

  @Test
  void mergeOfAnotherSizeIsRefused() {
    Path other = folder.resolve("other.qcow2");
    Call.done("qcow2", "create", other, "17M");
    Call.done("qcow2", "bitmap", "--add", other, "b0");
    change("--add", image, "b0");
    refused("merge on bitmap b0 failed", "--merge", "b0", "-b", other, image, "b0");
  }

  @Test
  void actionsBeforeTheOneThatFailsAreKeptAndNamed() throws Exception {
    String error = refused("merge on bitmap b0 failed", "--add", "--merge", "none", image, "b0");
    assertTrue(error.endsWith("Dirty bitmap 'none' not found | done before it: --add"), error);
    assertTrue(bitmaps().contains("b0"));
  }

  @Test
  void anInconsistentBitmapCanOnlyBeRemovedAndTheHintSaysSo() throws Exception {
    change("--add", image, "b0");
    TestImage.crash(image);
    for (String action : new String[] {"--clear", "--enable", "--disable", "--merge=b0"}) {
      String error = refused("Bitmap 'b0' is inconsistent and cannot be used", action, image, "b0");
      assertTrue(error.endsWith("| Try block-dirty-bitmap-remove to delete this bitmap from disk"));
    }
    change("--add", image, "b1");
    change("--remove", image, "b0");
    assertEquals("[{\"flags\":[\"auto\"],\"name\":\"b1\",\"granularity\":65536}]", bitmaps());
  }

  @Test
  void aVersion2ImageHoldsNoBitmaps() {
    Path old = folder.resolve("old.qcow2");
    Call.done("qcow2", "create", "--version", "2", old, "1M");
    refused("version 2", "--add", old, "b0");
  }

  @Test
  void aNameOfMoreThan1023BytesIsRefused() {
    change("--add", image, "n".repeat(1023));
    refused("1023", "--add", image, "n".repeat(1024));
    refused("1023", "--add", image, "");
  }

  @Test
  void theImageItselfMayBeNamedAsTheSourceOfAMerge() throws Exception {
    change("--add", image, "b0");
    change("--add", "--merge", "b0", "-b", image, "-F", "qcow2", image, "b1");
    assertTrue(bitmaps().contains("b1"), bitmaps());
  }

  @Test
  void aWrongCallIsAnsweredInOneLine() throws Exception {
    wrong("Need at least one of --add, --remove", image, "b0");
    wrong("granularity only supported with --add", "--clear", "-g", "64K", image, "b0");
    wrong("only supported with --merge", "--add", "-b", image, image, "b0");
    wrong("Granularity must be power of 2 and at least 512", "--add", "-g", "768", image, "b0");
    wrong("Granularity must be power of 2 and at least 512", "--add", "-g", "256", image, "b0");
    wrong("--merge needs the name of a bitmap", "--merge");
    wrong("-F must be qcow2", "--merge", "x", "-b", image, "-F", "raw", image, "b0");
    wrong("Unknown option", "--rename", image, "b0");
    wrong("Missing required parameter", "--add", image);
    assertEquals("null", bitmaps());
  }

  @Test
  void qemuReadsWhatWasStored() throws Exception {
    QemuTool img = QemuTool.img();
    change("--add", image, "b0");
    TestImage.write(image, 0, 1 << 20);
    change("--add", "--disable", "--merge", "b0", "-g", "512", image, "b1");
    change("--remove", image, "b0");
    img.run(0, folder, "check", image);
    img.run(0, folder, "bitmap", "--add", "--merge", "b1", image, "b2");
    assertEquals(map("b1"), map("b2"));
  }

  private void change(Object... arguments) {
    Call.done(prefixed(arguments));
  }

  private static String refused(String message, Object... arguments) {
    Call call = Call.of(prefixed(arguments));
    assertEquals(1, call.exit(), call.err());
    assertTrue(call.error().contains(message), call.error());
    return call.error();
  }

  private static void wrong(String message, Object... arguments) {
    Call call = Call.of(prefixed(arguments));
    assertEquals(2, call.exit(), call.err());
    assertTrue(call.error().contains(message), call.error());
  }

  private static Object[] prefixed(Object... arguments) {
    Object[] all = new Object[arguments.length + 2];
    all[0] = "qcow2";
    all[1] = "bitmap";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return all;
  }

  private String map(String bitmap) {
    return Call.done("qcow2", "map", "--bitmap", bitmap, image).out();
  }

  /** The list of bitmaps in the JSON of info, "null" if it has none. */
  private String bitmaps() throws Exception {
    return String.valueOf(
        JSON.readTree(Call.done("qcow2", "info", "--output=json", image).out())
            .get("format-specific")
            .get("data")
            .get("bitmaps"));
  }
}
