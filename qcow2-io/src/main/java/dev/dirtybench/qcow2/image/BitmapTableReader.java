package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.BitmapDirectoryEntry;
import dev.dirtybench.qcow2.format.BitmapTableEntry;
import dev.dirtybench.qcow2.format.FileLocation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads bitmap tables piece by piece and checks every entry. */
final class BitmapTableReader {
  private static final int CHUNK_BYTES = 64 << 10;

  /** Takes the entries of a table in their order, without those that read as zeros. */
  @FunctionalInterface
  interface EntryVisitor {
    void visit(long index, long entry) throws IOException;
  }

  private final ImageFile file;
  private final int clusterBits;

  BitmapTableReader(ImageFile file, int clusterBits) {
    this.file = file;
    this.clusterBits = clusterBits;
  }

  void forEach(BitmapDirectoryEntry bitmap, EntryVisitor visitor) throws IOException {
    FileLocation location =
        FileLocation.ofBitmap(file.path(), bitmap.name(), "bitmap table", bitmap.tableOffset());
    long bytes = (long) bitmap.tableEntries() * BitmapTableEntry.BYTES;
    file.requireInside(bitmap.tableOffset(), bytes, location);
    ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(bytes, CHUNK_BYTES));
    long done = 0;
    while (done < bytes) {
      chunk.clear().limit((int) Math.min(chunk.capacity(), bytes - done));
      file.read(chunk, bitmap.tableOffset() + done, location);
      while (chunk.hasRemaining()) {
        long entry = chunk.getLong();
        if (entry != BitmapTableEntry.ALL_ZEROS) {
          long at = done + chunk.position() - BitmapTableEntry.BYTES;
          BitmapTableEntry.require(entry, clusterBits, location.plus(at));
          visitor.visit(at / BitmapTableEntry.BYTES, entry);
        }
      }
      done += chunk.limit();
    }
  }

  /** The clusters of a bitmap's data as its table lists them, neighbours in one run. */
  List<ClusterRun> dataRuns(BitmapDirectoryEntry bitmap) throws IOException {
    List<ClusterRun> runs = new ArrayList<>();
    forEach(
        bitmap,
        (index, entry) -> {
          long offset = BitmapTableEntry.offset(entry);
          ClusterRun last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
          if (offset == 0) {
            return;
          }
          if (last != null && last.offset() + (last.count() << clusterBits) == offset) {
            runs.set(runs.size() - 1, new ClusterRun(last.offset(), last.count() + 1));
          } else {
            runs.add(new ClusterRun(offset, 1));
          }
        });
    return runs;
  }
}
