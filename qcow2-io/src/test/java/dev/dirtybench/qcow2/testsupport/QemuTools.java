package dev.dirtybench.qcow2.testsupport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * The real tools, found on the path.
 *
 * <p>Where one is missing, the test is skipped with a message that names the Debian package, or
 * fails with {@code -Ddirtybench.require.qemu=true}.
 */
public enum QemuTools {
  QEMU_IMG("qemu-img", "qemu-utils"),
  QEMU_IO("qemu-io", "qemu-utils"),
  QEMU_NBD("qemu-nbd", "qemu-utils"),
  STORAGE_DAEMON("qemu-storage-daemon", "qemu-system-common"),
  NBDINFO("nbdinfo", "libnbd-bin");

  private static final int TIMEOUT_SECONDS = 60;

  private final String program;
  private final String debianPackage;

  QemuTools(String program, String debianPackage) {
    this.program = program;
    this.debianPackage = debianPackage;
  }

  /** What a run of a tool gave. */
  public record Result(int exitCode, String output) {
    /** The same, which must have succeeded. */
    public Result succeeded() {
      assertEquals(0, exitCode, output);
      return this;
    }
  }

  /** Skips the test, or fails it, unless every one of these tools is there. */
  public static void require(QemuTools... tools) {
    for (QemuTools tool : tools) {
      if (tool.path() == null) {
        String message =
            tool.program + " is missing; install it with: apt-get install " + tool.debianPackage;
        if (Boolean.getBoolean("dirtybench.require.qemu")) {
          throw new AssertionError(message);
        }
        Assumptions.abort(message);
      }
    }
  }

  /** Where the program is, or null. */
  public Path path() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  /** Runs the tool to its end; both outputs come together. */
  public Result run(Object... arguments) throws IOException {
    require(this);
    List<String> command = new ArrayList<>(List.of(path().toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(command + " did not end within " + TIMEOUT_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + command, e);
    }
    return new Result(process.exitValue(), output);
  }
}
