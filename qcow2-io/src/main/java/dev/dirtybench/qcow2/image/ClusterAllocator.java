package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.BitmapLimits;
import dev.dirtybench.qcow2.format.Qcow2FormatException;
import java.io.IOException;
import java.util.List;

/**
 * Finds free clusters, first fit, and frees them again; the file grows when they are written.
 *
 * <p>Freeing changes nothing on the disk before the refcounts are flushed, but the clusters may be
 * handed out again at once: free them only when nothing on the disk refers to them any more.
 */
final class ClusterAllocator {
  private final ImageFile file;
  private final HeaderWriter headers;
  private final Refcounts refcounts;
  private final KnownStructures known;
  private final int clusterBits;
  private final List<String> warnings;
  private long hint;

  /** An allocator that adds a line to {@code warnings} for what it cannot free. */
  ClusterAllocator(
      ImageFile file,
      HeaderWriter headers,
      Refcounts refcounts,
      KnownStructures known,
      List<String> warnings) {
    this.warnings = warnings;
    this.file = file;
    this.headers = headers;
    this.refcounts = refcounts;
    this.known = known;
    this.clusterBits = refcounts.clusterBits();
  }

  /** Allocates clusters in one piece and returns where they start. */
  long allocate(long count) throws IOException {
    return take(count, count).offset();
  }

  /** Allocates the first free clusters, 1 to {@code most} of them. */
  ClusterRun allocateUpTo(long most) throws IOException {
    return take(1, most);
  }

  private ClusterRun take(long least, long most) throws IOException {
    headers.requireCertain();
    long firstFree = -1;
    long start = hint;
    long length = 0;
    for (long cluster = hint; length < most; cluster++) {
      if (isFree(cluster)) {
        firstFree = firstFree < 0 ? cluster : firstFree;
        length++;
      } else if (length >= least) {
        break;
      } else {
        length = 0;
        start = cluster + 1;
      }
    }
    if (start + length > BitmapLimits.MAX_HOST_OFFSET >>> clusterBits) {
      throw new IOException(file.path() + ": the image has no free clusters below 2^56 bytes");
    }
    new RefcountGrowth(file, headers, refcounts).cover(start, length);
    long taken = 0;
    try {
      while (taken < length) {
        refcounts.set(start + taken, 1);
        taken++;
      }
    } catch (IOException e) {
      giveBack(new ClusterRun(start << clusterBits, taken), e);
      throw e;
    }
    hint = firstFree == start ? start + length : firstFree;
    return new ClusterRun(start << clusterBits, length);
  }

  private boolean isFree(long cluster) throws IOException {
    if (refcounts.get(cluster) != 0) {
      return false;
    }
    String structure = known.at(cluster << clusterBits);
    if (structure != null) {
      throw new Qcow2FormatException(
          Qcow2FormatException.Kind.CORRUPT,
          "the refcount of this cluster must be 1, got 0; repair the image before it is written",
          file.at(structure, cluster << clusterBits));
    }
    return true;
  }

  /** Refuses to take a cluster for what another structure lies in. */
  void requireNoStructure(long offset, String what) throws Qcow2FormatException {
    String structure = known.at(offset);
    if (structure != null) {
      throw new Qcow2FormatException(
          Qcow2FormatException.Kind.CORRUPT,
          "it must not lie in the " + structure + "; repair the image before it is written",
          file.at(what, offset));
    }
  }

  /** Lowers the refcounts of clusters by one. */
  void free(ClusterRun run) throws IOException {
    long first = run.offset() >>> clusterBits;
    for (long i = 0; i < run.count(); i++) {
      long count = refcounts.get(first + i);
      if (count <= 0) {
        throw new Qcow2FormatException(
            Qcow2FormatException.Kind.CORRUPT,
            "the refcount of a cluster to be freed must be 1 or more, got " + count,
            file.at("cluster", (first + i) << clusterBits));
      }
      refcounts.set(first + i, count - 1);
      if (count == 1) {
        hint = Math.min(hint, first + i);
        known.forget((first + i) << clusterBits);
      }
    }
  }

  /** Frees clusters that nothing needs; if that fails, they leak, which harms nobody. */
  void freeOrLeak(ClusterRun run) {
    try {
      free(run);
    } catch (IOException e) {
      warnings.add("clusters leak, check can repair that: " + e.getMessage());
    }
  }

  /** Frees clusters after a failure, of which they were not the cause. */
  void giveBack(ClusterRun run, Exception cause) {
    if (headers.uncertain()) {
      return;
    }
    try {
      free(run);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
