package dev.dirtybench.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One start of the finished jar, as a user starts it.
 *
 * @param exit its exit code
 * @param out what it printed on standard output
 * @param err what it printed on standard error
 */
record Launch(int exit, String out, String err) {
  private static final Path JAR = Path.of("target", "dirtybench.jar");

  static Launch of(Path folder, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    return ended(start(folder, out, err, arguments), out, err, arguments);
  }

  /**
   * The same with a folder of temporary files of its own, where JMH's lock is: other runs on this
   * machine are then not in its way.
   */
  static Launch alone(Path folder, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder = builder(folder, out, err, arguments);
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder);
    return ended(builder.start(), out, err, arguments);
  }

  private static Launch ended(Process process, Path out, Path err, String... arguments)
      throws IOException, InterruptedException {
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("did not end: " + List.of(arguments));
    }
    return new Launch(process.exitValue(), text(out), said(err));
  }

  static Process start(Path folder, Path out, Path err, String... arguments) throws IOException {
    return builder(folder, out, err, arguments).start();
  }

  private static ProcessBuilder builder(Path folder, Path out, Path err, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Ddirtybench.home=" + folder,
                "-jar",
                JAR.toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile());
  }

  static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  /** Without the JVM's own line about options that the environment gives it. */
  private static String said(Path err) throws IOException {
    return text(err).replaceAll("(?m)^Picked up [A-Z_]+: .*\\R", "");
  }

  /** The lines of standard error. */
  List<String> errorLines() {
    return err.lines().toList();
  }
}
