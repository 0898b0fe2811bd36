package dev.dirtybench.qcow2.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * The bitmaps of an image in the order of its directory; no name comes twice.
 *
 * @param entries the entries, unmodifiable
 */
public record BitmapDirectory(List<BitmapDirectoryEntry> entries) {
  /** Copies the list. */
  public BitmapDirectory {
    entries = List.copyOf(entries);
  }

  /**
   * A directory without bitmaps, which is never stored.
   *
   * @return an empty directory
   */
  public static BitmapDirectory empty() {
    return new BitmapDirectory(List.of());
  }

  /**
   * Reads a directory and checks every entry.
   *
   * @param bytes the whole directory, from index 0 to the limit
   * @param extension what the header says of it
   * @param clusterBits log2 of the cluster size
   * @param virtualSize size of the disk in bytes, which every bitmap that is not in use must cover
   * @param path the file, for messages
   * @return the directory
   * @throws Qcow2FormatException if an entry breaks a rule, or they do not add up
   */
  public static BitmapDirectory read(
      ByteBuffer bytes, BitmapsExtension extension, int clusterBits, long virtualSize, String path)
      throws Qcow2FormatException {
    return new BitmapDirectoryReader(bytes, extension, clusterBits, virtualSize, path).read();
  }

  /**
   * The entry of a name.
   *
   * @param name which bitmap
   * @return the entry, if there is one
   */
  public Optional<BitmapDirectoryEntry> find(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /**
   * Whether there is a bitmap of a name.
   *
   * @param name the name
   * @return true if an entry has it
   */
  public boolean hasName(String name) {
    return entries.stream().anyMatch(entry -> entry.name().equals(name));
  }

  /**
   * How many bytes the directory takes.
   *
   * @return the sum over the entries
   */
  public long bytes() {
    return entries.stream().mapToLong(BitmapDirectoryEntry::bytes).sum();
  }

  /**
   * The directory as it is stored.
   *
   * @return a buffer from 0 to its limit
   * @throws IllegalArgumentException if there are too many bitmaps or bytes
   */
  public ByteBuffer toBytes() {
    FieldFault.requireRange("nb_bitmaps", 0, entries.size(), 1, BitmapLimits.MAX_BITMAPS);
    FieldFault.requireRange(
        "bitmap_directory_size", 0, bytes(), 1, BitmapLimits.MAX_DIRECTORY_BYTES);
    ByteBuffer out = ByteBuffer.allocate((int) bytes()).order(ByteOrder.BIG_ENDIAN);
    for (BitmapDirectoryEntry entry : entries) {
      byte[] name = BitmapDirectoryEntry.nameBytes(entry.name());
      int end = out.position() + entry.bytes();
      out.putLong(entry.tableOffset()).putInt(entry.tableEntries()).putInt(entry.flags());
      out.put((byte) BitmapDirectoryLayout.TYPE_DIRTY_TRACKING);
      out.put((byte) entry.granularityBits()).putShort((short) name.length).putInt(0);
      out.put(name).position(end);
    }
    return out.clear();
  }
}
