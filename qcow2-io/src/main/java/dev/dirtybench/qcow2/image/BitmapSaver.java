package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.BitmapDirectoryEntry;
import dev.dirtybench.qcow2.format.BitmapLimits;
import dev.dirtybench.qcow2.format.BitmapTableEntry;
import dev.dirtybench.spi.Bitmap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the table and data of one bitmap into newly allocated clusters.
 *
 * <p>Clusters of zeros take no space, and neither do those of ones, but for a last one that is not
 * full: its tail must be zeros. What was allocated is remembered until the directory refers to it,
 * so that a failure can free it again.
 */
final class BitmapSaver {
  private static final int TABLE_CHUNK_ENTRIES = 8 << 10;

  private final ImageFile file;
  private final ClusterAllocator allocator;
  private final int clusterBits;
  private final BulkBuffer buffer;
  private final List<ClusterRun> allocated = new ArrayList<>();

  BitmapSaver(ImageFile file, ClusterAllocator allocator, int clusterBits, BulkBuffer buffer) {
    this.file = file;
    this.allocator = allocator;
    this.clusterBits = clusterBits;
    this.buffer = buffer;
  }

  /** Writes a bitmap and returns the entry that describes it, without waiting for the disk. */
  BitmapDirectoryEntry write(String name, Bitmap bits, int flags) throws IOException {
    long entries = BitmapLimits.clusters(bits.serializedBytes(), clusterBits);
    long clusters = BitmapLimits.clusters(entries * BitmapTableEntry.BYTES, clusterBits);
    long table = allocator.allocate(clusters);
    allocated.add(new ClusterRun(table, clusters));
    new Writing(name, bits, table, entries).run();
    return new BitmapDirectoryEntry(table, (int) entries, flags, bits.granularity().bits(), name);
  }

  /** Frees what was written, because the directory will not refer to it. */
  void takeBack(Exception cause) {
    for (ClusterRun run : allocated) {
      allocator.giveBack(run, cause);
    }
    allocated.clear();
  }

  private final class Writing {
    private final String name;
    private final Bitmap bits;
    private final long tableOffset;
    private final long entries;
    private final int clusterSize = 1 << clusterBits;
    private final ByteBuffer bulk;
    private final ByteBuffer table;
    private final long[] pending;
    private int pendingCount;
    private long tableStart;

    Writing(String name, Bitmap bits, long tableOffset, long entries) {
      this.name = name;
      this.bits = bits;
      this.tableOffset = tableOffset;
      this.entries = entries;
      this.bulk = buffer.forData(bits.serializedBytes(), clusterSize);
      this.pending = new long[bulk.capacity() >>> clusterBits];
      this.table =
          ByteBuffer.allocate(
              (int) Math.min(entries, TABLE_CHUNK_ENTRIES) * BitmapTableEntry.BYTES);
    }

    void run() throws IOException {
      while (tableStart < entries) {
        long end = Math.min(entries, tableStart + TABLE_CHUNK_ENTRIES);
        for (long index = tableStart; index < end; index++) {
          classify(index);
          if (pendingCount == pending.length) {
            writePending();
          }
        }
        writePending();
        table.clear().limit((int) (end - tableStart) * BitmapTableEntry.BYTES);
        file.write(
            table,
            tableOffset + tableStart * BitmapTableEntry.BYTES,
            "table of bitmap \"" + name + '"');
        tableStart = end;
      }
    }

    private void classify(long index) {
      int coverageBits = clusterBits + 3 + bits.granularity().bits();
      long from = index << coverageBits;
      long length = Math.min(1L << coverageBits, bits.size() - from);
      boolean full = (index + 1) << (clusterBits + 3) <= bits.bitCount();
      if (bits.nextDirty(from, from + length) == Bitmap.NONE) {
        putEntry(index, BitmapTableEntry.ALL_ZEROS);
      } else if (full && bits.nextClean(from, from + length) == Bitmap.NONE) {
        putEntry(index, BitmapTableEntry.ALL_ONES);
      } else {
        pending[pendingCount++] = index;
      }
    }

    private void putEntry(long index, long entry) {
      table.putLong((int) (index - tableStart) * BitmapTableEntry.BYTES, entry);
    }

    private void writePending() throws IOException {
      int done = 0;
      while (done < pendingCount) {
        ClusterRun run = allocator.allocateUpTo(pendingCount - done);
        allocated.add(run);
        bulk.clear();
        for (int i = 0; i < run.count(); i++) {
          putEntry(pending[done + i], run.offset() + ((long) i << clusterBits));
        }
        serialize(done, (int) run.count());
        file.write(bulk.flip(), run.offset(), "data of bitmap \"" + name + '"');
        done += (int) run.count();
      }
      pendingCount = 0;
    }

    private void serialize(int from, int count) {
      int end = from + count;
      for (int i = from; i < end; ) {
        int next = i + 1;
        while (next < end && pending[next] == pending[next - 1] + 1) {
          next++;
        }
        long start = pending[i] << clusterBits;
        int space = (next - i) << clusterBits;
        int bytes = (int) Math.min(space, bits.serializedBytes() - start);
        bits.serialize(start >>> 3, bytes >>> 3, bulk);
        for (int pad = bytes; pad < space; pad++) {
          bulk.put((byte) 0);
        }
        i = next;
      }
    }
  }
}
