package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.HeaderLayout;
import dev.dirtybench.qcow2.format.Qcow2Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts what L1 and L2 tables refer to, those of snapshots included.
 *
 * <p>Each table is read once, however many refer to it; what it refers to counts as often.
 */
final class GuestReferences {
  private static final int CHUNK_BYTES = 64 << 10;
  private static final long OFFSET_MASK = 0x00fffffffffffe00L;
  private static final long COPIED = 1L << 63;
  private static final long COMPRESSED = 1L << 62;

  private final ImageFile file;
  private final Qcow2Header header;
  private final ReferenceCounts counts;
  private final CheckFindings findings;
  private final Map<SnapshotTable.L1Table, Integer> l1Tables = new HashMap<>();
  private final Map<Long, Integer> l2Tables = new HashMap<>();

  /** Takes the entries of a table that are not 0. */
  private interface TableVisitor {
    void visit(long entry, long at) throws IOException;
  }

  GuestReferences(
      ImageFile file, Qcow2Header header, ReferenceCounts counts, CheckFindings findings) {
    this.file = file;
    this.header = header;
    this.counts = counts;
    this.findings = findings;
  }

  void count() throws IOException {
    l1Tables.merge(activeL1(), 1, Integer::sum);
    if (header.snapshotCount() != 0) {
      SnapshotTable snapshots = SnapshotTable.read(file, header);
      counts.add(header.snapshotsOffset(), snapshots.bytes(), 1, "snapshot table");
      snapshots.l1Tables().forEach(table -> l1Tables.merge(table, 1, Integer::sum));
    }
    long bytes = l1Tables.keySet().stream().mapToLong(this::bytesInFile).sum();
    if (bytes > file.size()) {
      // What is in the file once cannot be more than the file: reading on would have no bound.
      findings.corruption(
          "L1 tables must not overlap, they have "
              + bytes
              + " bytes together in a file of "
              + file.size());
      return;
    }
    for (var table : l1Tables.entrySet()) {
      countL1(table.getKey(), table.getValue());
    }
    for (var table : l2Tables.entrySet()) {
      int times = table.getValue();
      forEachL2Entry(table.getKey(), (entry, at) -> countL2Entry(entry, at, times));
    }
  }

  private long bytesInFile(SnapshotTable.L1Table table) {
    long bytes = table.entries() * 8;
    return counts.isInFile(table.offset(), bytes) ? bytes : 0;
  }

  private SnapshotTable.L1Table activeL1() {
    return new SnapshotTable.L1Table(header.l1TableOffset(), header.l1Size());
  }

  private void countL1(SnapshotTable.L1Table table, int times) throws IOException {
    long bytes = table.entries() * 8;
    counts.add(table.offset(), bytes, times, "L1 table");
    if ((table.offset() & (header.clusterSize() - 1)) != 0) {
      findings.corruption(unaligned("L1 table", table.offset(), table.offset()));
    } else if (counts.isInFile(table.offset(), bytes)) {
      forEachEntry(table.offset(), bytes, 8, "L1 table", (e, at) -> countL1Entry(e, at, times));
    }
  }

  private void countL1Entry(long entry, long at, int times) {
    long offset = entry & OFFSET_MASK;
    if (offset == 0) {
      return;
    }
    if ((offset & (header.clusterSize() - 1)) != 0) {
      findings.corruption(unaligned("L2 table", offset, at));
      return;
    }
    counts.add(offset, header.clusterSize(), times, "L2 table");
    if (counts.isInFile(offset, header.clusterSize())) {
      l2Tables.merge(offset, times, Integer::sum);
    }
  }

