package dev.dirtybench.qcow2.crash;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What a guest reads from an image without compression and encryption, worked out the plain way. */
final class GuestView {
  private static final long OFFSET = 0x00fffffffffffe00L;

  private final ByteBuffer image;
  private final byte[] backing;
  private final byte[] dataFile;

  /** An image over a raw backing file, empty for none; its data is in itself if there is no file. */
  GuestView(byte[] image, byte[] backing, byte[] dataFile) {
    this.image = ByteBuffer.wrap(image);
    this.backing = backing;
    this.dataFile = dataFile.length == 0 ? image : dataFile;
  }

  long size() {
    return image.getLong(24);
  }

  byte[] read() {
    int clusterSize = 1 << image.getInt(20);
    byte[] content = new byte[(int) size()];
    for (int at = 0; at < content.length; at += clusterSize) {
      byte[] cluster = cluster(at / clusterSize, clusterSize);
      System.arraycopy(cluster, 0, content, at, Math.min(clusterSize, content.length - at));
    }
    return content;
  }

  private byte[] cluster(int index, int clusterSize) {
    int perTable = clusterSize / 8;
    int l1 = (int) image.getLong(40);
    long table = image.getLong(l1 + index / perTable * 8) & OFFSET;
    long entry = table == 0 ? 0 : image.getLong((int) table + index % perTable * 8);
    if ((entry & 1) != 0) {
      return new byte[clusterSize];
    }
    boolean here = entry != 0;
    return part(here ? dataFile : backing, here ? (int) (entry & OFFSET) : index * clusterSize, clusterSize);
  }

  private static byte[] part(byte[] from, int offset, int length) {
    return offset >= from.length
        ? new byte[length]
        : Arrays.copyOf(
            Arrays.copyOfRange(from, offset, Math.min(from.length, offset + length)), length);
  }
}
