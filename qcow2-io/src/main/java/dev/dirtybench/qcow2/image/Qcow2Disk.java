package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.HeaderArea;
import dev.dirtybench.qcow2.format.HeaderLayout;
import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.qcow2.format.Qcow2Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The disk in a qcow2 image, and in what is behind that. Encrypted data cannot be read. */
final class Qcow2Disk implements GuestDisk {
  private final ImageFile file;
  private final Path path;
  private final HeaderArea area;
  private final Qcow2Header header;
  private final L2Format format;
  private final int depth;
  private GuestDisk backing;

  Qcow2Disk(ImageFile file, Path path, HeaderArea area, int depth) {
    this.file = file;
    this.path = path;
    this.area = area;
    this.header = area.header();
    this.format = new L2Format(header);
    this.depth = depth;
  }

  @Override
  public long length() {
    return header.size();
  }

  @Override
  public void read(ByteBuffer target, long offset) throws IOException {
    int end = target.limit();
    long at = offset;
    while (target.hasRemaining()) {
      long unitEnd = (at >>> format.unitBits()) + 1 << format.unitBits();
      long upTo = at < header.size() ? Math.min(unitEnd, header.size()) : Long.MAX_VALUE;
      int length = (int) Math.min(target.remaining(), upTo - at);
      target.limit(target.position() + length);
      if (at < header.size()) {
        readUnit(target, at);
      } else {
        ImageFile.zeros(target);
      }
      target.position(target.limit()).limit(end);
      at += length;
    }
    target.position(end - (int) (at - offset));
  }

  private void readUnit(ByteBuffer target, long at) throws IOException {
    L2Entry entry = entryOf(at);
    int inCluster = (int) (at & header.clusterSize() - 1);
    switch (format.state(entry, inCluster >>> format.unitBits())) {
      case ZERO -> ImageFile.zeros(target);
      case UNALLOCATED -> readBehind(target, at);
      case DATA -> readData(target, format.offset(entry), inCluster);
      case COMPRESSED -> {
        requirePlain();
        ByteBuffer cluster = CompressedCluster.read(file, header, format, entry);
        target.put(cluster.slice(inCluster, target.remaining()));
      }
    }
  }

  private void readData(ByteBuffer target, long cluster, int inCluster) throws IOException {
    requirePlain();
    if ((header.incompatibleFeatures() & HeaderLayout.INCOMPATIBLE_DATA_FILE) != 0) {
      throw new CannotGrowException(
          "the guest data of " + path + " is in another file" + CannotGrowException.USE_QEMU);
    }
    requireAligned(cluster, "data cluster");
    file.readPadded(target, cluster + inCluster, file.at("data cluster", cluster));
  }

  private void requirePlain() throws CannotGrowException {
    if (header.cryptMethod() != 0) {
      throw new CannotGrowException(
          "the guest data of " + path + " is encrypted" + CannotGrowException.USE_QEMU);
    }
  }

  private void readBehind(ByteBuffer target, long at) throws IOException {
    if (header.backingFileOffset() == 0) {
      ImageFile.zeros(target);
      return;
    }
    if (backing == null) {
      backing = BackingDisk.open(file, path, area, depth + 1);
    }
    backing.read(target, at);
  }

  private L2Entry entryOf(long at) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(16);
    long l1At = header.l1TableOffset() + (at >>> format.coverageBits()) * 8;
    file.read(bytes.limit(8), l1At, file.at("L1 table", header.l1TableOffset()));
    long table = bytes.getLong(0) & L2Format.OFFSET_MASK;
    if (table == 0) {
      return L2Entry.NONE;
    }
    requireAligned(table, "L2 table");
    long index = (at & (1L << format.coverageBits()) - 1) >>> header.clusterBits();
    bytes.clear().limit(format.entryBytes());
    file.readPadded(bytes, table + index * format.entryBytes(), file.at("L2 table", table));
    return format.get(bytes, 0);
  }

  private void requireAligned(long offset, String what) throws Qcow2FormatException {
    if ((offset & header.clusterSize() - 1) != 0) {
      throw new Qcow2FormatException(
          Qcow2FormatException.Kind.CORRUPT,
          "its offset must be a multiple of the cluster size " + header.clusterSize(),
          file.at(what, offset));
    }
  }

  @Override
  public void close() throws IOException {
    try (file) {
      if (backing != null) {
        backing.close();
      }
    }
  }
}
