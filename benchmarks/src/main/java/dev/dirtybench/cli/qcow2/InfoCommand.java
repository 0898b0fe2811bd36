package dev.dirtybench.cli.qcow2;

import dev.dirtybench.qcow2.image.Qcow2Image;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what an image is like and which bitmaps it has. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description = "Shows an image's properties and bitmaps, as qemu-img info does.",
    footer = {
      "",
      "Examples:",
      "  dirtybench qcow2 info --output json disk.qcow2",
      "  dirtybench qcow2 info -U disk-of-a-running-machine.qcow2"
    })
final class InfoCommand extends ImageCommand {
  @Mixin private OutputOption output;

  @Mixin private ForceShareOption share;

  @Parameters(index = "0", paramLabel = "FILE", description = "the image")
  private Path file;

  @Override
  int run() throws IOException, JobFailedException {
    try (Qcow2Image image = share.open(file, this)) {
      ImageInfo info = new ImageInfo(file, image);
      if (output.isJson()) {
        OutputOption.print(info.toJson(), out());
      } else {
        info.print(out());
      }
    }
    return 0;
  }
}
