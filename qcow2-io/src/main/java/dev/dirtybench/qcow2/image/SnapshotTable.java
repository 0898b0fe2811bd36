package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.BitmapLimits;
import dev.dirtybench.qcow2.format.FileLocation;
import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.qcow2.format.Qcow2Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The L1 tables of an image's snapshots and the length of the table that lists them.
 *
 * <p>An entry has 40 bytes (0: offset of the L1 table, 8: its entries, 12 and 14: lengths of id and
 * name, 36: length of extra data), then extra data, id and name, and zeros up to a multiple of 8.
 */
final class SnapshotTable {
  private static final int FIXED_BYTES = 40;
  private static final int L1_ENTRIES = 8;
  private static final int ID_SIZE = 12;
  private static final int NAME_SIZE = 14;
  private static final int EXTRA_SIZE = 36;

  private final List<L1Table> tables = new ArrayList<>();
  private long bytes;

  private SnapshotTable() {}

  /** Where an L1 table is. */
  record L1Table(long offset, long entries) {}

  static SnapshotTable read(ImageFile file, Qcow2Header header) throws IOException {
    SnapshotTable table = new SnapshotTable();
    long at = header.snapshotsOffset();
    ByteBuffer entry = ByteBuffer.allocate(FIXED_BYTES);
    for (int i = 0; i < header.snapshotCount(); i++) {
      FileLocation here = file.at("snapshot table entry", at);
      file.requireInside(at, FIXED_BYTES, here);
      file.read(entry.clear(), at, here);
      long entries = Integer.toUnsignedLong(entry.getInt(L1_ENTRIES));
      if (entries > BitmapLimits.MAX_L1_BYTES / 8) {
        throw new Qcow2FormatException(
            Qcow2FormatException.Kind.OUT_OF_BOUNDS,
            "the L1 table of a snapshot must have at most "
                + BitmapLimits.MAX_L1_BYTES / 8
                + " entries, got "
                + entries,
            here);
      }
      table.tables.add(new L1Table(entry.getLong(0), entries));
      long length =
          FIXED_BYTES
              + Integer.toUnsignedLong(entry.getInt(EXTRA_SIZE))
              + Short.toUnsignedLong(entry.getShort(ID_SIZE))
              + Short.toUnsignedLong(entry.getShort(NAME_SIZE));
      at += (length + 7) & ~7L;
    }
    table.bytes = at - header.snapshotsOffset();
    return table;
  }

  List<L1Table> l1Tables() {
    return tables;
  }

  long bytes() {
    return bytes;
  }
}
