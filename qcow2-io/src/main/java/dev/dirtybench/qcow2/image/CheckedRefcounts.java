package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.Qcow2FormatException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The refcounts of an image under a check: a block that cannot be read counts as one of zeros. */
final class CheckedRefcounts {
  private final Refcounts refcounts;
  private final ReferenceCounts counts;
  private final CheckFindings findings;
  private final Set<Long> unreadable = new HashSet<>();

  CheckedRefcounts(Refcounts refcounts, ReferenceCounts counts, CheckFindings findings) {
    this.refcounts = refcounts;
    this.counts = counts;
    this.findings = findings;
  }

  long get(long cluster) throws IOException {
    long block = refcounts.blockIndex(cluster);
    if (unreadable.contains(block)) {
      return 0;
    }
    try {
      return refcounts.get(cluster);
    } catch (Qcow2FormatException e) {
      unreadable.add(block);
      findings.corruption(e.getMessage());
      return 0;
    }
  }

  /** Takes clusters whose refcount is higher than what was counted. */
  interface LeakVisitor {
    void visit(long cluster, long refcount, long references) throws IOException;
  }

  /** Counts the refcount structures themselves. */
  void countStructures(long clusterSize) {
    ClusterRun table = refcounts.tableRun();
    counts.add(table.offset(), table.count() * clusterSize, 1, "refcount table");
    for (long block = 0; block < refcounts.tableEntries(); block++) {
      if (refcounts.blockOffset(block) != 0) {
        counts.add(refcounts.blockOffset(block), clusterSize, 1, "refcount block");
      }
    }
  }

  /** Compares every refcount of the file with what was counted. */
  void compare(LeakVisitor leaks) throws IOException {
    long clusters = counts.clusters();
    for (long cluster = 0; cluster < clusters; cluster++) {
      boolean missing = refcounts.blockOffset(refcounts.blockIndex(cluster)) == 0;
      if (missing && !counts.hasPage(cluster)) {
        // Nothing is counted in this page, and a block has at least 64 clusters.
        cluster |= 63;
        continue;
      }
      long refcount = missing ? 0 : get(cluster);
      long references = counts.get(cluster);
      if (Long.compareUnsigned(refcount, references) > 0) {
        leaks.visit(cluster, refcount, references);
      } else if (refcount != references) {
        findings.corruption(
            "cluster "
                + cluster
                + " must have a refcount of "
                + references
                + ", which is what refers to it, got "
                + refcount);
      }
    }
  }
}
