package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.FeatureNameTable;
import dev.dirtybench.qcow2.format.FeatureNameTable.FeatureKind;
import dev.dirtybench.qcow2.format.HeaderArea;
import dev.dirtybench.qcow2.format.HeaderLayout;
import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.qcow2.format.Qcow2Header;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the first cluster of an image and decides whether it can be opened. */
final class ImageHeaderFile {
  private static final int CLUSTER_BITS_AT = 20;
  private static final int MIN_CLUSTER_BITS = 9;
  private static final int MAX_CLUSTER_BITS = 21;

  private ImageHeaderFile() {}

  /** Reads header and extensions; refuses what no program that lacks a feature may open. */
  static HeaderArea read(ImageFile file) throws IOException {
    long size = file.size();
    ByteBuffer start = readStart(file, Math.min(size, 1 << MIN_CLUSTER_BITS));
    if (size > start.limit() && start.getInt(0) == HeaderLayout.MAGIC) {
      int bits = start.getInt(CLUSTER_BITS_AT);
      if (bits > MIN_CLUSTER_BITS && bits <= MAX_CLUSTER_BITS) {
        start = readStart(file, Math.min(size, 1L << bits));
      }
    }
    HeaderArea area = HeaderArea.read(start, file.path());
    requireKnownFeatures(file, area);
    requireTables(file, area.header());
    return area;
  }

  private static ByteBuffer readStart(ImageFile file, long bytes) throws IOException {
    ByteBuffer start = ByteBuffer.allocate((int) bytes);
    file.read(start, 0, file.at("header", 0));
    return start;
  }

  private static void requireKnownFeatures(ImageFile file, HeaderArea area)
      throws Qcow2FormatException {
    long unknown = area.header().incompatibleFeatures() & ~HeaderLayout.INCOMPATIBLE_KNOWN;
    if (unknown != 0) {
      throw new Qcow2FormatException(
          Qcow2FormatException.Kind.UNSUPPORTED_FEATURE,
          "the image needs features that are not supported: incompatible "
              + FeatureNameTable.read(area.extensions())
                  .describe(FeatureKind.INCOMPATIBLE, unknown),
          file.at("header", 0));
    }
  }

  private static void requireTables(ImageFile file, Qcow2Header header) throws IOException {
    file.requireInside(
        header.l1TableOffset(), header.l1Size() * 8L, file.at("L1 table", header.l1TableOffset()));
    file.requireInside(
        header.refcountTableOffset(),
        (long) header.refcountTableClusters() << header.clusterBits(),
        file.at("refcount table", header.refcountTableOffset()));
  }

  /** Refuses an image whose refcounts cannot be relied on. */
  static void requireWritable(ImageFile file, Qcow2Header header) throws Qcow2FormatException {
    long features = header.incompatibleFeatures();
    if ((features & HeaderLayout.INCOMPATIBLE_CORRUPT) != 0) {
      throw new Qcow2FormatException(
          Qcow2FormatException.Kind.CORRUPT,
          "the image is marked as corrupt and cannot be opened for writing; open it read-only or"
              + " repair it with qemu-img check -r all",
          file.at("header", 0));
    }
    if ((features & HeaderLayout.INCOMPATIBLE_DIRTY) != 0) {
      throw new Qcow2FormatException(
          Qcow2FormatException.Kind.UNSUPPORTED_FEATURE,
          "the image was not closed properly and its refcounts may be stale (dirty bit); repair it"
              + " with qemu-img check -r all before it is opened for writing",
          file.at("header", 0));
    }
  }

  /** The header without what a writer must clear: unknown autoclear bits, invalid bitmaps. */
  static HeaderArea cleanedForWriting(HeaderArea area) {
    HeaderArea cleaned = area.withHeader(HeaderWriter.withoutUnknownAutoclear(area.header()));
    return StoredDirectory.isOrphaned(area) ? cleaned.withoutBitmaps() : cleaned;
  }
}
