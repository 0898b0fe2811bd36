package dev.dirtybench.qcow2.interop;

import dev.dirtybench.qcow2.testsupport.Qemu;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A kind of image that qemu-img makes.
 *
 * @param label what is special about it
 * @param options for {@code qemu-img create -o}
 */
record ImageKind(String label, String options) {
  static final long SIZE = 9 * Images.MIB + 512;

  static Stream<ImageKind> all() {
    List<ImageKind> kinds = new ArrayList<>();
    for (String cluster : new String[] {"512", "1k", "4k", "64k", "1M", "2M"}) {
      kinds.add(new ImageKind("clusters of " + cluster, "cluster_size=" + cluster));
    }
    for (int bits = 1; bits <= 64; bits *= 2) {
      kinds.add(
          new ImageKind("refcounts of " + bits + " bits", "cluster_size=4k,refcount_bits=" + bits));
    }
    kinds.add(new ImageKind("lazy refcounts", "lazy_refcounts=on"));
    kinds.add(new ImageKind("extended L2 entries", "extended_l2=on,cluster_size=32k"));
    kinds.add(new ImageKind("zstd", "compression_type=zstd"));
    kinds.add(new ImageKind("preallocated metadata", "preallocation=metadata"));
    kinds.add(new ImageKind("an external data file", "data_file=@.data"));
    kinds.add(new ImageKind("a raw external data file", "data_file=@.data,data_file_raw=on"));
    kinds.add(new ImageKind("a backing file", "backing_file=@.base,backing_fmt=raw"));
    return kinds.stream();
  }

  /** Makes the image, and what it needs beside it. */
  Path create(Path folder) throws IOException {
    Path image = folder.resolve("image.qcow2");
    if (options.contains(".base")) {
      Path base = folder.resolve("image.qcow2.base");
      try (FileChannel file =
          FileChannel.open(base, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        file.write(ByteBuffer.allocate(1), SIZE - 1);
      }
    }
    Qemu.img(
        "create", "-q", "-f", "qcow2", "-o", options.replace("@", image.toString()), image, SIZE);
    return image;
  }

  boolean allowsSnapshots() {
    return !options.contains("data_file") && !options.contains("refcount_bits=1");
  }

  @Override
  public String toString() {
    return label;
  }
}
