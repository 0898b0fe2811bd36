package dev.dirtybench.qcow2.image;

import dev.dirtybench.dirty.BitmapNode;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.qcow2.format.BitmapLimits;
import dev.dirtybench.qcow2.format.HeaderArea;
import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.qcow2.format.Qcow2Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes the disk of an image larger, with a larger L1 table where the present one is too short and
 * zeros where something else would show in the new part.
 */
final class Resizer {
  private static final int CHUNK_BYTES = 64 << 10;

  private final ImageFile file;
  private final HeaderWriter headers;
  private final BitmapStore store;
  private final BitmapNode node;
  private final Optional<Path> origin;

  Resizer(
      ImageFile file,
      HeaderWriter headers,
      BitmapStore store,
      BitmapNode node,
      Optional<Path> origin) {
    this.origin = origin;
    this.file = file;
    this.headers = headers;
    this.store = store;
    this.node = node;
  }

  void resize(long newSize) throws IOException {
    long oldSize = node.size();
    requirePossible(oldSize, newSize);
    if (newSize == oldSize) {
      return;
    }
    headers.requireCertain();
    requireBitmapsFit(newSize);
    try (DataFile dataFile = openDataFile();
        GuestDisk backing = openBacking()) {
      Filling filling = filling(dataFile, backing, oldSize, newSize);
      node.resize(newSize);
      try {
        resizeImage(oldSize, newSize, dataFile, filling);
      } catch (IOException | RuntimeException e) {
        node.resize(oldSize);
        throw e;
      }
    } catch (CannotGrowException e) {
      throw refused(e);
    }
  }

  private void requirePossible(long oldSize, long newSize) throws IOException {
    Qcow2Header header = headers.header();
    if (newSize < 0 || (newSize & 511) != 0) {
      throw new IllegalArgumentException(
          "the new size must be a multiple of 512 bytes, got " + newSize);
    }
    if (newSize < oldSize) {
      throw new IllegalArgumentException(
          "the disk cannot shrink from "
              + oldSize
              + " to "
              + newSize
              + " bytes: that would mean to free guest data, which is never touched here; use"
              + " qemu-img resize --shrink");
    }
    long entries = header.requiredL1Entries(newSize);
    if (entries > BitmapLimits.MAX_L1_BYTES / 8) {
      throw new IllegalArgumentException(
          "a disk of "
              + newSize
              + " bytes would need an L1 table of "
              + entries
              + " entries with clusters of "
              + header.clusterSize()
              + " bytes, at most "
              + BitmapLimits.MAX_L1_BYTES / 8
              + " are possible");
    }
    if (newSize == oldSize) {
      return;
    }
    if (header.version() == 2 && header.snapshotCount() != 0) {
      throw refused(
          new CannotGrowException(
              "a version 2 image with snapshots does not know their disk's size"
                  + CannotGrowException.USE_QEMU));
    }
  }

  private DataFile openDataFile() throws IOException {
    HeaderArea area = headers.area();
    if (!DataFile.isUsedBy(area)) {
      return null;
    }
    if (origin.isEmpty()) {
      throw new CannotGrowException(
          "where the data file is cannot be told" + CannotGrowException.USE_QEMU);
    }
    return DataFile.open(file, origin.get(), area);
  }

  private GuestDisk openBacking() throws IOException {
    HeaderArea area = headers.area();
    if (area.header().backingFileOffset() == 0 || area.backingFile().isEmpty()) {
      return null;
    }
    if (origin.isEmpty()) {
      throw new CannotGrowException(
          "how long the backing file "
              + area.backingFile().get()
              + " is cannot be told"
              + CannotGrowException.USE_QEMU);
    }
    return BackingDisk.open(file, origin.get(), area, 1);
  }

  private static Filling filling(DataFile dataFile, GuestDisk backing, long oldSize, long newSize)
      throws IOException {
    if (dataFile != null && dataFile.isRaw()) {
      if (backing != null) {
        throw new CannotGrowException("a raw data file and a backing file exclude each other");
      }
      return Filling.mappedTo(newSize);
    }
    return backing == null ? Filling.none(oldSize) : Filling.over(backing, oldSize, newSize);
  }

  private Qcow2FormatException refused(CannotGrowException reason) {
    Qcow2FormatException refused =
        new Qcow2FormatException(
            Qcow2FormatException.Kind.UNSUPPORTED_FEATURE,
            "the disk cannot be made larger here, where its new part must read as zeros: "
                + reason.getMessage(),
            file.at("header", 0));
    refused.initCause(reason);
    return refused;
  }

  private void requireBitmapsFit(long newSize) {
    for (DirtyBitmap bitmap : node.bitmaps()) {
      if (bitmap.isPersistent()) {
        BitmapLimits.requireStorable(
            bitmap.name().orElseThrow(),
            newSize,
            bitmap.granularity().bits(),
            headers.header().clusterBits());
      }
    }
    node.requireCanResize(newSize);
  }

  private void resizeImage(long oldSize, long newSize, DataFile dataFile, Filling filling)
      throws IOException {
    Qcow2Header header = headers.header();
    if (dataFile != null) {
      dataFile.extend(oldSize, newSize);
    }
    int entries = (int) header.requiredL1Entries(newSize);
    ClusterAllocator allocator = store.allocator();
    ClusterRun present =
        new ClusterRun(
            header.l1TableOffset(),
            BitmapLimits.clusters(header.l1Size() * 8L, header.clusterBits()));
    ClusterRun l1Table = present;
    NewPart part = new NewPart(file, headers, allocator, dataFile, filling, oldSize, newSize);
    try {
      part.prepare();
      if (entries > header.l1Size()) {
        long clusters = BitmapLimits.clusters(entries * 8L, header.clusterBits());
        l1Table = new ClusterRun(allocator.allocate(clusters), clusters);
        copyTable(header, l1Table.offset(), entries * 8L);
      } else {
        entries = header.l1Size();
      }
      store.flush();
      part.link(l1Table.offset(), entries);
      headers.switchTo(
          headers
              .area()
              .withHeader(
                  headers
                      .header()
                      .edit()
                      .size(newSize)
                      .l1Table(l1Table.offset(), entries)
                      .build()));
    } catch (IOException | RuntimeException e) {
      part.takeBack(e);
      if (!l1Table.equals(present)) {
        allocator.giveBack(l1Table, e);
      }
      throw e;
    }
    part.freeReplaced();
    if (!l1Table.equals(present)) {
      allocator.freeOrLeak(present);
    }
  }

  private void copyTable(Qcow2Header header, long target, long bytes) throws IOException {
    long oldBytes = header.l1Size() * 8L;
    ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(bytes, CHUNK_BYTES));
    for (long at = 0; at < bytes; at += chunk.capacity()) {
      chunk.clear();
      Arrays.fill(chunk.array(), (byte) 0);
      if (at < oldBytes) {
        chunk.limit((int) Math.min(chunk.capacity(), oldBytes - at));
        file.read(chunk, header.l1TableOffset() + at, file.at("L1 table", header.l1TableOffset()));
      }
      chunk.clear().limit((int) Math.min(chunk.capacity(), bytes - at));
      file.write(chunk, target + at, "L1 table");
    }
  }
}
