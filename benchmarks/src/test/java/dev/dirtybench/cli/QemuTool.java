package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One of QEMU's tools. A test that needs one that is missing is skipped, naming the package that
 * has it, or fails if {@code -Ddirtybench.require.qemu=true}.
 */
public final class QemuTool {
  private final List<String> command;

  private QemuTool(String path) {
    this.command = List.of(path);
  }

  public static QemuTool img() {
    return find("qemu-img", "qemu-utils");
  }

  public static QemuTool io() {
    return find("qemu-io", "qemu-utils");
  }

  public static QemuTool nbd() {
    return find("qemu-nbd", "qemu-utils");
  }

  public static QemuTool nbdinfo() {
    return find("nbdinfo", "libnbd-bin");
  }

  static QemuTool storageDaemon() {
    return find("qemu-storage-daemon", "qemu-system-common");
  }

  private static QemuTool find(String name, String debianPackage) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      Path path = Path.of(folder, name);
      if (Files.isExecutable(path)) {
        return new QemuTool(path.toString());
      }
    }
    String message = name + " is not installed; it is in the Debian package " + debianPackage;
    if (Boolean.getBoolean("dirtybench.require.qemu")) {
      return fail(message);
    }
    return abort(message);
  }

  /** Runs the tool and returns its standard output. */
  public String run(int exit, Path folder, Object... arguments)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(command);
    for (Object argument : arguments) {
      line.add(argument.toString());
    }
    Path out = Files.createTempFile(folder, "tool", ".out");
    Path err = Files.createTempFile(folder, "tool", ".err");
    Process process =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("did not end: " + line);
    }
    assertEquals(exit, process.exitValue(), () -> line + ": " + text(err));
    return text(out);
  }

  /** Starts a storage daemon that has an image open for writing, and waits until it has. */
  Process holding(Path image) throws IOException, InterruptedException {
    Path started = image.resolveSibling("daemon.pid");
    List<String> line = new ArrayList<>(command);
    line.add("--blockdev");
    line.add("driver=file,node-name=f0,filename=" + image);
    line.add("--blockdev");
    line.add("driver=qcow2,node-name=q0,file=f0,backing=");
    line.add("--pidfile");
    line.add(started.toString());
    Path said = image.resolveSibling("daemon.log");
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!Files.exists(started)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new IOException("did not start: " + line + ": " + text(said));
      }
      Thread.sleep(20);
    }
    return process;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
