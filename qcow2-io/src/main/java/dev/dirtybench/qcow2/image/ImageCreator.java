package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.BitmapDirectory;
import dev.dirtybench.qcow2.format.BitmapLimits;
import dev.dirtybench.qcow2.format.FeatureNameTable;
import dev.dirtybench.qcow2.format.HeaderArea;
import dev.dirtybench.qcow2.format.HeaderExtension;
import dev.dirtybench.qcow2.format.HeaderExtensions;
import dev.dirtybench.qcow2.format.HeaderLayout;
import dev.dirtybench.qcow2.format.Qcow2Header;
import dev.dirtybench.qcow2.format.RefcountBlockLayout;
import dev.dirtybench.qcow2.format.RefcountTableEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a new image: first one without a disk, whose header, refcount table and refcount block
 * take a cluster each, then an L1 table in clusters allocated in it.
 */
final class ImageCreator {
  private static final int FIRST_CLUSTERS = 3;

  /** Below this cluster size QEMU leaves out the feature names, to keep room for other things. */
  private static final int MIN_CLUSTER_FOR_NAMES = 8192;

  private final ImageFile file;
  private final CreateOptions options;
  private final int clusterBits;

  ImageCreator(ImageFile file, CreateOptions options) {
    this.file = file;
    this.options = options;
    this.clusterBits = Integer.numberOfTrailingZeros(options.clusterSize());
  }

  /** Refuses what cannot be, before a file is made for it. */
  static void requirePossible(CreateOptions options) {
    ImageCreator creator = new ImageCreator(null, options);
    HeaderArea area = creator.emptyArea();
    area.toBytes(0);
    creator.requireL1Fits(area.header());
  }

  private long diskSize() {
    return options.size() + (-options.size() & 511);
  }

  private void requireL1Fits(Qcow2Header header) {
    long entries = header.requiredL1Entries(diskSize());
    if (entries > BitmapLimits.MAX_L1_BYTES / 8) {
      throw new IllegalArgumentException(
          "a disk of "
              + diskSize()
              + " bytes is too large for clusters of "
              + options.clusterSize()
              + " bytes: its L1 table would need "
              + entries
              + " entries, at most "
              + BitmapLimits.MAX_L1_BYTES / 8
              + " are possible; take larger clusters");
    }
  }

  void create() throws IOException {
    requirePossible(options);
    HeaderArea area = emptyArea();
    writeFirstClusters();
    HeaderWriter headers = new HeaderWriter(file, area);
    headers.switchTo(area);
    HeaderArea placed = HeaderArea.read(area.toBytes(0), file.path());
    HeaderWriter placedHeaders = new HeaderWriter(file, placed);
    addL1(placedHeaders);
  }

  private HeaderArea emptyArea() {
    byte[] backing =
        options.backingFile().map(n -> n.getBytes(StandardCharsets.UTF_8)).orElse(new byte[0]);
    if (backing.length > BitmapLimits.MAX_BACKING_FILE_BYTES) {
      throw new IllegalArgumentException(
          "the name of a backing file must have at most "
              + BitmapLimits.MAX_BACKING_FILE_BYTES
              + " bytes, got "
              + backing.length);
    }
    List<HeaderExtension> extensions = new ArrayList<>();
    options
        .backingFormat()
        .map(format -> format.getBytes(StandardCharsets.UTF_8))
        .ifPresent(f -> extensions.add(new HeaderExtension(HeaderExtension.BACKING_FORMAT, f)));
    if (options.version() > 2 && options.clusterSize() >= MIN_CLUSTER_FOR_NAMES) {
      extensions.add(FeatureNameTable.standard().toExtension());
    }
    return new HeaderArea(emptyHeader(), new HeaderExtensions(extensions), backing);
  }

  private Qcow2Header emptyHeader() {
    int further =
        options.version() == 2 ? 0 : HeaderLayout.V3_NEW_BYTES - HeaderLayout.V3_MIN_BYTES;
    return new Qcow2Header(
        options.version(),
        0,
        0,
        clusterBits,
        0,
        0,
        0,
        0,
        1L << clusterBits,
        1,
        0,
        0,
        0,
        0,
        0,
        Integer.numberOfTrailingZeros(options.refcountBits()),
        new byte[further]);
  }

  private void writeFirstClusters() throws IOException {
    ByteBuffer table = ByteBuffer.allocate(RefcountTableEntry.BYTES);
    file.setSize((long) FIRST_CLUSTERS << clusterBits);
    file.write(table.putLong(0, 2L << clusterBits), 1L << clusterBits, "refcount table");
    ByteBuffer block = ByteBuffer.allocate(64);
    RefcountBlockLayout layout =
        new RefcountBlockLayout(Integer.numberOfTrailingZeros(options.refcountBits()), clusterBits);
    for (int cluster = 0; cluster < FIRST_CLUSTERS; cluster++) {
      layout.put(block, cluster, 1);
    }
    file.write(block, 2L << clusterBits, "refcount block");
  }

  private void addL1(HeaderWriter headers) throws IOException {
    int entries = (int) Math.max(1, headers.header().requiredL1Entries(diskSize()));
    long clusters = BitmapLimits.clusters(entries * 8L, clusterBits);
    BitmapStore store =
        BitmapStore.open(
            file, headers, BitmapDirectory.empty(), new BulkBuffer(), new ArrayList<>());
    long offset = store.allocator().allocate(clusters);
    file.setSize(Math.max(file.size(), offset + (clusters << clusterBits)));
    store.flush();
    headers.switchTo(
        headers
            .area()
            .withHeader(headers.header().edit().size(diskSize()).l1Table(offset, entries).build()));
  }
}
