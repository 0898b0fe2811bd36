package dev.dirtybench.cli.qcow2;

import dev.dirtybench.qcow2.image.BackingName;
import dev.dirtybench.qcow2.image.CreateOptions;
import dev.dirtybench.qcow2.image.FileStorage;
import dev.dirtybench.qcow2.image.ImageStorage;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates an image. */
@Command(
    name = "create",
    sortOptions = false,
    description = "Creates an image; an existing file is left alone.",
    footer = {
      "",
      "Examples:",
      "  dirtybench qcow2 create disk.qcow2 64G",
      "  dirtybench qcow2 create -b base.qcow2 -F qcow2 overlay.qcow2"
    })
final class CreateCommand extends ImageCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @Option(
      names = "--cluster-size",
      paramLabel = "SIZE",
      description = "512 to 2M, a power of two; default: 64K")
  private String clusterSize = "64K";

  @Option(
      names = {"--compat", "--version"},
      paramLabel = "VERSION",
      description = "1.1 or 3 (default), or 0.10 or 2, which cannot hold bitmaps")
  private String version = "1.1";

  @Option(
      names = "--refcount-bits",
      paramLabel = "N",
      description = "1 to 64, a power of two; default: 16")
  private int refcountBits = 16;

  @Option(names = "-b", paramLabel = "BACKING", description = "backing file, from FILE's folder")
  private String backing;

  @Option(names = "-F", paramLabel = "FMT", description = "its format: qcow2 or raw")
  private String backingFormat;

  @Parameters(index = "0", paramLabel = "FILE", description = "the new image")
  private Path file;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SIZE",
      description = "of the disk; default: the backing file's")
  private String size;

  @Override
  int run() throws IOException, JobFailedException {
    if ((backing == null) != (backingFormat == null)) {
      throw wrongCall("-b BACKING and -F FMT must be given together");
    }
    if (size == null && backing == null) {
      throw wrongCall("SIZE must be given where there is no backing file");
    }
    Optional<Path> backingFile =
        Optional.ofNullable(backing).flatMap(name -> BackingName.resolve(file, name));
    if (backingFile.isPresent() && !Files.exists(backingFile.get())) {
      throw wrongCall("the backing file " + backingFile.get() + " must exist, there is none");
    }
    if (size == null && backingFile.isEmpty()) {
      throw wrongCall("SIZE must be given, it cannot be read from " + backing);
    }
    CreateOptions options = options(size == null ? sizeOf(backingFile.get()) : sizeGiven());
    try {
      Qcow2Image.create(file, options);
    } catch (FileAlreadyExistsException e) {
      throw new JobFailedException("exists already: " + file, e);
    }
    return 0;
  }

  private CreateOptions options(long bytes) {
    try {
      long clusterBytes = DiskSize.parse(clusterSize);
      if (clusterBytes > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "cluster size must be a power of two from 512 to 2M, got " + clusterSize);
      }
      CreateOptions plain =
          CreateOptions.ofSize(bytes)
              .withClusterSize((int) clusterBytes)
              .withRefcountBits(refcountBits)
              .withVersion(versionGiven());
      return backing == null ? plain : plain.withBacking(backing, backingFormat);
    } catch (IllegalArgumentException e) {
      throw wrongCall(e.getMessage());
    }
  }

  private long sizeGiven() {
    try {
      return DiskSize.parse(size);
    } catch (IllegalArgumentException e) {
      throw wrongCall(e.getMessage());
    }
  }

  private long sizeOf(Path backingFile) throws IOException {
    if (!backingFormat.equals("qcow2")) {
      try (ImageStorage storage = FileStorage.open(backingFile, OpenMode.READ_ONLY)) {
        return storage.size();
      }
    }
    try (Qcow2Image image = open(backingFile, OpenMode.READ_ONLY)) {
      return image.node().size();
    }
  }

  private int versionGiven() {
    return switch (version) {
      case "1.1", "v3", "3" -> 3;
      case "0.10", "v2", "2" -> 2;
      default ->
          throw new IllegalArgumentException(
              "--compat must be 1.1 or 0.10, got \"" + version + '"');
    };
  }
}
