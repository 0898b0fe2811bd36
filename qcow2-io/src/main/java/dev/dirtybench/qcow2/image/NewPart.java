package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.qcow2.format.Qcow2Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The part by which a disk grows, made to read as zeros before the header says that it is there.
 *
 * <p>First come clusters that nothing refers to, {@link #prepare}; when they and their refcounts
 * are on the disk, entries that refer to them, {@link #link}. As these are about what lies behind
 * the disk's end, or change nothing that a guest sees, a crash at any point leaves the old disk,
 * and clusters leaked at worst.
 */
final class NewPart {
  private static final int CHUNK_ENTRIES = 8192;

  private final ImageFile file;
  private final HeaderWriter headers;
  private final ClusterAllocator allocator;
  private final Filling filling;
  private final Qcow2Header header;
  private final L2Format format;
  private final LastCluster last;
  private final long oldSize;
  private final long newSize;
  private final long firstTable;

  /**
   * The L2 tables from the first one on: 0 for one that stays, an L1 entry marked as referred to
   * once for a new one, the plain offset of one that is changed in place.
   */
  private final long[] tables;

  private final List<Long> replaced = new ArrayList<>();
  private boolean linking;
  private boolean newL1Table;

  /** The part between two sizes; {@code dataFile} may be null. */
  NewPart(
      ImageFile file,
      HeaderWriter headers,
      ClusterAllocator allocator,
      DataFile dataFile,
      Filling filling,
      long oldSize,
      long newSize) {
    this.file = file;
    this.headers = headers;
    this.allocator = allocator;
    this.filling = filling;
    this.header = headers.header();
    this.format = new L2Format(header);
    this.oldSize = oldSize;
    this.newSize = newSize;
    this.firstTable = oldSize >>> format.coverageBits();
    this.tables = new long[(int) ((newSize - 1 >>> format.coverageBits()) - firstTable + 1)];
    this.last =
        (oldSize & header.clusterSize() - 1) == 0
            ? null
            : new LastCluster(
                format,
                new DataClusters(file, dataFile, allocator, header),
                filling,
                header.clusterBits(),
                oldSize);
  }

  /** Allocates and writes what the new part needs; nothing refers to it yet. */
  void prepare() throws IOException {
    for (int first = 0; first < tables.length; first += CHUNK_ENTRIES) {
      int count = Math.min(CHUNK_ENTRIES, tables.length - first);
      ByteBuffer entries = readL1(header.l1TableOffset(), header.l1Size(), first, count);
      for (int i = 0; i < count; i++) {
        prepareTable(first + i, entries.getLong(i * 8));
      }
    }
    if (last != null) {
      last.flush();
    }
  }

  private void prepareTable(int index, long l1Entry) throws IOException {
    long offset = l1Entry & L2Format.OFFSET_MASK;
    if (offset == 0 && filling.end() <= Math.max(oldSize, tableStart(index))) {
      return;
    }
    ByteBuffer table = readTable(offset);
    if (!fill(table, index)) {
      return;
    }
    if (offset != 0 && (l1Entry & L2Format.COPIED) != 0) {
      tables[index] = offset;
      return;
    }
    long fresh = allocator.allocate(1);
    tables[index] = fresh | L2Format.COPIED;
    file.write(table.clear(), fresh, "L2 table");
    if (offset != 0) {
      replaced.add(offset);
    }
  }

  /**
   * Refers to what was prepared, which must be on the disk.
   *
   * @param l1Offset the L1 table, which may be a new one that is not in use yet
   */
  void link(long l1Offset, int l1Entries) throws IOException {
    linking = true;
    newL1Table = l1Offset != header.l1TableOffset();
    for (int i = 0; i < tables.length; i++) {
      if (tables[i] > 0) {
        ByteBuffer table = readTable(tables[i]);
        ByteBuffer before = copyOf(table);
        fill(table, i);
        before.limit(table.limit()).position(table.position());
        replace(before, table, tables[i] + table.position(), "L2 table");
      }
    }
    for (int first = 0; first < tables.length; first += CHUNK_ENTRIES) {
      linkTables(l1Offset, l1Entries, first, Math.min(CHUNK_ENTRIES, tables.length - first));
    }
  }

  private void linkTables(long l1Offset, int l1Entries, int first, int count) throws IOException {
    ByteBuffer now = readL1(l1Offset, l1Entries, first, count);
    ByteBuffer before = copyOf(now);
    for (int i = 0; i < count; i++) {
      if (tables[first + i] < 0) {
        now.putLong(i * 8, tables[first + i]);
      }
    }
    if (!now.equals(before)) {
      replace(before, now, l1Offset + (firstTable + first) * 8, "L1 table");
    }
  }

  /** Overwrites entries, with the old ones again if that fails. */
  private void replace(ByteBuffer before, ByteBuffer now, long offset, String what)
      throws IOException {
    try {
      file.write(now, offset, what);
    } catch (IOException e) {
      try {
        file.write(before, offset, what);
      } catch (IOException again) {
        headers.giveUp();
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  /** Frees what nothing on the disk refers to after a failure; the rest stays, unseen. */
  void takeBack(Exception cause) {
    if (linking && !newL1Table) {
      return;
    }
    for (long table : tables) {
      if (table < 0) {
        allocator.giveBack(new ClusterRun(table & L2Format.OFFSET_MASK, 1), cause);
      }
    }
    // The last cluster's table is the first one.
    if (last != null && (!linking || tables[0] < 0)) {
      last.giveBack(cause);
    }
  }

  /** Frees what the new header's tables do not refer to any more. */
  void freeReplaced() {
    for (long table : replaced) {
      allocator.freeOrLeak(new ClusterRun(table, 1));
    }
    if (last != null) {
      last.freeReplaced();
    }
  }

  /** Changes the entries that need it; what has changed is then between position and limit. */
  private boolean fill(ByteBuffer table, int index) throws IOException {
    long start = tableStart(index);
    int clusterBits = header.clusterBits();
    int from = (int) (Math.max(0, oldSize - start) >>> clusterBits);
    int end = table.capacity() / format.entryBytes();
    int firstChanged = end;
    int changedEnd = 0;
    for (int i = from; i < end && start + ((long) i << clusterBits) < newSize; i++) {
      L2Entry before = format.get(table, i);
      L2Entry after = zeroed(before, start + ((long) i << clusterBits));
      if (!after.equals(before)) {
        format.put(table, i, after);
        firstChanged = Math.min(firstChanged, i);
        changedEnd = i + 1;
      }
    }
    if (changedEnd == 0) {
      return false;
    }
    table.limit(changedEnd * format.entryBytes()).position(firstChanged * format.entryBytes());
    return true;
  }

  private L2Entry zeroed(L2Entry entry, long guestOffset) throws IOException {
    if (guestOffset < oldSize) {
      return last.settle(entry);
    }
    if (filling.mapped()) {
      return entry.equals(L2Entry.NONE) ? format.data(guestOffset) : entry;
    }
    for (int unit = 0; unit < format.units(); unit++) {
      L2Format.State state = format.state(entry, unit);
      if (state == L2Format.State.COMPRESSED) {
        throw new CannotGrowException(
            "there is a compressed cluster behind the disk's end" + CannotGrowException.USE_QEMU);
      }
      if (state == L2Format.State.DATA
          || state == L2Format.State.UNALLOCATED && guestOffset < filling.end()) {
        requireZeroFlag(guestOffset);
        return format.withZeros(entry, 0);
      }
    }
    return entry;
  }

  private void requireZeroFlag(long guestOffset) throws CannotGrowException {
    if (!format.hasZeroFlag()) {
      throw new CannotGrowException(
          "at "
              + guestOffset
              + " the new part would show the backing file or old data, and a version 2 image"
              + " cannot say that it reads as zeros; make it version 3 with qemu-img amend -o"
              + " compat=1.1");
    }
  }

  private long tableStart(int index) {
    return firstTable + index << format.coverageBits();
  }

  /** A whole table; zeros for one that is not there. */
  private ByteBuffer readTable(long offset) throws IOException {
    ByteBuffer table = ByteBuffer.allocate(header.clusterSize());
    if (offset != 0) {
      if ((offset & header.clusterSize() - 1) != 0) {
        throw new Qcow2FormatException(
            Qcow2FormatException.Kind.CORRUPT,
            "its offset must be a multiple of the cluster size " + header.clusterSize(),
            file.at("L2 table", offset));
      }
      allocator.requireNoStructure(offset, "L2 table");
      file.readPadded(table, offset, file.at("L2 table", offset));
    }
    return table;
  }

  /** L1 entries, zeros behind the table's end. */
  private ByteBuffer readL1(long offset, int entries, int first, int count) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(count * 8);
    long from = firstTable + first;
    chunk.limit((int) Math.max(0, Math.min(count, entries - from)) * 8);
    file.read(chunk, offset + from * 8, file.at("L1 table", offset));
    return chunk.clear();
  }

  private static ByteBuffer copyOf(ByteBuffer bytes) {
    return ByteBuffer.wrap(bytes.array().clone());
  }
}
