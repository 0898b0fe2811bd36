package dev.dirtybench.qcow2.crash;

import java.nio.ByteBuffer;

/** What a guest reads from an image without compression and encryption, found the plain way. */
final class GuestView {
  private static final long OFFSET = 0x00fffffffffffe00L;
  private static final int EXTENDED_L2 = 1 << 4;

  private final ByteBuffer image;
  private final byte[] backing;
  private final byte[] data;
  private final int clusterSize;
  private final boolean extended;

  /** An image over a raw backing file, empty for none; {@code dataFile} null if it has none. */
  GuestView(byte[] image, byte[] backing, byte[] dataFile) {
    this.image = ByteBuffer.wrap(image);
    this.backing = backing;
    this.data = dataFile == null ? image : dataFile;
    this.clusterSize = 1 << this.image.getInt(20);
    this.extended = (this.image.getLong(72) & EXTENDED_L2) != 0;
  }

  int size() {
    return (int) image.getLong(24);
  }

  byte[] read() {
    byte[] content = new byte[size()];
    int unit = extended ? clusterSize / 32 : clusterSize;
    for (int at = 0; at < content.length; at += unit) {
      readUnit(content, at, Math.min(unit, content.length - at));
    }
    return content;
  }

  private void readUnit(byte[] content, int at, int length) {
    int entryBytes = extended ? 16 : 8;
    int perTable = clusterSize / entryBytes;
    int cluster = at / clusterSize;
    int inCluster = at % clusterSize;
    long table = image.getLong((int) image.getLong(40) + cluster / perTable * 8) & OFFSET;
    if (table == 0) {
      copy(backing, at, content, at, length);
      return;
    }
    int entryAt = (int) table + cluster % perTable * entryBytes;
    long entry = image.getLong(entryAt);
    boolean zero = (entry & 1) != 0;
    boolean allocated = entry != 0;
    if (extended) {
      int subcluster = inCluster / (clusterSize / 32);
      zero = (image.getLong(entryAt + 8) >>> 32 + subcluster & 1) != 0;
      allocated = (image.getLong(entryAt + 8) >>> subcluster & 1) != 0;
    }
    if (allocated && !zero) {
      copy(data, (int) (entry & OFFSET) + inCluster, content, at, length);
    } else if (!zero) {
      copy(backing, at, content, at, length);
    }
  }

  private static void copy(byte[] from, int offset, byte[] to, int at, int length) {
    int present = Math.min(length, from.length - offset);
    if (present > 0) {
      System.arraycopy(from, offset, to, at, present);
    }
  }
}
