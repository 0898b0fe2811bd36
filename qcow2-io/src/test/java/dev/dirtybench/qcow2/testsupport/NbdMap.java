package dev.dirtybench.qcow2.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the stored content of a bitmap as a client of QEMU's NBD server sees it. */
public final class NbdMap {
  private NbdMap() {}

  /**
   * The dirty extents of bitmaps in an image that nobody has open for writing.
   *
   * @param image which image; it is opened read-only
   * @param bitmaps the bitmaps' names
   * @return for each bitmap its maximal extents, ascending
   * @throws IOException if the server does not start
   */
  public static Map<String, List<DirtyExtent>> of(Path image, Collection<String> bitmaps)
      throws IOException {
    try (ShortFolder folder = new ShortFolder()) {
      Path socket = folder.resolve("n.sock");
      Path pidFile = folder.resolve("n.pid");
      Path log = folder.resolve("log");
      List<String> command =
          new ArrayList<>(List.of(QemuTools.QEMU_NBD.path().toString(), "-r", "-t", "-f", "qcow2"));
      bitmaps.forEach(bitmap -> command.add("--bitmap=" + bitmap));
      command.addAll(List.of("-k", socket.toString(), "--pid-file=" + pidFile));
      command.add(image.toAbsolutePath().toString());
      Process server =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        // The server writes it once it listens.
        Waiting.until(
            () -> Files.exists(pidFile), server, () -> "qemu-nbd: " + Files.readString(log));
        Map<String, List<DirtyExtent>> maps = new TreeMap<>();
        for (String bitmap : bitmaps) {
          maps.put(bitmap, read("nbd+unix:///?socket=" + socket, bitmap));
        }
        return maps;
      } finally {
        Waiting.end(server);
      }
    }
  }

  /**
   * The dirty extents of a bitmap that a server exports.
   *
   * @param uri the export
   * @param bitmap the bitmap's name
   * @return maximal extents, ascending
   */
  public static List<DirtyExtent> read(String uri, String bitmap) {
    ToolResult result =
        Qemu.run(QemuTools.NBDINFO, "--map=qemu:dirty-bitmap:" + bitmap, "--json", uri).expect(0);
    List<DirtyExtent> extents = new ArrayList<>();
    for (JsonNode extent : Json.read(result.output())) {
      if (extent.get("type").asInt() == 1) {
        extents.add(new DirtyExtent(extent.get("offset").asLong(), extent.get("length").asLong()));
      }
    }
    return DirtyExtent.joined(extents);
  }
}
