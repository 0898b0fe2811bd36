package dev.dirtybench.qcow2.format;

/**
 * Where the fields of a bitmap directory entry lie, all big-endian.
 *
 * <table>
 * <caption>Entry fields</caption>
 * <tr><th>offset</th><th>width</th><th>meaning</th></tr>
 * <tr><td>0</td><td>8</td><td>offset of the bitmap table, a multiple of the cluster size</td></tr>
 * <tr><td>8</td><td>4</td><td>entries of the bitmap table</td></tr>
 * <tr><td>12</td><td>4</td><td>flags: bit 0 in use, bit 1 auto</td></tr>
 * <tr><td>16</td><td>1</td><td>type, 1 for dirty tracking</td></tr>
 * <tr><td>17</td><td>1</td><td>log2 of the granularity in bytes</td></tr>
 * <tr><td>18</td><td>2</td><td>length of the name in bytes</td></tr>
 * <tr><td>20</td><td>4</td><td>length of extra data, 0</td></tr>
 * <tr><td>24</td><td></td><td>extra data, name, zeros up to a multiple of 8</td></tr>
 * </table>
 */
public final class BitmapDirectoryLayout {
  /** The part of an entry in front of extra data and name. */
  public static final int FIXED_BYTES = 24;

  /** Flag: the contents may be stale. */
  public static final int FLAG_IN_USE = 1;

  /** Flag: the bitmap records every write from opening on. */
  public static final int FLAG_AUTO = 1 << 1;

  /** Flags that must be clear. */
  public static final int FLAGS_RESERVED = ~(FLAG_IN_USE | FLAG_AUTO);

  /** The type of a dirty tracking bitmap. */
  public static final int TYPE_DIRTY_TRACKING = 1;

  /** Offset of the flags in an entry. */
  public static final int FLAGS = 12;

  static final int TABLE_OFFSET = 0;
  static final int TABLE_ENTRIES = 8;
  static final int TYPE = 16;
  static final int GRANULARITY_BITS = 17;
  static final int NAME_SIZE = 18;
  static final int EXTRA_DATA_SIZE = 20;

  private BitmapDirectoryLayout() {}

  static long entryBytes(long extraBytes, long nameBytes) {
    return (FIXED_BYTES + extraBytes + nameBytes + 7) & ~7L;
  }
}
