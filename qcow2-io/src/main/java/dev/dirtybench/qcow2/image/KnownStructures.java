package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.BitmapDirectory;
import dev.dirtybench.qcow2.format.BitmapDirectoryEntry;
import dev.dirtybench.qcow2.format.BitmapLimits;
import dev.dirtybench.qcow2.format.BitmapTableEntry;
import dev.dirtybench.qcow2.format.BitmapsExtension;
import dev.dirtybench.qcow2.format.Qcow2Header;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the structures of an image lay when it was opened, so that a wrong refcount of 0 does not
 * let them be overwritten. Guest data and its L2 tables are not among them.
 */
final class KnownStructures {
  private record Structure(long end, String name) {}

  private final TreeMap<Long, Structure> byOffset = new TreeMap<>();
  private final int clusterBits;

  KnownStructures(
      Qcow2Header header,
      Refcounts refcounts,
      Optional<BitmapsExtension> extension,
      BitmapDirectory directory) {
    this.clusterBits = header.clusterBits();
    add(0, 1, "header");
    ClusterRun table = refcounts.tableRun();
    add(table.offset(), table.count() << clusterBits, "refcount table");
    for (long block = 0; block < refcounts.tableEntries(); block++) {
      if (refcounts.blockOffset(block) != 0) {
        add(refcounts.blockOffset(block), 1, "refcount block");
      }
    }
    add(header.l1TableOffset(), header.l1Size() * 8L, "L1 table");
    if (header.snapshotCount() != 0) {
      add(header.snapshotsOffset(), 1, "snapshot table");
    }
    extension.ifPresent(
        found -> add(found.directoryOffset(), found.directorySize(), "bitmap directory"));
    for (BitmapDirectoryEntry entry : directory.entries()) {
      add(
          entry.tableOffset(),
          (long) entry.tableEntries() * BitmapTableEntry.BYTES,
          "table of bitmap \"" + entry.name() + '"');
    }
  }

  private void add(long offset, long bytes, String name) {
    if (bytes != 0) {
      long end = offset + (BitmapLimits.clusters(bytes, clusterBits) << clusterBits);
      byOffset.putIfAbsent(offset, new Structure(end, name));
    }
  }

  /** The structure whose cluster starts there, or null. */
  String at(long clusterOffset) {
    Map.Entry<Long, Structure> below = byOffset.floorEntry(clusterOffset);
    return below != null && clusterOffset < below.getValue().end() ? below.getValue().name() : null;
  }

  /** Takes note that a cluster is free now, and with it the rest of its structure soon. */
  void forget(long clusterOffset) {
    Map.Entry<Long, Structure> below = byOffset.floorEntry(clusterOffset);
    if (below != null && clusterOffset < below.getValue().end()) {
      byOffset.remove(below.getKey());
      long after = clusterOffset + (1L << clusterBits);
      if (after < below.getValue().end()) {
        byOffset.put(after, below.getValue());
      }
      if (below.getKey() < clusterOffset) {
        byOffset.put(below.getKey(), new Structure(clusterOffset, below.getValue().name()));
      }
    }
  }
}
