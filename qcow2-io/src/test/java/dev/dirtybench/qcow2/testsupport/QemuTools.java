package dev.dirtybench.qcow2.testsupport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
  public Result run(Object... arguments) {
    require(this);
    ToolResult result = Qemu.run(this, arguments);
    return new Result(result.exitCode(), (result.output() + result.errors()).strip());
  }
}
