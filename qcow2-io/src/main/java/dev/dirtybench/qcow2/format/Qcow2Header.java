package dev.dirtybench.qcow2.format;

import static dev.dirtybench.qcow2.format.FieldFault.hex;
import static dev.dirtybench.qcow2.format.FieldFault.requireClusterOffset;
import static dev.dirtybench.qcow2.format.FieldFault.requireRange;

import dev.dirtybench.qcow2.format.Qcow2FormatException.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * The fixed part of a qcow2 image's first cluster; see {@link HeaderLayout} for the fields.
 *
 * <p>Immutable. Whether the incompatible features are understood is for the caller to decide: a
 * header with unknown ones is valid, so that a message can name them.
 *
 * @param version 2 or 3
 * @param backingFileOffset where the backing file's name starts, 0 for none
 * @param backingFileSize length of the name in bytes
 * @param clusterBits log2 of the cluster size
 * @param size size of the disk in bytes
 * @param cryptMethod 0 none, 1 AES, 2 LUKS
 * @param l1Size entries of the L1 table
 * @param l1TableOffset where the L1 table starts
 * @param refcountTableOffset where the refcount table starts
 * @param refcountTableClusters clusters of the refcount table
 * @param snapshotCount number of snapshots
 * @param snapshotsOffset where the snapshot table starts
 * @param incompatibleFeatures bits that a program must understand to open the image
 * @param compatibleFeatures bits that may be ignored
 * @param autoclearFeatures bits that a writer clears if it does not know them
 * @param refcountOrder log2 of the refcount width in bits
 * @param furtherBytes the header from byte 104 on, kept as it is; empty for a short header
 */
