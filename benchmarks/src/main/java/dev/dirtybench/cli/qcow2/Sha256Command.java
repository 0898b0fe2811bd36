package dev.dirtybench.cli.qcow2;

import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.qcow2.image.Qcow2Image;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the hash of a bitmap's bits. */
@Command(
    name = "sha256",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the SHA-256 of a bitmap's bits.",
      "It is the one of QEMU's debug command x-debug-block-dirty-bitmap-sha256."
    },
    footer = {"", "Example:", "  dirtybench qcow2 sha256 --bitmap backup disk.qcow2"})
final class Sha256Command extends ImageCommand {
  @Option(names = "--bitmap", required = true, paramLabel = "NAME", description = "which bitmap")
  private String bitmap;

  @Mixin private ForceShareOption share;

  @Parameters(index = "0", paramLabel = "FILE", description = "the image")
  private Path file;

  @Override
  int run() throws IOException, JobFailedException {
    try (Qcow2Image image = share.open(file, this)) {
      DirtyBitmap found = require(image, bitmap, file);
      ForceShareOption.requireContents(found, image);
      if (found.isInconsistent()) {
        warn(
            "bitmap '"
                + bitmap
                + "' is inconsistent; as in QEMU this is the hash of one that is clean");
      }
      out().println(found.sha256());
    }
    return 0;
  }
}
