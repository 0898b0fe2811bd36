package dev.dirtybench.qcow2.image;

import dev.dirtybench.dirty.BitmapNode;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.qcow2.format.BitmapDirectory;
import dev.dirtybench.qcow2.format.BitmapDirectoryEntry;
import dev.dirtybench.qcow2.format.BitmapDirectoryLayout;
import dev.dirtybench.qcow2.format.BitmapLimits;
import dev.dirtybench.qcow2.format.BitmapTableEntry;
import dev.dirtybench.qcow2.format.BitmapsExtension;
import dev.dirtybench.qcow2.format.Qcow2FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The bitmaps of an image that is open for writing: marks them as in use, stores and removes them.
 *
 * <p>Storing has three phases: write the new tables and data, switch the header to a directory that
 * refers to them, free the old ones. Called with the node's lock held.
 */
final class BitmapStore {
  private final ImageFile file;
  private final HeaderWriter headers;
  private final Refcounts refcounts;
  private final ClusterAllocator allocator;
  private final DirectoryWriter writer;
  private final BulkBuffer buffer;
  private final List<String> warnings;

  private BitmapStore(
      ImageFile file,
      HeaderWriter headers,
      Refcounts refcounts,
      ClusterAllocator allocator,
      DirectoryWriter writer,
      BulkBuffer buffer,
      List<String> warnings) {
    this.file = file;
    this.headers = headers;
    this.refcounts = refcounts;
    this.allocator = allocator;
    this.writer = writer;
    this.buffer = buffer;
    this.warnings = warnings;
  }

  static BitmapStore open(
      ImageFile file,
      HeaderWriter headers,
      BitmapDirectory directory,
      BulkBuffer buffer,
      List<String> warnings)
      throws IOException {
    Refcounts refcounts = Refcounts.read(file, headers.header());
    Optional<BitmapsExtension> place = new StoredDirectory(file).extension(headers.area());
    ClusterAllocator allocator =
        new ClusterAllocator(
            file,
            headers,
            refcounts,
            new KnownStructures(headers.header(), refcounts, place, directory),
            warnings);
    DirectoryWriter writer =
        new DirectoryWriter(file, headers, refcounts, allocator, directory, place);
    return new BitmapStore(file, headers, refcounts, allocator, writer, buffer, warnings);
  }

  BitmapDirectory directory() {
    return writer.directory();
  }

  ClusterAllocator allocator() {
    return allocator;
  }

  /** Marks every bitmap as in use, so that nobody trusts what is stored while it changes. */
  void markInUse() throws IOException {
    List<BitmapDirectoryEntry> marked =
        directory().entries().stream()
            .map(entry -> entry.withFlags(entry.flags() | BitmapDirectoryLayout.FLAG_IN_USE))
            .toList();
    if (!marked.equals(directory().entries())) {
      writer.replaceInPlace(new BitmapDirectory(marked));
    }
  }

  /** Stores every bitmap of the node that is persistent, consistent and not read-only. */
  void store(BitmapNode node) throws IOException {
    List<DirtyBitmap> changed =
        node.storage().toStore().stream().filter(bitmap -> !bitmap.isReadOnly()).toList();
    if (changed.isEmpty()) {
      return;
    }
    headers.requireCertain();
    Map<String, BitmapDirectoryEntry> entries = new LinkedHashMap<>();
    directory().entries().forEach(entry -> entries.put(entry.name(), entry));
    List<BitmapDirectoryEntry> old = new ArrayList<>();
    BitmapSaver saver = new BitmapSaver(file, allocator, headers.header().clusterBits(), buffer);
    try {
      for (DirtyBitmap bitmap : changed) {
        String name = bitmap.name().orElseThrow();
        BitmapDirectoryEntry before = entries.get(name);
        requireOurs(before);
        entries.put(name, write(saver, name, bitmap));
        if (before != null) {
          old.add(before);
        }
      }
      writer.replace(directoryOf(entries));
    } catch (IOException | RuntimeException e) {
      saver.takeBack(e);
      throw e;
    }
    old.forEach(this::freeBitmap);
    flush();
  }

  /**
   * Stores the bitmaps and lets others write the file. After a failure they are marked as in use
   * again; if that too fails, the header is uncertain, and what is stored may count as valid.
   */
  void handOver(BitmapNode node) throws IOException {
    try {
      store(node);
      flush();
      file.reopen(OpenMode.READ_ONLY);
    } catch (IOException | RuntimeException e) {
      try {
        markInUse();
      } catch (IOException | RuntimeException again) {
        headers.giveUp();
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  private BitmapDirectoryEntry write(BitmapSaver saver, String name, DirtyBitmap bitmap)
      throws IOException {
    int flags = bitmap.isEnabled() ? BitmapDirectoryLayout.FLAG_AUTO : 0;
    try {
      BitmapLimits.requireStorable(
          name, bitmap.size(), bitmap.granularity().bits(), headers.header().clusterBits());
    } catch (IllegalArgumentException e) {
      throw new IOException(file.path() + ": " + e.getMessage(), e);
    }
    return saver.write(name, bitmap.bits(), flags);
  }

  private void requireOurs(BitmapDirectoryEntry entry) throws IOException {
    if (entry != null && !entry.inUse()) {
      throw new Qcow2FormatException(
          Qcow2FormatException.Kind.CORRUPT,
          "bitmap \""
              + entry.name()
              + "\" must be marked as in use while the image is open for writing, it already"
              + " exists in the image and is not",
          file.at("bitmap directory", 0));
    }
  }

  private BitmapDirectory directoryOf(Map<String, BitmapDirectoryEntry> entries)
      throws IOException {
    BitmapDirectory next = new BitmapDirectory(List.copyOf(entries.values()));
    if (entries.size() > BitmapLimits.MAX_BITMAPS
        || next.bytes() > BitmapLimits.MAX_DIRECTORY_BYTES) {
      throw new IOException(
          file.path()
              + ": an image holds at most "
              + BitmapLimits.MAX_BITMAPS
              + " bitmaps in a directory of "
              + BitmapLimits.MAX_DIRECTORY_BYTES
              + " bytes, got "
              + entries.size()
              + " in "
              + next.bytes());
    }
    return next;
  }

  /** Removes what is stored of some bitmaps; names that are not stored are fine. */
  void remove(List<String> names) throws IOException {
    Set<String> wanted = new HashSet<>(names);
    List<BitmapDirectoryEntry> kept = new ArrayList<>();
    List<BitmapDirectoryEntry> removed = new ArrayList<>();
    for (BitmapDirectoryEntry entry : directory().entries()) {
      (wanted.contains(entry.name()) ? removed : kept).add(entry);
    }
    if (!removed.isEmpty()) {
      writer.replace(new BitmapDirectory(kept));
      removed.forEach(this::freeBitmap);
    }
  }

  private void freeBitmap(BitmapDirectoryEntry entry) {
    int clusterBits = headers.header().clusterBits();
    try {
      for (ClusterRun run : new BitmapTableReader(file, clusterBits).dataRuns(entry)) {
        allocator.freeOrLeak(run);
      }
    } catch (IOException e) {
      warnings.add("the data of a bitmap leaks, check can repair that: " + e.getMessage());
    }
    long tableBytes = (long) entry.tableEntries() * BitmapTableEntry.BYTES;
    allocator.freeOrLeak(
        new ClusterRun(entry.tableOffset(), BitmapLimits.clusters(tableBytes, clusterBits)));
  }

  /** Writes the refcounts and waits for the disk. */
  void flush() throws IOException {
    refcounts.flush();
    file.flush("the refcounts");
  }
}
