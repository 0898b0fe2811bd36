package dev.dirtybench.qcow2.image;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The cluster in which a disk ends in its middle: the rest of it, which nobody sees yet, is made to
 * read as zeros, and what is in front of that stays.
 *
 * <p>What a cluster of the image's own holds behind the end is overwritten in place. Where the
 * backing file or a snapshot's cluster would show, the content is copied to a cluster of its own.
 * All this is invisible: until the disk grows, nothing reads differently.
 */
final class LastCluster {
  private final L2Format format;
  private final DataClusters clusters;
  private final Filling filling;
  private final int clusterBits;
  private final long diskEnd;
  private final long start;
  private final int unit;
  private L2Entry settled;
  private long fresh = -1;
  private long replaced = -1;

  /**
   * The cluster around an end.
   *
   * @param diskEnd inside of a cluster, not at its start
   */
  LastCluster(
      L2Format format, DataClusters clusters, Filling filling, int clusterBits, long diskEnd) {
    this.format = format;
    this.clusters = clusters;
    this.filling = filling;
    this.clusterBits = clusterBits;
    this.diskEnd = diskEnd;
    this.start = diskEnd >>> clusterBits << clusterBits;
    this.unit = (int) (diskEnd - start >>> format.unitBits());
  }

  /**
   * Writes what must be written outside of L2 tables, once, and returns the entry that makes the
   * rest of the cluster zeros; the present one if that is so already.
   */
  L2Entry settle(L2Entry present) throws IOException {
    if (settled == null) {
      // What a raw data file holds is what its readers see: that has been looked at as a whole.
      settled = filling.mapped() ? present : withZerosBehind(withEndSettled(present));
    }
    return settled;
  }

  private L2Entry withEndSettled(L2Entry entry) throws IOException {
    int fromEnd = (int) (diskEnd & unitBytes() - 1);
    if (fromEnd == 0 && format.state(entry, unit) != L2Format.State.COMPRESSED) {
      return entry;
    }
    ByteBuffer content = ByteBuffer.allocate(unitBytes());
    switch (format.state(entry, unit)) {
      case ZERO -> {
        return entry;
      }
      case DATA -> clusters.read(content, format.offset(entry), unit << format.unitBits());
      case UNALLOCATED -> {
        if (filling.end() <= diskEnd) {
          return entry;
        }
        filling.read(content, unitStart(unit));
      }
      case COMPRESSED -> {
        requireEmptyBehind(entry);
        return entry;
      }
    }
    boolean empty = isZero(content.slice(fromEnd, content.limit() - fromEnd));
    ImageFile.zeros(content.position(fromEnd));
    content.clear();
    return empty ? entry : withContent(entry, content, fromEnd);
  }

  private L2Entry withContent(L2Entry entry, ByteBuffer content, int fromEnd) throws IOException {
    int place = unit << format.unitBits();
    if (format.mayWriteInPlace(entry)) {
      boolean unused = format.state(entry, unit) == L2Format.State.UNALLOCATED;
      int from = unused ? 0 : fromEnd;
      clusters.write(content.position(from), format.offset(entry), place + from);
      return format.withData(entry, unit, format.offset(entry));
    }
    ByteBuffer cluster = ByteBuffer.allocate(1 << clusterBits);
    if (format.hasCluster(entry)) {
      clusters.read(cluster, format.offset(entry), 0);
    }
    cluster.put(place, content, 0, content.limit());
    long target = clusters.allocate(start);
    fresh = target;
    clusters.write(cluster, target, 0);
    if (format.hasCluster(entry)) {
      replaced = format.offset(entry);
    }
    return format.withData(entry, unit, target);
  }

  private void requireEmptyBehind(L2Entry entry) throws IOException {
    ByteBuffer cluster = clusters.unpack(format, entry);
    int from = (int) (diskEnd - start);
    if (!isZero(cluster.slice(from, cluster.limit() - from))) {
      throw new CannotGrowException(
          "the last cluster is compressed and holds something behind the disk's end"
              + CannotGrowException.USE_QEMU);
    }
  }

  /** Subclusters that lie wholly behind the end. */
  private L2Entry withZerosBehind(L2Entry entry) {
    int first = (int) (diskEnd - start + unitBytes() - 1 >>> format.unitBits());
    for (int i = first; i < format.units(); i++) {
      L2Format.State state = format.state(entry, i);
      if (state == L2Format.State.DATA
          || state == L2Format.State.UNALLOCATED && unitStart(i) < filling.end()) {
        return format.withZeros(entry, first);
      }
    }
    return entry;
  }

  private long unitStart(int index) {
    return start + ((long) index << format.unitBits());
  }

  private int unitBytes() {
    return 1 << format.unitBits();
  }

  private static boolean isZero(ByteBuffer bytes) {
    return bytes.mismatch(ByteBuffer.allocate(bytes.remaining())) < 0;
  }

  /** Waits until what was written is on the disk. */
  void flush() throws IOException {
    clusters.flush();
  }

  /** Frees what was allocated here, after a failure before anything on the disk refers to it. */
  void giveBack(Exception cause) {
    if (fresh >= 0) {
      clusters.giveBack(fresh, cause);
      fresh = -1;
    }
  }

  /** Frees what nothing refers to any more, once that is on the disk. */
  void freeReplaced() {
    if (replaced >= 0) {
      clusters.free(replaced);
      replaced = -1;
    }
  }
}
