package dev.dirtybench.cli.qcow2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.dirtybench.dirty.BitmapOperation;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.spi.ExtentCursor;
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
  private static final int CLEAN = 0;
  private static final int DIRTY = 1;

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
      if (output.isJson()) {
        printJson(found);
      } else {
        walk(
            found,
            (offset, length, type, description) ->
                out().printf("%10d  %10d  %3d  %s%n", offset, length, type, description));
      }
    }
    return 0;
  }

  private void printJson(DirtyBitmap found) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out());
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.setPrettyPrinter(new OnePerLine());
    json.writeStartArray();
    walk(
        found,
        (offset, length, type, description) -> {
          json.writeStartObject();
          json.writeNumberField("offset", offset);
          json.writeNumberField("length", length);
          json.writeNumberField("type", type);
          json.writeStringField("description", description);
          json.writeEndObject();
        });
    json.writeEndArray();
    json.close();
    out().println();
  }

  /** Visits the extents of the whole disk in their order, each as long as it can be. */
  private static void walk(DirtyBitmap bitmap, ExtentSink sink) throws IOException {
    long end = 0;
    ExtentCursor cursor = new ExtentCursor();
    while (bitmap.nextExtent(cursor)) {
      if (cursor.offset() > end) {
        sink.accept(end, cursor.offset() - end, CLEAN, "clean");
      }
      sink.accept(cursor.offset(), cursor.length(), DIRTY, "dirty");
      end = cursor.offset() + cursor.length();
    }
    if (end < bitmap.size()) {
      sink.accept(end, bitmap.size() - end, CLEAN, "clean");
    }
  }

  private interface ExtentSink {
    void accept(long offset, long length, int type, String description) throws IOException;
  }

  /** One extent on a line. */
  private static final class OnePerLine extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1;

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(",\n");
    }
  }
}
