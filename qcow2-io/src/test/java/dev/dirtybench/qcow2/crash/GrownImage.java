package dev.dirtybench.qcow2.crash;

import dev.dirtybench.dirty.Recording;
import dev.dirtybench.qcow2.crash.FaultPlan.Fault;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.ChosenBackend;
import dev.dirtybench.qcow2.testsupport.Qemu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Images of QEMU's whose new part would not read as zeros if they grew by their header alone. */
enum GrownImage {
  /** The last cluster must be copied from the backing file. */
  BACKED("cluster_size=4096", 358_912),
  /** The disk's end at a cluster's end, many small L2 tables and a new L1 table. */
  ALIGNED("cluster_size=512", 66_048),
  /** Blocks and tables for refcounts are added meanwhile. */
  WIDE_REFCOUNTS("cluster_size=1024,refcount_bits=64", 66_048),
  /** The last cluster is there and holds what the backing file has behind the end. */
  LAST_CLUSTER("cluster_size=4096", 358_912, "write -P 1 358400 512"),
  /** The last cluster is a snapshot's too, and so are all tables. */
  SNAPSHOT("cluster_size=4096", 358_912, "write -P 1 358400 512", "write -P 2 0 8k"),
  /** Parts of the last cluster. */
  EXTENDED("extended_l2=on,cluster_size=16384", 358_912, "write -P 1 344064 512"),
  /** Guest data in another file, the last cluster to be copied there. */
  DATA_FILE("cluster_size=4096,data_file=", 358_912, "write -P 1 0 8k"),
  /** Guest data in a raw file, in which the new part is mapped. */
  RAW_DATA_FILE("cluster_size=4096,data_file_raw=on,data_file=", 358_912, "write -P 1 358400 512");

  static final long GROWN = 786_432;
  private static final int BACKING_BYTES = 700_001;

  private final String options;
  private final int size;
  private final String[] writes;

  GrownImage(String options, int size, String... writes) {
    this.options = options;
    this.size = size;
    this.writes = writes;
  }

  /** Makes the image with its other files in a folder, and its bitmaps a, b and c. */
  byte[] create(Path folder) throws IOException {
    Path image = folder.resolve(RecordedSession.PATH);
    Files.deleteIfExists(image);
    Files.deleteIfExists(dataFilePath(folder));
    Files.write(folder.resolve("base.raw"), backing());
    String all = options.endsWith("=") ? options + dataFilePath(folder) : options;
    if (this == RAW_DATA_FILE) {
      Qemu.img("create", "-f", "qcow2", "-o", all, image, size);
    } else {
      Path base = folder.resolve("base.raw");
      Qemu.img("create", "-f", "qcow2", "-o", all, "-b", base, "-F", "raw", image, size);
    }
    if (writes.length != 0) {
      Qemu.io(image, writes);
    }
    if (this == SNAPSHOT) {
      Qemu.img("snapshot", "-c", "s", image);
    }
    try (Qcow2Image open = Qcow2Image.open(image, OpenMode.READ_WRITE, ChosenBackend.provider())) {
      for (String name : new String[] {"a", "b", "c"}) {
        CrashScenario.add(open.node(), name, Recording.ENABLED);
        CrashScenario.scatter(open.node(), name.charAt(0));
      }
    }
    return Files.readAllBytes(image);
  }

  static Path dataFilePath(Path folder) {
    return folder.resolve("data.raw");
  }

  /** What the data file holds, if there is one. */
  Optional<byte[]> dataFile(Path folder) throws IOException {
    Path file = dataFilePath(folder);
    return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  /** The files that are read or written to grow, or that must become longer for it. */
  Set<String> filesToGrow(Fault fault) {
    boolean hasDataFile = this == DATA_FILE || this == RAW_DATA_FILE;
    Set<String> files = new TreeSet<>();
    if (hasDataFile) {
      files.add("data.raw");
    }
    if (fault != Fault.FULL) {
      files.add(RecordedSession.PATH);
      if (this != RAW_DATA_FILE) {
        files.add("base.raw");
      }
    } else if (!hasDataFile && this != LAST_CLUSTER && this != EXTENDED) {
      // These two change entries alone, and with a data file there is space in what was freed.
      files.add(RecordedSession.PATH);
    }
    return files;
  }

  private byte[] backing() {
    byte[] content = new byte[this == RAW_DATA_FILE ? 0 : BACKING_BYTES];
    Arrays.fill(content, (byte) 0xaa);
    return content;
  }

  GuestView view(byte[] image, Path folder) throws IOException {
    return new GuestView(image, backing(), dataFile(folder).orElse(null));
  }
}
