package dev.dirtybench.qcow2.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs QEMU's programs on images and reads what they say. */
public final class Qemu {
  private static final int SECONDS = 120;
  private static final int LEAKS = 3;

  private Qemu() {}

  /**
   * Runs a program to its end, whatever that is.
   *
   * @param tool which one
   * @param arguments what follows its name; paths may be given as such
   * @return how it ended
   */
  public static ToolResult run(QemuTools tool, Object... arguments) {
    List<String> command =
        Stream.concat(
                Stream.of(tool.path().toString()), Arrays.stream(arguments).map(String::valueOf))
            .toList();
    try {
      Path output = Files.createTempFile("tool", ".out");
      Path errors = Files.createTempFile("tool", ".err");
      try {
        int exitCode = run(command, output, errors);
        return new ToolResult(
            command, exitCode, Files.readString(output), Files.readString(errors));
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + String.join(" ", command), e);
    }
  }

  private static int run(List<String> command, Path output, Path errors) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(
            "still running after " + SECONDS + " seconds: " + String.join(" ", command));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + String.join(" ", command), e);
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Runs qemu-img, which must succeed.
   *
   * @param arguments what follows its name
   * @return how it ended
   */
  public static ToolResult img(Object... arguments) {
    return run(QemuTools.QEMU_IMG, arguments).expect(0);
  }

  /**
   * Has a guest write into an image, and QEMU close it.
   *
   * @param image which image
   * @param commands of qemu-io, such as {@code write -P 1 1M 64k}
   */
  public static void io(Path image, String... commands) {
    List<Object> arguments = new ArrayList<>(List.of("-f", "qcow2"));
    for (String command : commands) {
      arguments.add("-c");
      arguments.add(command);
    }
    arguments.add(image);
    run(QemuTools.QEMU_IO, arguments.toArray()).expect(0);
  }

  /**
   * Leaves the bitmaps of an image in use, as a crash of QEMU does.
   *
   * @param image which image
   */
  public static void crash(Path image) {
    // Killed by SIGABRT.
    run(QemuTools.QEMU_IO, "-f", "qcow2", "-c", "abort", image).expect(134);
  }

  /**
   * Has qemu-img check an image, which must be free of corruption and of leaks.
   *
   * @param image which image
   */
  public static void requireSound(Path image) {
    run(QemuTools.QEMU_IMG, "check", "-f", "qcow2", image).expect(0);
  }

  /**
   * Has qemu-img check an image after a crash, which may have leaked clusters but no more.
   *
   * @param image which image
   */
  public static void requireNoCorruption(Path image) {
    ToolResult result = run(QemuTools.QEMU_IMG, "check", "-f", "qcow2", image);
    if (result.exitCode() != LEAKS) {
      result.expect(0);
    }
  }

  /**
   * The bitmaps as qemu-img info shows them.
   *
   * @param image which image
   * @return records, in the order of the directory
   */
  public static List<InfoBitmap> infoBitmaps(Path image) {
    JsonNode info = Json.read(img("info", "-U", "--output=json", image).output());
    List<InfoBitmap> bitmaps = new ArrayList<>();
    for (JsonNode one : info.at("/format-specific/data/bitmaps")) {
      List<String> flags = new ArrayList<>();
      one.get("flags").forEach(flag -> flags.add(flag.asText()));
      bitmaps.add(new InfoBitmap(one.get("name").asText(), one.get("granularity").asLong(), flags));
    }
    return bitmaps;
  }
}
