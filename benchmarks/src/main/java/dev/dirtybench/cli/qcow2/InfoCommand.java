package dev.dirtybench.cli.qcow2;

import dev.dirtybench.qcow2.image.OpenMode;
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
    footer = {"", "Example:", "  dirtybench qcow2 info --output json disk.qcow2"})
final class InfoCommand extends ImageCommand {
  @Mixin private OutputOption output;

  @Parameters(index = "0", paramLabel = "FILE", description = "the image")
  private Path file;

  @Override
  int run() throws IOException {
    try (Qcow2Image image = open(file, OpenMode.READ_ONLY)) {
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
