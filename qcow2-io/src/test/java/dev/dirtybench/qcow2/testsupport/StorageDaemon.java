package dev.dirtybench.qcow2.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A running qemu-storage-daemon with a monitor and an NBD server, but no images at first.
 *
 * <p>{@link #quit()} ends it in order; {@link #kill()} is the crash; {@link #close()} kills what
 * still runs. Belongs to one thread.
 */
public final class StorageDaemon implements AutoCloseable {
  private final ShortFolder folder;
  private static final String MONITOR = "q.sock";
  private static final String NBD = "n.sock";
  private static final String PID_FILE = "pid";
  private static final String LOG = "log";

  private final Process process;
  private final Qmp qmp;

  private StorageDaemon(ShortFolder folder, Process process, Qmp qmp) {
    this.folder = folder;
    this.process = process;
    this.qmp = qmp;
  }

  /**
   * Starts one.
   *
   * @return the daemon, ready for commands
   * @throws IOException if it does not start
   */
  public static StorageDaemon start() throws IOException {
    ShortFolder folder = new ShortFolder();
    Process process =
        new ProcessBuilder(
                QemuTools.STORAGE_DAEMON.path().toString(),
                "--chardev",
                "socket,id=c0,server=on,wait=off,path=" + folder.resolve(MONITOR),
                "--monitor",
                "chardev=c0",
                "--pidfile",
                folder.resolve(PID_FILE).toString(),
                "--nbd-server",
                "addr.type=unix,addr.path=" + folder.resolve(NBD))
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(LOG).toFile())
            .start();
    try {
      return new StorageDaemon(folder, process, connect(process, folder));
    } catch (IOException | RuntimeException | Error e) {
      process.destroyForcibly();
      folder.close();
      throw e;
    }
  }

  private static Qmp connect(Process process, ShortFolder folder) throws IOException {
    // The daemon writes it when everything is set up. The monitor listens before, but whoever
    // connects then may be greeted twice, or lose what is sent meanwhile.
    Path pidFile = folder.resolve(PID_FILE);
    Waiting.until(
        () -> Files.exists(pidFile),
        process,
        () -> "the storage daemon: " + Files.readString(folder.resolve(LOG)));
    return new Qmp(folder.resolve(MONITOR));
  }

  /**
   * The monitor.
   *
   * @return the connection
   */
  public Qmp qmp() {
    return qmp;
  }

  /**
   * Opens an image without its backing file, as a node and one for its file, {@code NODE-file}.
   *
   * @param node the node's name
   * @param image which image
   * @throws QmpException if it cannot be opened
   */
  public void open(String node, Path image) {
    open(node, image, Map.of("backing", new Null()));
  }

  /**
   * Opens an image read-only, without its backing file.
   *
   * @param node the node's name
   * @param image which image
   * @throws QmpException if it cannot be opened
   */
  public void openReadOnly(String node, Path image) {
    open(node, image, Map.of("backing", new Null(), "read-only", true));
  }

  /**
   * Opens an image.
   *
   * @param node the node's name
   * @param image which image
   * @param options further options of the qcow2 driver
   * @throws QmpException if it cannot be opened
   */
  public void open(String node, Path image, Map<String, ?> options) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("driver", "file");
    file.put("node-name", node + "-file");
    file.put("filename", image.toAbsolutePath().toString());
    file.put("auto-read-only", true);
    // What is written must outlive the process here, not the machine.
    Map<String, Object> cache = Map.of("no-flush", true);
    file.put("cache", cache);
    qmp.run("blockdev-add", file);
    try {
      Map<String, Object> qcow2 = new LinkedHashMap<>();
      qcow2.put("driver", "qcow2");
      qcow2.put("node-name", node);
      qcow2.put("file", node + "-file");
      qcow2.put("cache", cache);
      // Otherwise the node ignores what the guest discards, and marks nothing.
      qcow2.put("discard", "unmap");
      options.forEach((key, value) -> qcow2.put(key, value instanceof Null ? null : value));
      qmp.run("blockdev-add", qcow2);
    } catch (QmpException e) {
      qmp.run("blockdev-del", Map.of("node-name", node + "-file"));
      throw e;
    }
  }

  /** A null of JSON, which a map of Java cannot hold. */
  private static final class Null {}

  /**
   * Reopens an image for another use.
   *
   * @param node the node's name
   * @param readOnly {@code true} or {@code false}, as QMP has it
   * @throws QmpException if it cannot be
   */
  public void reopen(String node, Object readOnly) {
    Map<String, Object> qcow2 = new LinkedHashMap<>();
    qcow2.put("driver", "qcow2");
    qcow2.put("node-name", node);
    qcow2.put("file", node + "-file");
    qcow2.put("cache", Map.of("no-flush", true));
    qcow2.put("backing", null);
    qcow2.put("discard", "unmap");
    qcow2.put("read-only", readOnly);
    qmp.run("blockdev-reopen", Map.of("options", List.of(qcow2)));
  }

  /**
   * Closes an image, and with it stores its bitmaps.
   *
   * @param node the node's name
   */
  public void close(String node) {
    qmp.run("blockdev-del", Map.of("node-name", node));
    qmp.run("blockdev-del", Map.of("node-name", node + "-file"));
  }

  /**
   * Lets clients write to a node.
   *
   * @param node the node's name, which is the export's name and identity too
   */
  public void export(String node) {
    qmp.run(
        "block-export-add",
        Map.of("type", "nbd", "id", node, "node-name", node, "name", node, "writable", true));
  }

  /**
   * Lets clients read a bitmap, which is busy meanwhile.
   *
   * @param id the export's name and identity
   * @param node the node's name
   * @param bitmap the bitmap's name
   */
  public void exportBitmap(String id, String node, String bitmap) {
    qmp.run(
        "block-export-add",
        Map.of(
            "type",
            "nbd",
            "id",
            id,
            "node-name",
            node,
            "name",
            id,
            "bitmaps",
            List.of(Map.of("node", node, "name", bitmap))));
  }

  /**
   * Ends an export and waits until it is gone.
   *
   * @param id its identity
   */
  public void endExport(String id) {
    qmp.run("block-export-del", Map.of("id", id, "mode", "hard"));
    qmp.await("BLOCK_EXPORT_DELETED", data -> data.get("id").asText().equals(id));
  }

  /**
   * Connects a guest to an export.
   *
   * @param export its name
   * @return the client
   * @throws IOException if there is no such export
   */
  public NbdClient guest(String export) throws IOException {
    return new NbdClient(folder.resolve(NBD), export);
  }

  /**
   * Where other clients find an export.
   *
   * @param export its name
   * @return a URI
   */
  public String uri(String export) {
    return "nbd+unix:///" + export + "?socket=" + folder.resolve(NBD);
  }

  /**
   * What a query says of a node's bitmaps.
   *
   * @param node the node's name
   * @return records, newest first
   */
  public List<QemuBitmap> query(String node) {
    for (JsonNode one : qmp.run("query-named-block-nodes", Map.of("flat", true))) {
      if (one.get("node-name").asText().equals(node)) {
        List<QemuBitmap> bitmaps = new ArrayList<>();
        one.path("dirty-bitmaps").forEach(bitmap -> bitmaps.add(QemuBitmap.of(bitmap)));
        return bitmaps;
      }
    }
    throw new AssertionError("the daemon has no node " + node);
  }

  /**
   * The hash of a bitmap's leaf words.
   *
   * @param node the node's name
   * @param bitmap the bitmap's name
   * @return 64 hexadecimal digits
   */
  public String sha256(String node, String bitmap) {
    return qmp.run("x-debug-block-dirty-bitmap-sha256", Map.of("node", node, "name", bitmap))
        .get("sha256")
        .asText();
  }

  /**
   * Ends the daemon in order: its images are closed and their bitmaps stored.
   *
   * @throws IOException if it does not end
   */
  public void quit() throws IOException {
    qmp.run("quit", Map.of());
    Waiting.untilEnd(process);
  }

  /**
   * Kills the daemon: nothing is stored.
   *
   * @throws IOException if it does not end
   */
  public void kill() throws IOException {
    Waiting.end(process);
  }

  @Override
  public void close() throws IOException {
    kill();
    qmp.close();
    folder.close();
  }
}
