package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.BitmapDirectory;
import dev.dirtybench.qcow2.format.BitmapDirectoryEntry;
import dev.dirtybench.qcow2.format.BitmapTableEntry;
import dev.dirtybench.qcow2.format.BitmapsExtension;
import dev.dirtybench.qcow2.format.HeaderArea;
import dev.dirtybench.qcow2.format.HeaderExtension;
import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.qcow2.format.Qcow2Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One check of one image: reads what opening would read, then counts references and compares. */
final class CheckRun {
  /** A cluster whose refcount is to be lowered. */
  record Leak(long cluster, long references) {}

  private final ImageFile file;
  private final CheckFindings findings = new CheckFindings();
  private final List<Leak> leaks = new ArrayList<>();
  private HeaderArea area;
  private Refcounts refcounts;
  private ReferenceCounts counts;

  CheckRun(ImageFile file) {
    this.file = file;
  }

  HeaderArea area() {
    return area;
  }

  Refcounts refcounts() {
    return refcounts;
  }

  List<Leak> leaks() {
    return leaks;
  }

  /** Checks; throws where not even opening would succeed. */
  CheckReport run() throws IOException {
    area = ImageHeaderFile.read(file);
    Qcow2Header header = area.header();
    long virtualSize = header.diskSize();
    StoredDirectory stored = new StoredDirectory(file);
    BitmapDirectory directory = stored.read(area, virtualSize);
    requireLoadable(directory, virtualSize, header.clusterBits());
    counts = new ReferenceCounts(file.size(), header.clusterBits(), findings);
    try {
      refcounts = Refcounts.read(file, header);
    } catch (Qcow2FormatException e) {
      findings.corruption(e.getMessage());
      return findings.report();
    }
    CheckedRefcounts checked = new CheckedRefcounts(refcounts, counts, findings);
    counts.add(0, header.clusterSize(), 1, "header");
    checked.countStructures(header.clusterSize());
    countCryptoHeader();
    GuestReferences guest = new GuestReferences(file, header, counts, findings);
    try {
      guest.count();
    } catch (Qcow2FormatException e) {
      findings.corruption(e.getMessage());
    }
    countBitmaps(stored.extension(area), directory, header.clusterBits());
    checked.compare(
        (cluster, refcount, references) -> {
          findings.leak(cluster << header.clusterBits(), refcount, references);
          leaks.add(new Leak(cluster, references));
        });
    guest.checkCopied(checked);
    return findings.report();
  }

  /** Opening loads these bitmaps and would fail at what is wrong with their tables. */
  private void requireLoadable(BitmapDirectory directory, long virtualSize, int clusterBits)
      throws IOException {
    BitmapLoader loader = new BitmapLoader(file, clusterBits, new BulkBuffer());
    for (BitmapDirectoryEntry entry : directory.entries()) {
      if (!entry.inUse()) {
        loader.requireExactTable(entry, virtualSize);
        new BitmapTableReader(file, clusterBits).forEach(entry, (index, e) -> {});
      }
    }
  }

  private void countCryptoHeader() {
    Optional<HeaderExtension> crypto = area.extensions().find(HeaderExtension.CRYPTO_HEADER);
    if (crypto.isEmpty()) {
      return;
    }
    byte[] data = crypto.get().data();
    if (data.length != 16) {
      findings.corruption("the crypto header extension must have 16 bytes, got " + data.length);
      return;
    }
    ByteBuffer in = ByteBuffer.wrap(data);
    counts.add(in.getLong(0), in.getLong(8), 1, "crypto header");
  }

  private void countBitmaps(
      Optional<BitmapsExtension> extension, BitmapDirectory directory, int clusterBits)
      throws IOException {
    extension.ifPresent(
        found -> counts.add(found.directoryOffset(), found.directorySize(), 1, "bitmap directory"));
    for (BitmapDirectoryEntry entry : directory.entries()) {
      String name = "bitmap \"" + entry.name() + '"';
      counts.add(
          entry.tableOffset(),
          (long) entry.tableEntries() * BitmapTableEntry.BYTES,
          1,
          "table of " + name);
      try {
        for (ClusterRun run : new BitmapTableReader(file, clusterBits).dataRuns(entry)) {
          for (long i = 0; i < run.count(); i++) {
            counts.add(run.offset() + (i << clusterBits), 1L << clusterBits, 1, "data of " + name);
          }
        }
      } catch (Qcow2FormatException e) {
        findings.corruption(e.getMessage());
      }
    }
  }
}
