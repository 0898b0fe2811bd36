package dev.dirtybench.qcow2.testsupport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An image as qemu-img made it, byte by byte: a disk of 1 MiB, clusters of 64 KiB, a bitmap "x" of
 * granularity 64 KiB in which the second granule is dirty. The last cluster is not padded.
 */
public final class MinimalImage {
  /** Where the parts are. */
  public static final int EXTENSION = 0x1f8;

  public static final int REFCOUNT_TABLE = 0x10000;
  public static final int REFCOUNT_BLOCK = 0x20000;
  public static final int L1_TABLE = 0x30000;
  public static final int L2_TABLE = 0x60000;
  public static final int DATA_CLUSTER = 0x70000;
  public static final int BITMAP_DATA = 0x80000;
  public static final int BITMAP_TABLE = 0x90000;
  public static final int DIRECTORY = 0xa0000;
  public static final int LENGTH = 655392;

  private static final String[] NAMES = {
    "00:dirty bit",
    "01:corrupt bit",
    "02:external data file",
    "03:compression type",
    "04:extended L2 entries",
    "10:lazy refcounts",
    "20:bitmaps",
    "21:raw external data"
  };

  private MinimalImage() {}

  /** A fresh copy, to be changed at will. */
  public static ByteBuffer bytes() {
    ByteBuffer image = ByteBuffer.allocate(LENGTH);
    image.putInt(0, 0x514649fb).putInt(4, 3);
    image.putInt(20, 16).putLong(24, 1 << 20).putInt(36, 1).putLong(40, L1_TABLE);
    image.putLong(48, REFCOUNT_TABLE).putInt(56, 1);
    image.putLong(88, 1).putInt(96, 4).putInt(100, 112);
    image.putInt(112, 0x6803f857).putInt(116, 384);
    for (int i = 0; i < NAMES.length; i++) {
      int at = 120 + 48 * i;
      image.put(at, (byte) (NAMES[i].charAt(0) - '0'));
      image.put(at + 1, (byte) (NAMES[i].charAt(1) - '0'));
      image.put(at + 2, NAMES[i].substring(3).getBytes(StandardCharsets.US_ASCII));
    }
    image.putInt(EXTENSION, 0x23852875).putInt(EXTENSION + 4, 24).putInt(EXTENSION + 8, 1);
    image.putLong(EXTENSION + 16, 32).putLong(EXTENSION + 24, DIRECTORY);
    image.putLong(REFCOUNT_TABLE, REFCOUNT_BLOCK);
    for (int cluster : new int[] {0, 1, 2, 3, 6, 7, 8, 9, 10}) {
      image.putShort(REFCOUNT_BLOCK + 2 * cluster, (short) 1);
    }
    image.putLong(L1_TABLE, 1L << 63 | L2_TABLE);
    image.putLong(L2_TABLE + 8, 1L << 63 | DATA_CLUSTER);
    image.put(BITMAP_DATA, (byte) 2);
    image.putLong(BITMAP_TABLE, BITMAP_DATA);
    image.putLong(DIRECTORY, BITMAP_TABLE).putInt(DIRECTORY + 8, 1).putInt(DIRECTORY + 12, 2);
    image.put(DIRECTORY + 16, (byte) 1).put(DIRECTORY + 17, (byte) 16);
    image.putShort(DIRECTORY + 18, (short) 1).put(DIRECTORY + 24, (byte) 'x');
    return image;
  }
}
