package dev.dirtybench.qcow2.format;

import dev.dirtybench.qcow2.format.Qcow2FormatException.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the fixed part of the first cluster. */
final class HeaderReader {
  private final ByteBuffer in;
  private final FileLocation location;

  HeaderReader(ByteBuffer firstCluster, String path) {
    this.in = firstCluster.duplicate().order(ByteOrder.BIG_ENDIAN);
    this.location = new FileLocation(path, "header", 0);
  }

  Qcow2Header read() throws Qcow2FormatException {
    requireMagic();
    requireBytes(HeaderLayout.V2_BYTES);
    boolean v2 = in.getInt(HeaderLayout.VERSION) == 2;
    if (!v2 && in.getInt(HeaderLayout.VERSION) == 3) {
      requireBytes(HeaderLayout.V3_MIN_BYTES);
    }
    try {
      return new Qcow2Header(
          in.getInt(HeaderLayout.VERSION),
          in.getLong(HeaderLayout.BACKING_FILE_OFFSET),
          in.getInt(HeaderLayout.BACKING_FILE_SIZE),
          in.getInt(HeaderLayout.CLUSTER_BITS),
          in.getLong(HeaderLayout.SIZE),
          in.getInt(HeaderLayout.CRYPT_METHOD),
          in.getInt(HeaderLayout.L1_SIZE),
          in.getLong(HeaderLayout.L1_TABLE_OFFSET),
          in.getLong(HeaderLayout.REFCOUNT_TABLE_OFFSET),
          in.getInt(HeaderLayout.REFCOUNT_TABLE_CLUSTERS),
          in.getInt(HeaderLayout.SNAPSHOT_COUNT),
          in.getLong(HeaderLayout.SNAPSHOTS_OFFSET),
          v3Long(HeaderLayout.INCOMPATIBLE),
          v3Long(HeaderLayout.COMPATIBLE),
          v3Long(HeaderLayout.AUTOCLEAR),
          isV3() ? in.getInt(HeaderLayout.REFCOUNT_ORDER) : HeaderLayout.V2_REFCOUNT_ORDER,
          furtherBytes());
    } catch (FieldFault e) {
      throw e.in(location);
    }
  }

  private void requireMagic() throws Qcow2FormatException {
    if (in.limit() < 4) {
      throw new Qcow2FormatException(
          Kind.TRUNCATED,
          "a qcow2 image starts with 4 bytes of magic, the file has " + in.limit(),
          location);
    }
    if (in.getInt(0) != HeaderLayout.MAGIC) {
      throw new Qcow2FormatException(
          Kind.INVALID_FORMAT,
          "not a qcow2 image: magic must be 0x514649fb, got "
              + FieldFault.hex(Integer.toUnsignedLong(in.getInt(0))),
          location);
    }
  }

  private void requireBytes(int bytes) throws Qcow2FormatException {
    if (in.limit() < bytes) {
      throw new Qcow2FormatException(
          Kind.TRUNCATED,
          "the header must have " + bytes + " bytes, the file ends after " + in.limit(),
          location);
    }
  }

  private boolean isV3() {
    return in.getInt(HeaderLayout.VERSION) == 3;
  }

  private long v3Long(int at) {
    return isV3() ? in.getLong(at) : 0;
  }

  private byte[] furtherBytes() throws Qcow2FormatException {
    if (!isV3()) {
      return new byte[0];
    }
    long length = Integer.toUnsignedLong(in.getInt(HeaderLayout.HEADER_LENGTH));
    FieldFault.requireRange(
        "header_length",
        HeaderLayout.HEADER_LENGTH,
        length,
        HeaderLayout.V3_MIN_BYTES,
        1L << HeaderLayout.MAX_CLUSTER_BITS);
    requireBytes((int) length);
    byte[] further = new byte[(int) length - HeaderLayout.V3_MIN_BYTES];
    in.position(HeaderLayout.V3_MIN_BYTES);
    in.get(further);
    return further;
  }
}