public record Qcow2Header(
    int version,
    long backingFileOffset,
    int backingFileSize,
    int clusterBits,
    long size,
    int cryptMethod,
    int l1Size,
    long l1TableOffset,
    long refcountTableOffset,
    int refcountTableClusters,
    int snapshotCount,
    long snapshotsOffset,
    long incompatibleFeatures,
    long compatibleFeatures,
    long autoclearFeatures,
    int refcountOrder,
    byte[] furtherBytes) {

  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks a rule of the format, saying which
   */
  public Qcow2Header {
    furtherBytes = furtherBytes.clone();
    requireVersion(version);
    requireRange(
        "cluster_bits",
        HeaderLayout.CLUSTER_BITS,
        Integer.toUnsignedLong(clusterBits),
        (incompatibleFeatures & HeaderLayout.INCOMPATIBLE_EXTENDED_L2) != 0
            ? HeaderLayout.MIN_EXTENDED_L2_CLUSTER_BITS
            : HeaderLayout.MIN_CLUSTER_BITS,
        HeaderLayout.MAX_CLUSTER_BITS);
    long cluster = 1L << clusterBits;
    int length = version == 2 ? HeaderLayout.V2_BYTES : 104 + furtherBytes.length;
    if (version == 2) {
      requireV2(incompatibleFeatures, compatibleFeatures, autoclearFeatures, furtherBytes);
      requireRange(
          "refcount_order of a version 2 image",
          HeaderLayout.REFCOUNT_ORDER,
          Integer.toUnsignedLong(refcountOrder),
          HeaderLayout.V2_REFCOUNT_ORDER,
          HeaderLayout.V2_REFCOUNT_ORDER);
    }
    requireHeaderLength(length, cluster);
    requireRange(
        "refcount_order",
        HeaderLayout.REFCOUNT_ORDER,
        Integer.toUnsignedLong(refcountOrder),
        0,
        HeaderLayout.MAX_REFCOUNT_ORDER);
    requireBackingFile(backingFileOffset, Integer.toUnsignedLong(backingFileSize), length, cluster);
    requireRange("crypt_method", HeaderLayout.CRYPT_METHOD, cryptMethod & 0xffffffffL, 0, 2);
    requireRange("size of the disk", HeaderLayout.SIZE, size, 0, Long.MAX_VALUE);
    requireL1(l1Size & 0xffffffffL, l1TableOffset, size, incompatibleFeatures, clusterBits);
    requireRefcountTable(refcountTableOffset, refcountTableClusters & 0xffffffffL, clusterBits);
    requireRange(
        "nb_snapshots",
        HeaderLayout.SNAPSHOT_COUNT,
        snapshotCount & 0xffffffffL,
        0,
        BitmapLimits.MAX_SNAPSHOTS);
    if (snapshotCount != 0) {
      requireClusterOffset(
          "snapshots_offset", HeaderLayout.SNAPSHOTS_OFFSET, snapshotsOffset, cluster);
    }
    requireCompression(incompatibleFeatures, furtherBytes);
  }

  private static void requireVersion(int version) {
    if (version != 2 && version != 3) {
      throw new FieldFault(
          Kind.UNSUPPORTED_FEATURE,
          HeaderLayout.VERSION,
          "version must be 2 or 3, got " + Integer.toUnsignedString(version));
    }
  }

  private static void requireV2(long incompatible, long compatible, long autoclear, byte[] more) {
    if ((incompatible | compatible | autoclear) != 0 || more.length != 0) {
      throw new FieldFault(
          Kind.INVALID_FORMAT, HeaderLayout.VERSION, "a version 2 header has no feature bits");
    }
  }

  private static void requireHeaderLength(int length, long cluster) {
    if ((length & 7) != 0) {
      throw new FieldFault(
          Kind.INVALID_FORMAT,
          HeaderLayout.HEADER_LENGTH,
          "header_length must be a multiple of 8, got " + length);
    }
    requireRange(
        "header_length", HeaderLayout.HEADER_LENGTH, length, HeaderLayout.V2_BYTES, cluster);
  }

  private static void requireBackingFile(long offset, long bytes, int headerBytes, long cluster) {
    if (offset == 0) {
      return;
    }
    requireRange(
        "backing_file_size",
        HeaderLayout.BACKING_FILE_SIZE,
        bytes,
        0,
        BitmapLimits.MAX_BACKING_FILE_BYTES);
    if (offset < headerBytes || offset > cluster - bytes) {
      throw new FieldFault(
          Kind.INVALID_FORMAT,
          HeaderLayout.BACKING_FILE_OFFSET,
          "the backing file name of "
              + bytes
              + " bytes must lie in the first cluster of "
              + cluster
              + " bytes behind the header of "
              + headerBytes
              + ", got offset "
              + hex(offset));
    }
  }

  private static void requireL1(
      long entries, long offset, long size, long incompatible, int clusterBits) {
    requireRange("l1_size", HeaderLayout.L1_SIZE, entries, 0, BitmapLimits.MAX_L1_BYTES / 8);
    requireClusterOffset(
        "l1_table_offset", HeaderLayout.L1_TABLE_OFFSET, offset, 1L << clusterBits);
    long needed =
        l1Entries(
            size, clusterBits, (incompatible & HeaderLayout.INCOMPATIBLE_EXTENDED_L2) != 0 ? 4 : 3);
    if (entries < needed) {
      throw new FieldFault(
          Kind.INVALID_FORMAT,
          HeaderLayout.L1_SIZE,
          "l1_size must be at least "
              + needed
              + " for a disk of "
              + size
              + " bytes, got "
              + entries);
    }
  }

  private static long l1Entries(long size, int clusterBits, int l2EntryShift) {
    int coverageBits = 2 * clusterBits - l2EntryShift;
    return BitmapLimits.clusters(size, coverageBits);
  }

  private static void requireRefcountTable(long offset, long clusters, int clusterBits) {
    requireClusterOffset(
        "refcount_table_offset", HeaderLayout.REFCOUNT_TABLE_OFFSET, offset, 1L << clusterBits);
    requireRange(
        "refcount_table_clusters",
        HeaderLayout.REFCOUNT_TABLE_CLUSTERS,
        clusters,
        1,
        BitmapLimits.MAX_REFCOUNT_TABLE_BYTES >>> clusterBits);
    if (offset == 0) {
      throw new FieldFault(
          Kind.INVALID_FORMAT,
          HeaderLayout.REFCOUNT_TABLE_OFFSET,
          "refcount_table_offset must not be 0, where the header lies");
    }
  }

  private static void requireCompression(long incompatible, byte[] further) {
    int type = further.length == 0 ? 0 : further[0] & 0xff;
    boolean announced = (incompatible & HeaderLayout.INCOMPATIBLE_COMPRESSION) != 0;
    if (announced != (type != 0)) {
      throw new FieldFault(
          Kind.INVALID_FORMAT,
          HeaderLayout.COMPRESSION_TYPE,
          "incompatible feature bit 3 must be set if and only if the compression type is not 0,"
              + " got type "
              + type
              + " and features "
              + hex(incompatible));
    }
    if (type > 1) {
      throw new FieldFault(
          Kind.UNSUPPORTED_FEATURE,
          HeaderLayout.COMPRESSION_TYPE,
          "compression type must be 0 (zlib) or 1 (zstd), got " + type);
    }
  }

  /**
   * Reads a header.
   *
   * @param firstCluster the start of the file, from index 0 to the limit; its position does not
   *     matter and stays
   * @param path the file, for messages
   * @return a valid header
   * @throws Qcow2FormatException if it is none, cut short, or breaks a rule
   */
  public static Qcow2Header read(ByteBuffer firstCluster, String path) throws Qcow2FormatException {
    return new HeaderReader(firstCluster, path).read();
  }

  /**
   * Writes the {@link #headerLength()} bytes of the header at the buffer's start.
   *
   * @param target written from index 0; its position stays
   */
  public void write(ByteBuffer target) {
    ByteBuffer out = target.duplicate().order(ByteOrder.BIG_ENDIAN);
    out.position(0);
    out.putInt(HeaderLayout.MAGIC).putInt(version);
    out.putLong(backingFileOffset).putInt(backingFileSize);
    out.putInt(clusterBits).putLong(size).putInt(cryptMethod);
    out.putInt(l1Size).putLong(l1TableOffset);
    out.putLong(refcountTableOffset).putInt(refcountTableClusters);
    out.putInt(snapshotCount).putLong(snapshotsOffset);
    if (version > 2) {
      out.putLong(incompatibleFeatures).putLong(compatibleFeatures).putLong(autoclearFeatures);
      out.putInt(refcountOrder).putInt(headerLength()).put(furtherBytes);
    }
  }

  /**
   * The length of the header, behind which the extensions start.
   *
   * @return 72 in version 2, 104 or more in version 3
   */
  public int headerLength() {
    return version == 2 ? HeaderLayout.V2_BYTES : HeaderLayout.V3_MIN_BYTES + furtherBytes.length;
  }

  /**
   * How long the disk is for those who use it.
   *
   * @return bytes, the size rounded up to whole sectors of 512
   */
  public long diskSize() {
    return size + (-size & 511);
  }

  /**
   * The size of a cluster.
   *
   * @return bytes, 512 to 2 MiB
   */
  public int clusterSize() {
    return 1 << clusterBits;
  }

  /**
   * The width of a refcount.
   *
   * @return bits, 1 to 64
   */
  public int refcountBits() {
    return 1 << refcountOrder;
  }

  /**
   * How guest clusters are compressed.
   *
   * @return 0 zlib, 1 zstd
   */
  public int compressionType() {
    return furtherBytes.length == 0 ? 0 : furtherBytes[0] & 0xff;
  }

  /**
   * Whether L2 entries have 16 bytes.
   *
   * @return true with extended L2 entries
   */
  public boolean hasExtendedL2() {
    return (incompatibleFeatures & HeaderLayout.INCOMPATIBLE_EXTENDED_L2) != 0;
  }

  /**
   * How many L1 entries a disk of some size needs in this image.
   *
   * @param diskSize bytes
   * @return entries
   */
  public long requiredL1Entries(long diskSize) {
    return l1Entries(diskSize, clusterBits, hasExtendedL2() ? 4 : 3);
  }

  /**
   * Starts a changed copy.
   *
   * @return a builder with the values of this header
   */
  public Qcow2HeaderBuilder edit() {
    return new Qcow2HeaderBuilder(this);
  }

  /**
   * The header from byte 104 on.
   *
   * @return a copy
   */
  @Override
  public byte[] furtherBytes() {
    return furtherBytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Qcow2Header that)) {
      return false;
    }
    ByteBuffer mine = ByteBuffer.allocate(headerLength());
    ByteBuffer theirs = ByteBuffer.allocate(that.headerLength());
    write(mine);
    that.write(theirs);
    return mine.equals(theirs);
  }

  @Override
  public int hashCode() {
    return Objects.hash(version, size, clusterBits, l1TableOffset, Arrays.hashCode(furtherBytes));
  }
}
