package dev.dirtybench.qcow2.image;

import dev.dirtybench.dirty.BitmapNode;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.dirty.Health;
import dev.dirtybench.dirty.Recording;
import dev.dirtybench.qcow2.format.BitmapDirectory;
import dev.dirtybench.qcow2.format.BitmapDirectoryEntry;
import dev.dirtybench.qcow2.format.BitmapLimits;
import dev.dirtybench.qcow2.format.BitmapTableEntry;
import dev.dirtybench.qcow2.format.FileLocation;
import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Puts the bitmaps of a directory onto a node: content where it can be trusted, a marker where the
 * bitmap was in use, whose table and data are never read.
 */
final class BitmapLoader {
  private final ImageFile file;
  private final int clusterBits;
  private final BulkBuffer buffer;

  BitmapLoader(ImageFile file, int clusterBits, BulkBuffer buffer) {
    this.file = file;
    this.clusterBits = clusterBits;
    this.buffer = buffer;
  }

  /**
   * Loads all bitmaps; what was loaded before a failure stays on the node, for the caller to close.
   */
  void load(BitmapDirectory directory, BitmapNode node) throws IOException {
    for (BitmapDirectoryEntry entry : directory.entries()) {
      if (!entry.inUse()) {
        requireExactTable(entry, node.size());
      }
      DirtyBitmap bitmap = add(entry, node);
      if (!entry.inUse()) {
        node.<Void, IOException>exclusively(
            () -> {
              fill(bitmap.bits(), entry);
              return null;
            });
      }
    }
  }

  private DirtyBitmap add(BitmapDirectoryEntry entry, BitmapNode node) throws IOException {
    try {
      return node.storage()
          .add(
              entry.name(),
              new Granularity(entry.granularityBits()),
              entry.auto() ? Recording.ENABLED : Recording.DISABLED,
              entry.inUse() ? Health.INCONSISTENT : Health.CONSISTENT);
    } catch (IllegalArgumentException e) {
      Qcow2FormatException refused =
          new Qcow2FormatException(
              Qcow2FormatException.Kind.UNSUPPORTED_FEATURE, e.getMessage(), tableOf(entry));
      refused.initCause(e);
      throw refused;
    }
  }

  void requireExactTable(BitmapDirectoryEntry entry, long size) throws IOException {
    long needed =
        BitmapLimits.clusters(BitmapLimits.dataBytes(size, entry.granularityBits()), clusterBits);
    if (entry.tableEntries() != needed) {
      throw new Qcow2FormatException(
          Qcow2FormatException.Kind.INVALID_FORMAT,
          "the bitmap table must have exactly "
              + needed
              + " entries for a disk of "
              + size
              + " bytes, got "
              + entry.tableEntries(),
          tableOf(entry));
    }
    file.requireInside(entry.tableOffset(), needed * BitmapTableEntry.BYTES, tableOf(entry));
  }

  private FileLocation tableOf(BitmapDirectoryEntry entry) {
    return FileLocation.ofBitmap(file.path(), entry.name(), "bitmap table", entry.tableOffset());
  }

  private void fill(Bitmap bits, BitmapDirectoryEntry entry) throws IOException {
    Filling filling = new Filling(bits, entry);
    new BitmapTableReader(file, clusterBits).forEach(entry, filling::accept);
    filling.readRun();
  }

  /** One bitmap being filled; clusters that follow each other in the file are read in one go. */
  private final class Filling {
    private final Bitmap bits;
    private final BitmapDirectoryEntry entry;
    private final int clusterSize = 1 << clusterBits;
    private final ByteBuffer bulk;
    private long firstIndex;
    private long offset;
    private long count;

    Filling(Bitmap bits, BitmapDirectoryEntry entry) {
      this.bits = bits;
      this.entry = entry;
      this.bulk = buffer.forData(bits.serializedBytes(), clusterSize);
    }

    void accept(long index, long tableEntry) throws IOException {
      if (tableEntry == BitmapTableEntry.ALL_ONES) {
        long coverageBits = clusterBits + 3L + entry.granularityBits();
        long from = index << coverageBits;
        bits.setDirty(from, Math.min(1L << coverageBits, bits.size() - from));
        return;
      }
      long dataOffset = BitmapTableEntry.offset(tableEntry);
      boolean follows =
          index == firstIndex + count
              && dataOffset == offset + (count << clusterBits)
              && (count + 1) << clusterBits <= bulk.capacity();
      if (count != 0 && follows) {
        count++;
        return;
      }
      readRun();
      firstIndex = index;
      offset = dataOffset;
      count = 1;
    }

    void readRun() throws IOException {
      if (count == 0) {
        return;
      }
      long start = firstIndex << clusterBits;
      long bytes = Math.min(count << clusterBits, bits.serializedBytes() - start);
      bulk.clear().limit((int) bytes);
      file.read(
          bulk, offset, FileLocation.ofBitmap(file.path(), entry.name(), "bitmap data", offset));
      bits.deserialize(start >>> 3, bytes >>> 3, bulk);
      count = 0;
    }
  }
}
