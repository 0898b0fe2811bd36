package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.qcow2.format.Qcow2Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads a guest cluster that is compressed with zlib's raw deflate; zstd cannot be read. */
final class CompressedCluster {
  private CompressedCluster() {}

  /** The whole cluster, from 0 to its limit. */
  static ByteBuffer read(ImageFile file, Qcow2Header header, L2Format format, L2Entry entry)
      throws IOException {
    if (header.compressionType() != 0) {
      throw new CannotGrowException(
          "a cluster of "
              + file.path()
              + " is compressed with zstd, which is not read here"
              + CannotGrowException.USE_QEMU);
    }
    long offset = format.compressedOffset(entry);
    ByteBuffer packed = ByteBuffer.allocate(format.compressedBytes(entry));
    file.readPadded(packed, offset, file.at("compressed cluster", offset));
    ByteBuffer cluster = ByteBuffer.allocate(header.clusterSize());
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      while (cluster.hasRemaining()) {
        if (inflater.inflate(cluster) == 0) {
          throw damaged(file, offset, cluster.position() + " bytes");
        }
      }
    } catch (DataFormatException e) {
      Qcow2FormatException damaged = damaged(file, offset, "no deflate stream");
      damaged.initCause(e);
      throw damaged;
    } finally {
      inflater.end();
    }
    return cluster.flip();
  }

  private static Qcow2FormatException damaged(ImageFile file, long offset, String got) {
    return new Qcow2FormatException(
        Qcow2FormatException.Kind.CORRUPT,
        "a compressed cluster must unpack to a whole cluster, got " + got,
        file.at("compressed cluster", offset));
  }
}
