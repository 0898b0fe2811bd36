package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.qcow2.format.Qcow2Header;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads and writes guest clusters where an image keeps them: in itself or in a data file. */
final class DataClusters {
  private static final String WHAT = "data cluster";

  private final ImageFile file;
  private final ClusterAllocator allocator;
  private final Qcow2Header header;
  private final boolean external;

  /** The clusters of an image; {@code dataFile} may be null. */
  DataClusters(ImageFile image, DataFile dataFile, ClusterAllocator allocator, Qcow2Header header) {
    this.file = dataFile == null ? image : dataFile.file();
    this.allocator = allocator;
    this.header = header;
    this.external = dataFile != null;
  }

  /** Finds a place for a guest cluster that has none of its own. */
  long allocate(long guestOffset) throws IOException {
    return external ? guestOffset : allocator.allocate(1);
  }

  /** Lowers the refcount of a cluster after a failure. */
  void giveBack(long cluster, Exception cause) {
    if (!external) {
      allocator.giveBack(new ClusterRun(cluster, 1), cause);
    }
  }

  /** Lowers the refcount of a cluster that nothing on the disk refers to any more. */
  void free(long cluster) {
    if (!external) {
      allocator.freeOrLeak(new ClusterRun(cluster, 1));
    }
  }

  void read(ByteBuffer target, long cluster, int inCluster) throws IOException {
    requirePlain(cluster);
    file.readPadded(target, cluster + inCluster, file.at(WHAT, cluster));
  }

  void write(ByteBuffer source, long cluster, int inCluster) throws IOException {
    requirePlain(cluster);
    file.write(source, cluster + inCluster, WHAT);
  }

  ByteBuffer unpack(L2Format format, L2Entry entry) throws IOException {
    return CompressedCluster.read(file, header, format, entry);
  }

  void flush() throws IOException {
    file.flush("the last cluster");
  }

  private void requirePlain(long cluster) throws IOException {
    if (header.cryptMethod() != 0) {
      throw new CannotGrowException(
          "the last cluster is encrypted, and what it holds behind the disk's end cannot be seen"
              + CannotGrowException.USE_QEMU);
    }
    if ((cluster & header.clusterSize() - 1) != 0) {
      throw new Qcow2FormatException(
          Qcow2FormatException.Kind.CORRUPT,
          "its offset must be a multiple of the cluster size " + header.clusterSize(),
          file.at(WHAT, cluster));
    }
    if (!external) {
      allocator.requireNoStructure(cluster, WHAT);
    }
  }
}
