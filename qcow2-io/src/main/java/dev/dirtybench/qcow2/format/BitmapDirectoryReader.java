package dev.dirtybench.qcow2.format;

import dev.dirtybench.qcow2.format.Qcow2FormatException.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Walks a bitmap directory, checking in the order in which QEMU does. */
final class BitmapDirectoryReader {
  private final ByteBuffer in;
  private final BitmapsExtension extension;
  private final int clusterBits;
  private final long virtualSize;
  private final String path;

  BitmapDirectoryReader(
      ByteBuffer bytes,
      BitmapsExtension extension,
      int clusterBits,
      long virtualSize,
      String path) {
    this.in = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
    this.extension = extension;
    this.clusterBits = clusterBits;
    this.virtualSize = virtualSize;
    this.path = path;
  }

  BitmapDirectory read() throws Qcow2FormatException {
    if (in.limit() < extension.directorySize()) {
      throw new Qcow2FormatException(
          Kind.TRUNCATED,
          "the bitmap directory must have "
              + extension.directorySize()
              + " bytes, the file has "
              + in.limit()
              + " of them",
          new FileLocation(path, "bitmap directory", extension.directoryOffset()));
    }
    List<BitmapDirectoryEntry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int end = (int) extension.directorySize();
    int at = 0;
    while (at < end) {
      BitmapDirectoryEntry entry = readEntry(at, end, entries.size(), names);
      entries.add(entry);
      at += entry.bytes();
    }
    if (entries.size() != extension.bitmapCount()) {
      throw new Qcow2FormatException(
          Kind.INVALID_FORMAT,
          "broken bitmap directory: it must have "
              + extension.bitmapCount()
              + " entries as the header says, got "
              + entries.size(),
          new FileLocation(path, "bitmap directory", extension.directoryOffset()));
    }
    return new BitmapDirectory(entries);
  }

  private BitmapDirectoryEntry readEntry(int at, int end, int before, Set<String> names)
      throws Qcow2FormatException {
    FileLocation here =
        new FileLocation(path, "bitmap directory entry", extension.directoryOffset() + at);
    try {
      requireFits(at, end, before);
      int nameBytes = Short.toUnsignedInt(in.getShort(at + BitmapDirectoryLayout.NAME_SIZE));
      FieldFault.requireRange(
          "length of a bitmap's name in bytes",
          BitmapDirectoryLayout.NAME_SIZE,
          nameBytes,
          1,
          BitmapLimits.MAX_NAME_BYTES);
      String name = readName(at, nameBytes);
      here = FileLocation.ofBitmap(path, name, "directory entry", extension.directoryOffset() + at);
      BitmapDirectoryEntry entry = decode(at, name);
      requireCovers(entry);
      if (!names.add(name)) {
        throw new FieldFault(
            Kind.INVALID_FORMAT,
            BitmapDirectoryLayout.FIXED_BYTES,
            "a bitmap's name must be unique in the image, got a second one");
      }
      return entry;
    } catch (FieldFault e) {
      throw e.in(here);
    }
  }

  private void requireFits(int at, int end, int before) {
    if (end - at < BitmapDirectoryLayout.FIXED_BYTES) {
      throw new FieldFault(
          Kind.INVALID_FORMAT,
          0,
          "broken bitmap directory: an entry must have "
              + BitmapDirectoryLayout.FIXED_BYTES
              + " bytes or more, got "
              + (end - at)
              + " up to the directory's end");
    }
    if (before == extension.bitmapCount()) {
      throw new FieldFault(
          Kind.INVALID_FORMAT,
          0,
          "broken bitmap directory: it must end after "
              + before
              + " entries as the header says, got "
              + (end - at)
              + " bytes more");
    }
    long extra = Integer.toUnsignedLong(in.getInt(at + BitmapDirectoryLayout.EXTRA_DATA_SIZE));
    long name = Short.toUnsignedLong(in.getShort(at + BitmapDirectoryLayout.NAME_SIZE));
    long bytes = BitmapDirectoryLayout.entryBytes(extra, name);
    if (bytes > end - at) {
      throw new FieldFault(
          Kind.INVALID_FORMAT,
          BitmapDirectoryLayout.NAME_SIZE,
          "broken bitmap directory: an entry of "
              + bytes
              + " bytes must fit into the "
              + (end - at)
              + " that are left of the directory");
    }
    if (extra != 0) {
      throw new FieldFault(
          Kind.UNSUPPORTED_FEATURE,
          BitmapDirectoryLayout.EXTRA_DATA_SIZE,
          "extra data of bitmaps is not supported, got " + extra + " bytes");
    }
  }

  private String readName(int at, int bytes) {
    ByteBuffer name = in.duplicate();
    name.limit(at + BitmapDirectoryLayout.FIXED_BYTES + bytes);
    name.position(at + BitmapDirectoryLayout.FIXED_BYTES);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(name).toString();
    } catch (CharacterCodingException e) {
      throw new FieldFault(
          Kind.INVALID_FORMAT,
          BitmapDirectoryLayout.FIXED_BYTES,
          "a bitmap's name must be UTF-8, its " + bytes + " bytes are not");
    }
  }

  private BitmapDirectoryEntry decode(int at, String name) {
    int type = in.get(at + BitmapDirectoryLayout.TYPE) & 0xff;
    if (type != BitmapDirectoryLayout.TYPE_DIRTY_TRACKING) {
      throw new FieldFault(
          Kind.UNSUPPORTED_FEATURE,
          BitmapDirectoryLayout.TYPE,
          "a bitmap's type must be 1 (dirty tracking), got " + type);
    }
    long tableOffset = in.getLong(at + BitmapDirectoryLayout.TABLE_OFFSET);
    FieldFault.requireClusterOffset(
        "bitmap table offset", BitmapDirectoryLayout.TABLE_OFFSET, tableOffset, 1L << clusterBits);
    return new BitmapDirectoryEntry(
        tableOffset,
        in.getInt(at + BitmapDirectoryLayout.TABLE_ENTRIES),
        in.getInt(at + BitmapDirectoryLayout.FLAGS),
        in.get(at + BitmapDirectoryLayout.GRANULARITY_BITS) & 0xff,
        name);
  }

  private void requireCovers(BitmapDirectoryEntry entry) {
    if (entry.tableEntries() > BitmapLimits.MAX_BITMAP_BYTES >>> clusterBits) {
      throw new FieldFault(
          Kind.OUT_OF_BOUNDS,
          BitmapDirectoryLayout.TABLE_ENTRIES,
          "a bitmap must take at most "
              + BitmapLimits.MAX_BITMAP_BYTES
              + " bytes, got "
              + entry.tableEntries()
              + " clusters of 2^"
              + clusterBits);
    }
    long needed =
        BitmapLimits.clusters(
            BitmapLimits.dataBytes(virtualSize, entry.granularityBits()), clusterBits);
    if (!entry.inUse() && entry.tableEntries() < needed) {
      throw new FieldFault(
          Kind.INVALID_FORMAT,
          BitmapDirectoryLayout.TABLE_ENTRIES,
          "the bitmap table must have "
              + needed
              + " entries to cover a disk of "
              + virtualSize
              + " bytes, got "
              + entry.tableEntries());
    }
  }
}
