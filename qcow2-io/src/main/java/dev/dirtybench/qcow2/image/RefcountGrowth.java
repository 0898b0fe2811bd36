package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.BitmapLimits;
import dev.dirtybench.qcow2.format.HeaderArea;
import dev.dirtybench.qcow2.format.RefcountTableEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Adds the refcount blocks that are missing for a run of free clusters, and a larger refcount table
 * where the present one ends too early.
 *
 * <p>New blocks and tables go right behind the run, so that it stays in one piece, and count
 * themselves. A block reaches the disk before the table points to it, a table before the header
 * does; a crash in between leaks clusters at worst.
 */
final class RefcountGrowth {
  private final ImageFile file;
  private final HeaderWriter headers;
  private final Refcounts refcounts;
  private final int clusterBits;
  private final List<Long> blockClusters = new ArrayList<>();
  private final List<Long> raised = new ArrayList<>();
  private SortedSet<Long> missing = new TreeSet<>();
  private long tableCluster;
  private long tableClusters;
  private long next;

  RefcountGrowth(ImageFile file, HeaderWriter headers, Refcounts refcounts) {
    this.file = file;
    this.headers = headers;
    this.refcounts = refcounts;
    this.clusterBits = refcounts.clusterBits();
  }

  /** Makes sure that each cluster of a run has a refcount block. */
  void cover(long firstCluster, long count) throws IOException {
    missing = missingBlocks(firstCluster, count);
    if (missing.isEmpty()) {
      return;
    }
    headers.requireCertain();
    plan(firstCluster, count);
    try {
      writeBlocks();
      if (tableClusters == 0) {
        link();
      } else {
        replaceTable();
      }
    } catch (IOException e) {
      takeBack(e);
      throw e;
    }
  }

  private SortedSet<Long> missingBlocks(long firstCluster, long count) {
    SortedSet<Long> found = new TreeSet<>();
    for (long block = refcounts.blockIndex(firstCluster);
        block <= refcounts.blockIndex(firstCluster + count - 1);
        block++) {
      if (refcounts.blockOffset(block) == 0) {
        found.add(block);
      }
    }
    return found;
  }

  /** Places what is new until every place is itself covered. */
  private void plan(long firstCluster, long count) throws IOException {
    next = firstCluster + count;
    while (true) {
      long lastBlock = missing.last();
      if (lastBlock >= Math.max(refcounts.tableEntries(), entries(tableClusters))) {
        placeTable(lastBlock + 1);
      } else if (blockClusters.size() < missing.size()) {
        long cluster = freeCluster();
        blockClusters.add(cluster);
        missing.addAll(missingBlocks(cluster, 1));
      } else {
        return;
      }
    }
  }

  private long entries(long clusters) {
    return (clusters << clusterBits) / RefcountTableEntry.BYTES;
  }

  private void placeTable(long neededEntries) throws IOException {
    long most = BitmapLimits.MAX_REFCOUNT_TABLE_BYTES / RefcountTableEntry.BYTES;
    if (neededEntries > most) {
      throw new IOException(
          file.path()
              + ": the image cannot grow: its refcount table would need "
              + neededEntries
              + " entries, at most "
              + most
              + " are possible");
    }
    // Half as large again, so that the table moves seldom.
    long wanted = Math.min(neededEntries + neededEntries / 2, most);
    tableClusters = BitmapLimits.clusters(wanted * RefcountTableEntry.BYTES, clusterBits);
    tableCluster = freeCluster();
    for (long length = 1; length < tableClusters; length++) {
      if (freeCluster() != tableCluster + length) {
        tableCluster = next - 1;
        length = 0;
      }
    }
    missing.addAll(missingBlocks(tableCluster, tableClusters));
  }

  private long freeCluster() throws IOException {
    while (refcounts.get(next) != 0) {
      next++;
    }
    return next++;
  }

  private void writeBlocks() throws IOException {
    List<Long> used = new ArrayList<>(blockClusters);
    for (long i = 0; i < tableClusters; i++) {
      used.add(tableCluster + i);
    }
    for (long cluster : used) {
      if (!missing.contains(refcounts.blockIndex(cluster))) {
        refcounts.set(cluster, 1);
        raised.add(cluster);
      }
    }
    refcounts.flush();
    int i = 0;
    for (long block : missing) {
      ByteBuffer bytes = ByteBuffer.allocate(1 << clusterBits);
      for (long cluster : used) {
        if (refcounts.blockIndex(cluster) == block) {
          long index = cluster & ((1L << refcounts.layout().entriesBits()) - 1);
          refcounts.layout().put(bytes, (int) index, 1);
        }
      }
      file.write(bytes, blockClusters.get(i++) << clusterBits, "refcount block");
    }
  }

  /**
   * Links the new blocks with one write: each may be the one that counts another of them, so that a
   * part of them must not become visible.
   */
  private void link() throws IOException {
    file.flush("new refcount blocks");
    long[] entries = refcounts.tableCopy((int) refcounts.tableEntries());
    int i = 0;
    for (long block : missing) {
      entries[(int) block] = blockClusters.get(i++) << clusterBits;
    }
    try {
      writeTablePart(entries);
    } catch (IOException e) {
      try {
        writeTablePart(refcounts.tableCopy((int) refcounts.tableEntries()));
      } catch (IOException again) {
        headers.giveUp();
        e.addSuppressed(again);
      }
      throw e;
    }
    refcounts.moved(refcounts.tableRun().offset(), entries);
  }

  private void writeTablePart(long[] entries) throws IOException {
    int first = (int) (long) missing.first();
    int count = (int) (missing.last() - first + 1);
    ByteBuffer bytes = ByteBuffer.allocate(count * RefcountTableEntry.BYTES);
    bytes.asLongBuffer().put(entries, first, count);
    file.write(
        bytes,
        refcounts.tableRun().offset() + (long) first * RefcountTableEntry.BYTES,
        "refcount table");
  }

  private void replaceTable() throws IOException {
    ClusterRun old = refcounts.tableRun();
    long[] entries = refcounts.tableCopy((int) entries(tableClusters));
    int i = 0;
    for (long block : missing) {
      entries[(int) block] = blockClusters.get(i++) << clusterBits;
    }
    long offset = tableCluster << clusterBits;
    ByteBuffer bytes = ByteBuffer.allocate((int) (tableClusters << clusterBits));
    bytes.asLongBuffer().put(entries);
    file.write(bytes, offset, "refcount table");
    HeaderArea area = headers.area();
    headers.switchTo(
        area.withHeader(area.header().edit().refcountTable(offset, (int) tableClusters).build()));
    refcounts.moved(offset, entries);
    raised.clear();
    for (long cluster = old.offset() >>> clusterBits, n = 0; n < old.count(); n++) {
      long count = refcounts.get(cluster + n);
      // A table that was not counted is nothing to free: the image was damaged before.
      if (count > 0) {
        refcounts.set(cluster + n, count - 1);
      }
    }
  }

  private void takeBack(IOException cause) {
    if (headers.uncertain()) {
      return;
    }
    for (long cluster : raised) {
      try {
        refcounts.set(cluster, 0);
      } catch (IOException e) {
        cause.addSuppressed(e);
        return;
      }
    }
  }
}
