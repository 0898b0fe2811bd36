package dev.dirtybench.qcow2.image;

import dev.dirtybench.dirty.BitmapNode;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.qcow2.format.BitmapLimits;
import dev.dirtybench.qcow2.format.HeaderLayout;
import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.qcow2.format.Qcow2Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes the disk of an image larger, with a larger L1 table where the present one is too short. */
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
    requireBitmapsFit(newSize);
    node.resize(newSize);
    try {
      resizeImage(newSize);
    } catch (IOException | RuntimeException e) {
      node.resize(oldSize);
      throw e;
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
      throw unsupported("a version 2 image with snapshots does not know their disk's size");
    }
    if ((header.incompatibleFeatures() & HeaderLayout.INCOMPATIBLE_DATA_FILE) != 0) {
      throw unsupported("guest data is in another file, which would have to grow too");
    }
    if (header.backingFileOffset() != 0) {
      requireBackingEndsBefore(oldSize);
    }
  }

  /** The new part must read as zeros, and guest data is never written here to make it so. */
  private void requireBackingEndsBefore(long oldSize) throws IOException {
    OptionalLong length =
        origin.isEmpty() ? OptionalLong.empty() : BackingLength.of(origin.get(), headers.area());
    if (length.isEmpty()) {
      throw unsupported(
          "the new part must read as zeros, and how long the backing file "
              + headers.area().backingFile().orElseThrow()
              + " is cannot be told");
    }
    if (length.getAsLong() > oldSize) {
      throw unsupported(
          "the new part must read as zeros, but the backing file with its "
              + length.getAsLong()
              + " bytes would show through after "
              + oldSize);
    }
  }

  private Qcow2FormatException unsupported(String reason) {
    return new Qcow2FormatException(
        Qcow2FormatException.Kind.UNSUPPORTED_FEATURE,
        "the disk cannot be made larger here: " + reason + "; use qemu-img resize",
        file.at("header", 0));
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

  private void resizeImage(long newSize) throws IOException {
    Qcow2Header header = headers.header();
    int entries = (int) header.requiredL1Entries(newSize);
    requireUnused(header.requiredL1Entries(header.size()), header);
    if (entries <= header.l1Size()) {
      headers.switchTo(headers.area().withHeader(header.edit().size(newSize).build()));
      return;
    }
    long clusters = BitmapLimits.clusters(entries * 8L, header.clusterBits());
    ClusterRun run = new ClusterRun(store.allocator().allocate(clusters), clusters);
    try {
      copyTable(header, run.offset(), entries * 8L);
      store.flush();
      headers.switchTo(
          headers
              .area()
              .withHeader(
                  headers.header().edit().size(newSize).l1Table(run.offset(), entries).build()));
    } catch (IOException e) {
      store.allocator().giveBack(run, e);
      throw e;
    }
    long oldClusters = BitmapLimits.clusters(header.l1Size() * 8L, header.clusterBits());
    store.allocator().freeOrLeak(new ClusterRun(header.l1TableOffset(), oldClusters));
  }

  /** Refuses what lies in the L1 table past the disk's end, where the new part would show it. */
  private void requireUnused(long from, Qcow2Header header) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    long end = header.l1Size() * 8L;
    for (long at = from * 8; at < end; at += chunk.limit()) {
      chunk.clear().limit((int) Math.min(CHUNK_BYTES, end - at));
      file.read(chunk, header.l1TableOffset() + at, file.at("L1 table", header.l1TableOffset()));
      while (chunk.hasRemaining()) {
        if (chunk.getLong() != 0) {
          throw unsupported("the L1 table refers to clusters past the disk's end");
        }
      }
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
