package dev.dirtybench.cli.qcow2;

import dev.dirtybench.dirty.BitmapRefusedException;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.dirty.UnknownBitmapException;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What the commands on images have in common: a refusal by the library is a failed job, not a wrong
 * call.
 */
abstract class ImageCommand implements Callable<Integer> {
  private static final String BACKEND = "hbitmap";
  private static final int SHOWN_NAMES = 10;

  @Spec private CommandSpec spec;

  /** Does the job and returns the exit code. */
  abstract int run() throws IOException, JobFailedException;

  @Override
  public final Integer call() throws IOException, JobFailedException {
    try {
      return run();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new JobFailedException(reason(e), e);
    } finally {
      out().flush();
    }
  }

  /** Why something failed, with the hint for it on a line of its own. */
  static String reason(Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    if (e instanceof BitmapRefusedException refused && refused.hint().isPresent()) {
      return message + "\n" + refused.hint().get();
    }
    return message;
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter error() {
    return spec.commandLine().getErr();
  }

  final void warn(String message) {
    error().println("dirtybench: warning: " + message);
  }

  final ParameterException wrongCall(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  static BitmapProvider backend() {
    return Backends.load().require(BACKEND);
  }

  /** Finds a bitmap; where there is none of that name, says which there are. */
  static DirtyBitmap require(Qcow2Image image, String bitmap, Path file) throws JobFailedException {
    try {
      return image.node().require(bitmap);
    } catch (UnknownBitmapException e) {
      List<String> names =
          image.storedBitmaps().stream().map(stored -> "'" + stored.name() + "'").toList();
      String shown = String.join(", ", names.subList(0, Math.min(names.size(), SHOWN_NAMES)));
      throw new JobFailedException(
          e.getMessage()
              + "\n"
              + file
              + (names.isEmpty() ? " has no bitmaps" : " has " + shown)
              + (names.size() > SHOWN_NAMES ? " and more" : ""),
          e);
    }
  }

  /** Opens an image and passes on what it warns of. */
  final Qcow2Image open(Path file, OpenMode mode) throws IOException {
    Qcow2Image image = Qcow2Image.open(file, mode, backend());
    image.warnings().forEach(this::warn);
    return image;
  }
}
