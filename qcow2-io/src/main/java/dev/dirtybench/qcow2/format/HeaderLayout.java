package dev.dirtybench.qcow2.format;

/**
 * Where the fields of a qcow2 header lie, all big-endian.
 *
 * <table>
 * <caption>Header fields</caption>
 * <tr><th>offset</th><th>width</th><th>meaning</th></tr>
 * <tr><td>0</td><td>4</td><td>magic, "QFI" and 0xfb</td></tr>
 * <tr><td>4</td><td>4</td><td>version, 2 or 3</td></tr>
 * <tr><td>8</td><td>8</td><td>offset of the backing file name, 0 for none</td></tr>
 * <tr><td>16</td><td>4</td><td>its length in bytes</td></tr>
 * <tr><td>20</td><td>4</td><td>log2 of the cluster size, 9 to 21</td></tr>
 * <tr><td>24</td><td>8</td><td>size of the disk in bytes</td></tr>
 * <tr><td>32</td><td>4</td><td>encryption: 0 none, 1 AES, 2 LUKS</td></tr>
 * <tr><td>36</td><td>4</td><td>entries of the L1 table</td></tr>
 * <tr><td>40</td><td>8</td><td>offset of the L1 table</td></tr>
 * <tr><td>48</td><td>8</td><td>offset of the refcount table</td></tr>
 * <tr><td>56</td><td>4</td><td>clusters of the refcount table</td></tr>
 * <tr><td>60</td><td>4</td><td>number of snapshots</td></tr>
 * <tr><td>64</td><td>8</td><td>offset of the snapshot table; version 2 ends here</td></tr>
 * <tr><td>72</td><td>8</td><td>incompatible features</td></tr>
 * <tr><td>80</td><td>8</td><td>compatible features</td></tr>
 * <tr><td>88</td><td>8</td><td>autoclear features</td></tr>
 * <tr><td>96</td><td>4</td><td>log2 of the refcount width in bits, 0 to 6</td></tr>
 * <tr><td>100</td><td>4</td><td>length of the header, a multiple of 8, 104 or more</td></tr>
 * <tr><td>104</td><td>1</td><td>compression type, where the header is long enough</td></tr>
 * </table>
 */
public final class HeaderLayout {
  /** The first four bytes. */
  public static final int MAGIC = 0x514649fb;

  /** Length of a version 2 header. */
  public static final int V2_BYTES = 72;

  /** Shortest version 3 header. */
  public static final int V3_MIN_BYTES = 104;

  /** Length of the version 3 header that is written for a new image. */
  public static final int V3_NEW_BYTES = 112;

  /** Offset of the autoclear features, which are written on their own too. */
  public static final int AUTOCLEAR = 88;

  /** Incompatible: refcounts may be stale. */
  public static final long INCOMPATIBLE_DIRTY = 1;

  /** Incompatible: the image is known to be damaged. */
  public static final long INCOMPATIBLE_CORRUPT = 1 << 1;

  /** Incompatible: guest data lies in another file. */
  public static final long INCOMPATIBLE_DATA_FILE = 1 << 2;

  /** Incompatible: clusters are compressed otherwise than with zlib. */
  public static final long INCOMPATIBLE_COMPRESSION = 1 << 3;

  /** Incompatible: L2 entries have 16 bytes. */
  public static final long INCOMPATIBLE_EXTENDED_L2 = 1 << 4;

  /** The incompatible bits that are understood here. */
  public static final long INCOMPATIBLE_KNOWN = 0x1f;

  /** Autoclear: the bitmaps extension is consistent with the image. */
  public static final long AUTOCLEAR_BITMAPS = 1;

  /** Autoclear: the external data file is raw. */
  public static final long AUTOCLEAR_RAW_DATA_FILE = 1 << 1;

  /** The autoclear bits that are understood here. */
  public static final long AUTOCLEAR_KNOWN = 3;

  static final int VERSION = 4;
  static final int BACKING_FILE_OFFSET = 8;
  static final int BACKING_FILE_SIZE = 16;
  static final int CLUSTER_BITS = 20;
  static final int SIZE = 24;
  static final int CRYPT_METHOD = 32;
  static final int L1_SIZE = 36;
  static final int L1_TABLE_OFFSET = 40;
  static final int REFCOUNT_TABLE_OFFSET = 48;
  static final int REFCOUNT_TABLE_CLUSTERS = 56;
  static final int SNAPSHOT_COUNT = 60;
  static final int SNAPSHOTS_OFFSET = 64;
  static final int INCOMPATIBLE = 72;
  static final int COMPATIBLE = 80;
  static final int REFCOUNT_ORDER = 96;
  static final int HEADER_LENGTH = 100;
  static final int COMPRESSION_TYPE = 104;

  static final int MIN_CLUSTER_BITS = 9;
  static final int MAX_CLUSTER_BITS = 21;
  static final int MIN_EXTENDED_L2_CLUSTER_BITS = 14;
  static final int MAX_REFCOUNT_ORDER = 6;
  static final int V2_REFCOUNT_ORDER = 4;

  private HeaderLayout() {}
}
