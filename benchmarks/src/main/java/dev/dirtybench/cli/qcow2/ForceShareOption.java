package dev.dirtybench.cli.qcow2;

import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.qcow2.image.ImageLockedException;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Whether a command reads without locks what another process may have open for writing. */
final class ForceShareOption {
  static final String HINT = "to look at it as it is at this moment, add --force-share (-U)";

  @Option(
      names = {"-U", "--force-share"},
      description = {
        "reads without locks, so that an image open in a running QEMU can be looked",
        "into; what is shown was so at that moment"
      })
  private boolean force;

  boolean isSet() {
    return force;
  }

  OpenMode mode() {
    return force ? OpenMode.READ_UNLOCKED : OpenMode.READ_ONLY;
  }

  Qcow2Image open(Path file, ImageCommand command) throws IOException, JobFailedException {
    try {
      return command.open(file, mode());
    } catch (ImageLockedException e) {
      throw new JobFailedException(e.getMessage() + "\n" + HINT, e);
    }
  }

  /** Refuses a bitmap whose contents are in another process. */
  static void requireContents(DirtyBitmap bitmap, Qcow2Image image) throws JobFailedException {
    if (image.isHeld() && bitmap.isInconsistent()) {
      throw new JobFailedException(
          "bitmap '"
              + bitmap.name().orElseThrow()
              + "' is in use by the process that has the image open, which alone knows its contents"
              + "\nask that process (block-export-add with the bitmap, query-named-block-nodes), or"
              + " come back once it has closed the image");
    }
  }
}
