package dev.dirtybench.plots;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One run of a script of this repository that is written in Python.
 *
 * @param exit its exit code
 * @param out the lines on standard output
 * @param err the lines on standard error
 */
record PlotScript(int exit, List<String> out, List<String> err) {
  static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  /** Skips the test where there is no Python, or fails if {@code dirtybench.require.plots=true}. */
  static void requirePython() {
    if (!Files.isExecutable(PYTHON)) {
      missing(PYTHON + " is not there; it is in the Debian package python3");
    }
  }

  /** As {@link #requirePython()}, for the libraries that draw. */
  static void requireMatplotlib() throws IOException, InterruptedException {
    requirePython();
    PlotScript found = start(List.of(PYTHON.toString(), "-c", "import matplotlib, pandas"));
    if (found.exit() != 0) {
      missing(
          "pictures cannot be drawn; apt-get install --no-install-recommends python3-matplotlib"
              + " python3-pandas");
    }
  }

  private static void missing(String message) {
    if (Boolean.getBoolean("dirtybench.require.plots")) {
      fail(message);
    }
    abort(message);
  }

  /** Runs {@code scripts/NAME}. */
  static PlotScript run(String name, Object... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(ROOT.resolve("scripts").resolve(name).toString()));
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    return start(command);
  }

  /** The first run of the reference runs. */
  static Path reference() throws IOException {
    try (Stream<Path> runs = Files.list(ROOT.resolve("results").resolve("reference"))) {
      return runs.filter(run -> Files.exists(run.resolve("manifest.json")))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  static PlotScript start(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("script", ".out");
    Path err = Files.createTempFile("script", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("did not end: " + command);
      }
      return new PlotScript(
          process.exitValue(),
          Files.readAllLines(out, StandardCharsets.UTF_8),
          Files.readAllLines(err, StandardCharsets.UTF_8));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
