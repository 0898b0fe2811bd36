package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.FileLocation;
import dev.dirtybench.qcow2.format.Qcow2Header;
import dev.dirtybench.qcow2.format.RefcountBlockLayout;
import dev.dirtybench.qcow2.format.RefcountTableEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The refcounts of an image's clusters, of any width, read when they are needed.
 *
 * <p>Clusters are counted from 0, where the header is. A missing block means refcounts of 0; {@link
 * RefcountGrowth} adds blocks before they are written to.
 */
final class Refcounts {
  private static final int CHUNK_BYTES = 64 << 10;

  private final ImageFile file;
  private final int clusterBits;
  private final RefcountBlockLayout layout;
  private final RefcountPages pages;
  private final long entriesPerPage;
  private long tableOffset;
  private long[] table;

  private Refcounts(ImageFile file, Qcow2Header header) {
    this.file = file;
    this.clusterBits = header.clusterBits();
    this.layout = new RefcountBlockLayout(header.refcountOrder(), clusterBits);
    this.pages = new RefcountPages(file, header.clusterSize());
    this.entriesPerPage = layout.entriesIn(pages.pageBytes());
    this.tableOffset = header.refcountTableOffset();
  }

  /** Reads the refcount table, at most 8 MiB. */
  static Refcounts read(ImageFile file, Qcow2Header header) throws IOException {
    Refcounts refcounts = new Refcounts(file, header);
    refcounts.readTable((long) header.refcountTableClusters() << header.clusterBits());
    return refcounts;
  }

  private void readTable(long bytes) throws IOException {
    FileLocation location = file.at("refcount table", tableOffset);
    file.requireInside(tableOffset, bytes, location);
    long[] entries = new long[(int) (bytes / RefcountTableEntry.BYTES)];
    ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(bytes, CHUNK_BYTES));
    for (int i = 0; i < entries.length; ) {
      chunk.clear();
      file.read(chunk, tableOffset + (long) i * RefcountTableEntry.BYTES, location);
      while (chunk.hasRemaining()) {
        entries[i] =
            RefcountTableEntry.offset(
                chunk.getLong(),
                clusterBits,
                file.at("refcount table entry", tableOffset + (long) i * RefcountTableEntry.BYTES));
        i++;
      }
    }
    table = entries;
  }

  int clusterBits() {
    return clusterBits;
  }

  RefcountBlockLayout layout() {
    return layout;
  }

  long max() {
    return layout.max();
  }

  /** Where the table is, and how many clusters it has. */
  ClusterRun tableRun() {
    return new ClusterRun(
        tableOffset, (long) table.length * RefcountTableEntry.BYTES >>> clusterBits);
  }

  long tableEntries() {
    return table.length;
  }

  long[] tableCopy(int entries) {
    return Arrays.copyOf(table, entries);
  }

  long blockIndex(long cluster) {
    return cluster >>> layout.entriesBits();
  }

  /** Where a block is, 0 if it is missing. */
  long blockOffset(long blockIndex) {
    return blockIndex < table.length ? table[(int) blockIndex] : 0;
  }

  long get(long cluster) throws IOException {
    long block = blockOffset(blockIndex(cluster));
    if (block == 0) {
      return 0;
    }
    long index = cluster & ((1L << layout.entriesBits()) - 1);
    ByteBuffer page = pages.get(block + index / entriesPerPage * pages.pageBytes());
    return layout.get(page, (int) (index % entriesPerPage));
  }

  /** Changes a refcount whose block is there. */
  void set(long cluster, long value) throws IOException {
    long block = blockOffset(blockIndex(cluster));
    if (block == 0) {
      throw new IllegalStateException("cluster " + cluster + " has no refcount block");
    }
    long index = cluster & ((1L << layout.entriesBits()) - 1);
    ByteBuffer page = pages.change(block + index / entriesPerPage * pages.pageBytes());
    layout.put(page, (int) (index % entriesPerPage), value);
  }

  /** Takes note of a table that is in the file now. */
  void moved(long offset, long[] entries) {
    tableOffset = offset;
    table = entries;
  }

  /** Writes what has changed, without waiting for the disk. */
  void flush() throws IOException {
    pages.flush();
  }
}