  private void countL2Entry(long entry, long at, int times) {
    if ((entry & COMPRESSED) != 0) {
      int offsetBits = 62 - (header.clusterBits() - 8);
      long offset = entry & ((1L << offsetBits) - 1);
      long sectors = ((entry & ~COPIED & ~COMPRESSED) >>> offsetBits) + 1;
      if ((entry & COPIED) != 0) {
        findings.corruption(
            "a compressed cluster must not be marked as referred to once, the L2 entry at 0x"
                + Long.toHexString(at)
                + " is");
      }
      counts.add(offset & ~511L, sectors * 512, times, "compressed cluster");
    } else if ((entry & OFFSET_MASK) != 0 && !hasDataFile()) {
      long offset = entry & OFFSET_MASK;
      if ((offset & (header.clusterSize() - 1)) != 0) {
        findings.corruption(unaligned("data cluster", offset, at));
      } else {
        counts.add(offset, header.clusterSize(), times, "data cluster");
      }
    }
  }

  private boolean hasDataFile() {
    return (header.incompatibleFeatures() & HeaderLayout.INCOMPATIBLE_DATA_FILE) != 0;
  }

  private static String unaligned(String what, long offset, long at) {
    return what
        + " must start at a multiple of the cluster size, got 0x"
        + Long.toHexString(offset)
        + " (entry at 0x"
        + Long.toHexString(at)
        + ")";
  }

  /** Compares the marks "referred to once" of the active tables with the refcounts. */
  void checkCopied(CheckedRefcounts refcounts) throws IOException {
    SnapshotTable.L1Table active = activeL1();
    if (!counts.isInFile(active.offset(), active.entries() * 8)) {
      return;
    }
    Set<Long> unvisited = new HashSet<>(l2Tables.keySet());
    forEachEntry(
        active.offset(),
        active.entries() * 8,
        8,
        "L1 table",
        (entry, at) -> {
          long l2 = entry & OFFSET_MASK;
          if (l2 != 0 && l2Tables.containsKey(l2)) {
            checkCopied(refcounts, entry, l2, at, "L1 entry");
            if (unvisited.remove(l2)) {
              forEachL2Entry(l2, (e, place) -> checkCopiedData(refcounts, e, place));
            }
          }
        });
  }

  private void checkCopiedData(CheckedRefcounts refcounts, long entry, long at) throws IOException {
    long offset = entry & OFFSET_MASK;
    boolean counted = (entry & COMPRESSED) == 0 && !hasDataFile();
    if (counted && offset != 0 && counts.isInFile(offset, header.clusterSize())) {
      checkCopied(refcounts, entry, offset, at, "L2 entry");
    }
  }

  private void checkCopied(
      CheckedRefcounts refcounts, long entry, long offset, long at, String what)
      throws IOException {
    long refcount = refcounts.get(offset >>> header.clusterBits());
    if ((refcount == 1) != ((entry & COPIED) != 0)) {
      findings.corruption(
          what
              + " at 0x"
              + Long.toHexString(at)
              + " must be marked as referred to once if and only if the refcount is 1, got 0x"
              + Long.toHexString(entry)
              + " and refcount "
              + refcount);
    }
  }

  private void forEachL2Entry(long offset, TableVisitor visitor) throws IOException {
    long bytes = Math.min(header.clusterSize(), file.size() - offset);
    forEachEntry(offset, bytes, header.hasExtendedL2() ? 16 : 8, "L2 table", visitor);
  }

  /** Reads a table, whose end may be missing where the file ends, which reads as zeros. */
  private void forEachEntry(
      long offset, long bytes, int entryBytes, String what, TableVisitor visitor)
      throws IOException {
    long end = Math.min(bytes, file.size() - offset) & -8L;
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    for (long done = 0; done < end; done += chunk.limit()) {
      chunk.clear().limit((int) Math.min(CHUNK_BYTES, end - done));
      file.read(chunk, offset + done, file.at(what, offset));
      for (int at = 0; at < chunk.limit(); at += entryBytes) {
        long entry = chunk.getLong(at);
        if (entry != 0) {
          visitor.visit(entry, offset + done + at);
        }
      }
    }
  }
}
