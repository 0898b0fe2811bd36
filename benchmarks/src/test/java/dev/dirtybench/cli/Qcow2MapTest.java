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

/** {@code dirtybench qcow2 map} and {@code sha256}. */
class Qcow2MapTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MIB = 1 << 20;

  @TempDir Path folder;

  private Path image;

  @BeforeEach
  void create() throws Exception {
    image = folder.resolve("disk.qcow2");
    Call.done("qcow2", "create", image, "16M");
    Call.done("qcow2", "bitmap", "--add", "-g", "64K", image, "b0");
    TestImage.write(image, MIB, 65536, 5 * MIB, 102400);
  }

  @Test
  void theJsonCoversTheWholeDiskInTheShapeOfNbdinfo() {
    assertEquals(
        """
        [{"offset":0,"length":1048576,"type":0,"description":"clean"},
        {"offset":1048576,"length":65536,"type":1,"description":"dirty"},
        {"offset":1114112,"length":4128768,"type":0,"description":"clean"},
        {"offset":5242880,"length":131072,"type":1,"description":"dirty"},
        {"offset":5373952,"length":11403264,"type":0,"description":"clean"}]
        """,
        Call.done("qcow2", "map", "--bitmap=b0", "--output=json", image).out());
  }

  @Test
  void theLinesAreThoseOfNbdinfo() {
    assertEquals(
        """
                 0     1048576    0  clean
           1048576       65536    1  dirty
           1114112     4128768    0  clean
           5242880      131072    1  dirty
           5373952    11403264    0  clean
        """,
        Call.done("qcow2", "map", "--bitmap", "b0", image).out());
  }

  @Test
  void theHashIsTheOneOfQemusDebugCommand() throws Exception {
    assertEquals(
        "59a293f285146da03bf8481266df259950dbdf587ef978888f9e57b8e51acbb8\n",
        Call.done("qcow2", "sha256", "--bitmap", "b0", image).out());
    Call.done("qcow2", "bitmap", "--add", "-g", "4K", image, "b1");
    assertEquals(
        "076a27c79e5ace2a3d47f9dd2e83e4ff6ea8872b3c2218f66c92b89b55f36560\n",
        Call.done("qcow2", "sha256", "--bitmap", "b1", image).out());
  }

  @Test
  void aDirtyEndIsCutWhereTheDiskEnds() throws Exception {
    Path small = folder.resolve("small.qcow2");
    Call.done("qcow2", "create", small, "66048");
    Call.done("qcow2", "bitmap", "--add", small, "b0");
    TestImage.write(small, 65536, 512);
    assertEquals(
        """
        [{"offset":0,"length":65536,"type":0,"description":"clean"},
        {"offset":65536,"length":512,"type":1,"description":"dirty"}]
        """,
        Call.done("qcow2", "map", "--bitmap", "b0", "--output", "json", small).out());
  }

  @Test
  void anInconsistentBitmapHasNoMapAndAHashWithAWarning() throws Exception {
    TestImage.crash(image);
    Call map = Call.of("qcow2", "map", "--bitmap", "b0", image);
    assertEquals(1, map.exit());
    assertTrue(map.error().startsWith("Bitmap 'b0' is inconsistent and cannot be used | Try "));
    Call hash = Call.done("qcow2", "sha256", "--bitmap", "b0", image);
    assertTrue(hash.error().startsWith("warning: bitmap 'b0' is inconsistent"), hash.err());
  }

  @Test
  void anUnknownBitmapIsAFailedJob() {
    for (String command : new String[] {"map", "sha256"}) {
      Call call = Call.of("qcow2", command, "--bitmap", "none", image);
      assertEquals(1, call.exit());
      assertEquals("Dirty bitmap 'none' not found | " + image + " has 'b0'", call.error());
    }
  }

  @Test
  void readingWritesNothing() throws Exception {
    byte[] before = Files.readAllBytes(image);
    Call.done("qcow2", "map", "--bitmap", "b0", image);
    Call.done("qcow2", "sha256", "--bitmap", "b0", image);
    Call.done("qcow2", "info", image);
    Call.done("qcow2", "check", image);
    assertArrayEquals(before, Files.readAllBytes(image));
  }

  @Test
  void nbdinfoSaysTheSame() throws Exception {
    QemuTool nbd = QemuTool.nbd();
    QemuTool nbdinfo = QemuTool.nbdinfo();
    Path socket = folder.resolve("s");
    nbd.run(0, folder, "-r", "-f", "qcow2", "--bitmap=b0", "-k", socket, "--fork", image);
    String theirs =
        nbdinfo.run(
            0, folder, "--map=qemu:dirty-bitmap:b0", "--json", "nbd+unix:///?socket=" + socket);
    assertEquals(
        JSON.readTree(theirs),
        JSON.readTree(Call.done("qcow2", "map", "--bitmap=b0", "--output=json", image).out()));
  }
}
