package dev.dirtybench.workloads.binary;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.read.BinaryInput;
import dev.dirtybench.workloads.read.Match;
import dev.dirtybench.workloads.read.ReadOptions;
import dev.dirtybench.workloads.read.TraceInput;
import dev.dirtybench.workloads.read.TraceReader;
import dev.dirtybench.workloads.read.TraceStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads CloudPhysics' traces of virtual SCSI disks, of both versions. */
public final class VscsiReader extends TraceReader {
  private static final String FORMAT = "vscsi";
  private static final int RECORDS_LOOKED_AT = 8;
  private static final int RECORDS_CERTAIN = 2;

  /** For the service loader. */
  public VscsiReader() {}

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public String summary() {
    return "CloudPhysics' traces of virtual SCSI disks, versions 1 and 2";
  }

  @Override
  public Match recognise(TraceStart start) {
    for (VscsiVersion version : VscsiVersion.values()) {
      int fitting = fitting(start, version);
      if (fitting > 0) {
        return fitting >= RECORDS_CERTAIN ? Match.CERTAIN : Match.POSSIBLE;
      }
    }
    return Match.NO;
  }

  /** How many records fit a version; 0 if any of the first ones does not. */
  private static int fitting(TraceStart start, VscsiVersion version) {
    ByteBuffer bytes = ByteBuffer.wrap(start.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    int whole = Math.min(bytes.limit() / version.bytes(), RECORDS_LOOKED_AT);
    for (int i = 0; i < whole; i++) {
      if (!version.fits(bytes, i * version.bytes())) {
        return 0;
      }
    }
    return whole;
  }

  @Override
  public OperationStream open(TraceInput file, ReadOptions options) throws IOException {
    BinaryInput input = new BinaryInput(file.content(), file.name());
    input.order(ByteOrder.LITTLE_ENDIAN);
    VscsiVersion version =
        fitting(file.start(), VscsiVersion.TWO) > 0
            ? VscsiVersion.TWO
            : fitting(file.start(), VscsiVersion.ONE) > 0 ? VscsiVersion.ONE : null;
    if (version == null) {
      throw input.fault(
          "records of vscsi's version 0x100, of 32 bytes, or 0x200, of 40 bytes",
          file.start().bytes().length == 0 ? "an empty file" : "others");
    }
    return new VscsiStream(
        file, input, file.head(FORMAT).withDeviceSize(options.deviceSize()), version);
  }
}
