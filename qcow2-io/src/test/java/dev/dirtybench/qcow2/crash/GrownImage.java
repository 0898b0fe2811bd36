package dev.dirtybench.qcow2.crash;

import dev.dirtybench.backend.bitset.BitSetProvider;
import dev.dirtybench.dirty.Recording;
import dev.dirtybench.qcow2.format.HeaderExtension;
import dev.dirtybench.qcow2.format.HeaderLayout;
import dev.dirtybench.qcow2.image.CreateOptions;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Images whose new part would show something if they grew by their header alone. */
enum GrownImage {
  /** A longer backing file, an L1 table that is long enough, the last cluster to be copied. */
  BACKED(4096, 700 * 512L, 0),
  /** The same with a new L1 table and many small L2 tables. */
  BACKED_SMALL(512, 66 * 1024L, 0),
  /** A refcount block covers 64 clusters, so that blocks and tables are added meanwhile. */
  BACKED_WIDE_REFCOUNTS(512, 64 * 1024L, 0),
  /** The last cluster is there and holds what the backing file has behind the end. */
  BACKED_WITH_LAST_CLUSTER(4096, 700 * 512L, 0),
  /** The last L2 table and the last cluster are a snapshot's too, but not counted so here. */
  BACKED_SHARED(4096, 700 * 512L, 0),
  /** Guest data in a raw data file. */
  RAW_DATA_FILE(4096, 700 * 512L, HeaderLayout.AUTOCLEAR_RAW_DATA_FILE);

  static final long GROWN = 1 << 20;
  private static final int BACKING_BYTES = 900_000;

  private final int clusterSize;
  private final long size;
  private final long autoclear;

  GrownImage(int clusterSize, long size, long autoclear) {
    this.clusterSize = clusterSize;
    this.size = size;
    this.autoclear = autoclear;
  }
}
