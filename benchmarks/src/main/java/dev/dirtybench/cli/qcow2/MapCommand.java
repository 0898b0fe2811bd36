package dev.dirtybench.cli.qcow2;

import dev.dirtybench.cli.output.ExtentMap;
import dev.dirtybench.dirty.BitmapOperation;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.qcow2.image.Qcow2Image;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows which parts of the disk are dirty in a bitmap. */
@Command(
    name = "map",
    mixinStandardHelpOptions = true,
    description = "Shows the clean and dirty extents of a bitmap, as nbdinfo --map does.",
    footer = {"", "Example:", "  dirtybench qcow2 map --bitmap backup --output json disk.qcow2"})
final class MapCommand extends ImageCommand {
  @Option(names = "--bitmap", required = true, paramLabel = "NAME", description = "which bitmap")
  private String bitmap;

  @Mixin private OutputOption output;

  @Mixin private ForceShareOption share;

  @Parameters(index = "0", paramLabel = "FILE", description = "the image")
  private Path file;

  @Override
  int run() throws IOException, JobFailedException {
    try (Qcow2Image image = share.open(file, this)) {
      DirtyBitmap found = require(image, bitmap, file);
      ForceShareOption.requireContents(found, image);
      found.check(BitmapOperation.NBD_EXPORT.refusals());
      ExtentMap map = new ExtentMap(found.size(), found::nextExtent);
      if (output.isJson()) {
        map.printJson(out());
      } else {
        map.printColumns(out());
      }
    }
    return 0;
  }
}
