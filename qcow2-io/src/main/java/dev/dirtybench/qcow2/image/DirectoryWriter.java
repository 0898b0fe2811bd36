package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.BitmapDirectory;
import dev.dirtybench.qcow2.format.BitmapLimits;
import dev.dirtybench.qcow2.format.BitmapsExtension;
import dev.dirtybench.qcow2.format.HeaderArea;
import dev.dirtybench.qcow2.format.HeaderLayout;
import dev.dirtybench.qcow2.format.Qcow2Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The bitmap directory as it is in the file, and the two ways to change it.
 *
 * <p>To a new place: everything it refers to and the new directory reach the disk, then one write
 * of the header makes them count, then the old directory is freed. In place, only flags change, and
 * every one of them from "not in use" to "in use" or all together back: whatever part of that write
 * survives a crash, the directory is a valid one.
 */
final class DirectoryWriter {
  private final ImageFile file;
  private final HeaderWriter headers;
  private final Refcounts refcounts;
  private final ClusterAllocator allocator;
  private BitmapDirectory directory;
  private Optional<BitmapsExtension> place;

  DirectoryWriter(
      ImageFile file,
      HeaderWriter headers,
      Refcounts refcounts,
      ClusterAllocator allocator,
      BitmapDirectory directory,
      Optional<BitmapsExtension> place) {
    this.file = file;
    this.headers = headers;
    this.refcounts = refcounts;
    this.allocator = allocator;
    this.directory = directory;
    this.place = place;
  }

  BitmapDirectory directory() {
    return directory;
  }

  /** Overwrites the flags of a directory whose entries are otherwise the same. */
  void replaceInPlace(BitmapDirectory next) throws IOException {
    headers.requireCertain();
    long offset = place.orElseThrow().directoryOffset();
    try {
      overwrite(next, offset);
    } catch (IOException e) {
      try {
        overwrite(directory, offset);
      } catch (IOException again) {
        headers.giveUp();
        e.addSuppressed(again);
      }
      throw e;
    }
    directory = next;
  }

  private void overwrite(BitmapDirectory content, long offset) throws IOException {
    file.write(content.toBytes(), offset, "bitmap directory");
    file.flush("the bitmap directory");
  }

  /** Puts another directory in the place of the present one; an empty one takes no space. */
  void replace(BitmapDirectory next) throws IOException {
    headers.requireCertain();
    ByteBuffer bytes = next.entries().isEmpty() ? ByteBuffer.allocate(0) : next.toBytes();
    ClusterRun run = new ClusterRun(0, clusters(bytes.limit()));
    Optional<BitmapsExtension> nextPlace = Optional.empty();
    if (run.count() != 0) {
      run = new ClusterRun(allocator.allocate(run.count()), run.count());
      nextPlace =
          Optional.of(new BitmapsExtension(next.entries().size(), bytes.limit(), run.offset()));
    }
    try {
      if (run.count() != 0) {
        file.write(bytes, run.offset(), "bitmap directory");
      }
      refcounts.flush();
      headers.switchTo(pointingTo(nextPlace));
    } catch (IOException e) {
      allocator.giveBack(run, e);
      throw e;
    }
    Optional<BitmapsExtension> oldPlace = place;
    directory = next;
    place = nextPlace;
    if (oldPlace.isPresent()) {
      allocator.freeOrLeak(
          new ClusterRun(
              oldPlace.get().directoryOffset(), clusters(oldPlace.get().directorySize())));
    }
  }

  private HeaderArea pointingTo(Optional<BitmapsExtension> target) {
    HeaderArea area = headers.area();
    Qcow2Header header = area.header();
    long features = header.autoclearFeatures() & ~HeaderLayout.AUTOCLEAR_BITMAPS;
    if (target.isEmpty()) {
      return area.withHeader(header.edit().autoclearFeatures(features).build()).withoutBitmaps();
    }
    return area.withHeader(
            header.edit().autoclearFeatures(features | HeaderLayout.AUTOCLEAR_BITMAPS).build())
        .withBitmaps(target.get());
  }

  private long clusters(long bytes) {
    return BitmapLimits.clusters(bytes, headers.header().clusterBits());
  }
}
