package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dirtybench qcow2 create} and {@code info}. */
class Qcow2InfoTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void theJsonHasTheShapeOfQemuImg() throws Exception {
    Path image = imageWithBitmaps();
    JsonNode expected =
        JSON.readTree(
            """
            {"virtual-size": 16777216, "filename": "%s", "cluster-size": 65536,
             "format": "qcow2", "format-specific": {"type": "qcow2", "data": {
               "compat": "1.1", "compression-type": "zlib", "lazy-refcounts": false,
               "bitmaps": [
                 {"flags": ["auto"], "name": "b0", "granularity": 65536},
                 {"flags": [], "name": "b1", "granularity": 512}],
               "refcount-bits": 16, "corrupt": false, "extended-l2": false}},
             "dirty-flag": false}
            """
                .formatted(image));
    assertEquals(expected, JSON.readTree(Call.done("qcow2", "info", "--output=json", image).out()));
  }

  @Test
  void theJsonIsQemuImgsButForTheSpaceTakenOnTheDisk() throws Exception {
    QemuTool img = QemuTool.img();
    Path base = imageWithBitmaps();
    Path top = folder.resolve("top.qcow2");
    Call.done("qcow2", "create", "-b", "disk.qcow2", "-F", "qcow2", top);
    Path old = folder.resolve("old.qcow2");
    Call.done("qcow2", "create", "--compat", "0.10", "--cluster-size", "4K", old, "1.5M");
    Path wide = folder.resolve("wide.qcow2");
    Call.done("qcow2", "create", "--refcount-bits", "64", "--cluster-size", "2M", wide, "1000");
    TestImage.crash(base);
    for (Path image : new Path[] {base, top, old, wide}) {
      img.run(0, folder, "check", image);
      ObjectNode theirs =
          (ObjectNode) JSON.readTree(img.run(0, folder, "info", "--output=json", image));
      theirs.remove("actual-size");
      JsonNode ours = JSON.readTree(Call.done("qcow2", "info", "--output", "json", image).out());
      assertEquals(theirs, ours);
    }
  }

  @Test
  void theLinesAreQemuImgsButForTheSpaceTakenOnTheDisk() throws Exception {
    QemuTool img = QemuTool.img();
    Path image = imageWithBitmaps();
    TestImage.crash(image);
    String theirs = img.run(0, folder, "info", image).replaceFirst("disk size: .*\n", "");
    assertEquals(theirs, Call.done("qcow2", "info", image).out());
  }

  @Test
  void anExistingFileIsLeftAlone() throws Exception {
    Path image = folder.resolve("disk.qcow2");
    Files.writeString(image, "precious");
    Call call = Call.of("qcow2", "create", image, "1M");
    assertEquals(1, call.exit());
    assertEquals("exists already: " + image, call.error());
    assertEquals("precious", Files.readString(image));
  }

  @Test
  void aWrongCallOfCreateIsAnsweredInOneLine() {
    Path image = folder.resolve("disk.qcow2");
    wrong("SIZE must be given", "create", image);
    wrong("a size must be a number of bytes", "create", image, "1X");
    wrong("a size must be a number of bytes", "create", image, "8E");
    wrong("cluster size must be a power of two", "create", "--cluster-size", "1000", image, "1M");
    wrong("refcount width", "create", "--refcount-bits", "3", image, "1M");
    wrong("--compat must be 1.1 or 0.10", "create", "--compat", "4", image, "1M");
    wrong("must be given together", "create", "-b", "x", image, "1M");
    wrong("must exist", "create", "-b", "none", "-F", "raw", image, "1M");
    wrong("--output must be human or json", "info", "--output=xml", image);
    assertFalse(Files.exists(image));
  }

  @Test
  void aMissingImageIsNamed() {
    Path image = folder.resolve("none.qcow2");
    Call call = Call.of("qcow2", "info", image);
    assertEquals(2, call.exit());
    assertEquals("no such file: " + image, call.error());
  }

  @Test
  void aFileThatIsNoImageIsAFailedJob() throws Exception {
    Path image = folder.resolve("text.qcow2");
    Files.writeString(image, "x".repeat(200));
    Call call = Call.of("qcow2", "info", image);
    assertEquals(1, call.exit());
    assertTrue(call.error().contains(image.toString()), call.error());
  }

  private Path imageWithBitmaps() {
    Path image = folder.resolve("disk.qcow2");
    Call.done("qcow2", "create", image, "16M");
    Call.done("qcow2", "bitmap", "--add", "-g", "64K", image, "b0");
    Call.done("qcow2", "bitmap", "--add", "--disable", "-g", "512", image, "b1");
    return image;
  }

  private static void wrong(String message, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = "qcow2";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Call call = Call.of(all);
    assertEquals(2, call.exit(), call.err());
    assertTrue(call.error().contains(message), call.error());
  }
}
