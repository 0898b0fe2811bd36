package dev.dirtybench.cli.qcow2;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program that merges one bitmap of an image into another.
 *
 * @param before its command line up to the action
 */
record Racer(List<String> before) {
  private static final String QEMU_IMG = "qemu-img";

  /** This program, started anew by the Java that runs it. */
  static Racer ours() {
    List<String> words = new ArrayList<>();
    words.add(ProcessHandle.current().info().command().orElse("java"));
    words.add("-cp");
    words.add(System.getProperty("java.class.path"));
    words.add("dev.dirtybench.cli.Main");
    words.add("qcow2");
    return new Racer(words);
  }

  /** The qemu-img on the PATH. */
  static Optional<Racer> qemuImg() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String folder : path.split(File.pathSeparator)) {
      Path program = Path.of(folder, QEMU_IMG);
      if (Files.isExecutable(program)) {
        return Optional.of(new Racer(List.of(program.toString())));
      }
    }
    return Optional.empty();
  }

  /** What a user would type. */
  String line(String target, String source) {
    return String.join(" ", words("IMAGE", target, source));
  }

  /** Merges and waits until it is done. */
  void merge(Path image, String target, String source) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(words(image.toString(), target, source))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException(
          line(target, source) + " ended with exit code " + exit + ": " + said.strip());
    }
  }

  private List<String> words(String image, String target, String source) {
    List<String> words = new ArrayList<>(before);
    words.addAll(List.of("bitmap", "--merge", source, "-f", "qcow2", image, target));
    return words;
  }
}
