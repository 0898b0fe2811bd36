package dev.dirtybench.cli.trace;

import dev.dirtybench.cli.output.ExtentMap;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.read.DeviceSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a trace leaves dirty. */
@Command(
    name = "extents",
    description = "Shows the clean and dirty extents that a trace leaves, as nbdinfo --map does.",
    footer = {
      "",
      "Example:",
      "  dirtybench trace extents postgres --granularity 64K --output=json"
    })
final class ExtentsCommand extends TraceJob {
  /** What a disk of unknown size starts with; it grows as the trace needs. */
  private static final long FIRST_SIZE = 1L << 30;

  @Option(
      names = {"-g", "--granularity"},
      paramLabel = "SIZE",
      description = "bytes per bit; default: 64K")
  private String granularity = "64K";

  @Option(names = "--backend", paramLabel = "NAME", description = "default: hbitmap")
  private String backend = "hbitmap";

  @Option(names = "--output", paramLabel = "FORMAT", description = "human (default) or json")
  private String output = "human";

  @Mixin private ReadingOptions reading;

  @Parameters(index = "0", paramLabel = "TRACE", description = "which trace")
  private String trace;

  @Override
  void run() throws IOException {
    if (!output.equals("human") && !output.equals("json")) {
      throw new IllegalArgumentException(
          "expected --output human or json, found \"" + output + '"');
    }
    Granularity bytes = Granularity.parse(granularity);
    BitmapProvider provider = Backends.load().require(backend);
    if (provider.capabilities().contains(Capability.KEEPS_NOTHING)) {
      throw new IllegalArgumentException(
          "backend " + backend + " keeps nothing, expected one that does, such as hbitmap");
    }
    try (OperationStream stream = open(trace, reading.get())) {
      long stated = stream.head().deviceSize();
      long size = stated == TraceHead.UNKNOWN ? FIRST_SIZE : stated;
      try (Bitmap bitmap = provider.create(size, bytes)) {
        List<String> remarks = replay(stream, bitmap);
        remark(trace, remarks);
        print(bitmap);
      }
    }
  }

  private static List<String> replay(OperationStream stream, Bitmap bitmap) throws IOException {
    boolean sized = stream.head().deviceSize() != TraceHead.UNKNOWN;
    long end = 0;
    OperationBatch batch = new OperationBatch();
    while (stream.read(batch) > 0) {
      for (int i = 0; i < batch.size(); i++) {
        if (batch.operation(i).marks()) {
          end = Math.max(end, batch.offsets()[i] + batch.lengths()[i]);
          if (!sized && end > bitmap.size()) {
            bitmap.truncate(Math.max(end, 2 * bitmap.size()));
          }
          bitmap.setDirty(batch.offsets()[i], batch.lengths()[i]);
        }
      }
      batch.clear();
    }
    List<String> remarks = new ArrayList<>(stream.remarks());
    if (!sized) {
      DeviceSize size = DeviceSize.ofEnd(stream.head().name(), end);
      bitmap.truncate(size.bytes());
      remarks.add(size.remark());
    }
    return remarks;
  }

  private void print(Bitmap bitmap) throws IOException {
    ExtentMap map = new ExtentMap(bitmap.size(), bitmap::nextExtent);
    if (output.equals("json")) {
      map.printJson(out());
    } else {
      map.printColumns(out());
    }
  }
}
