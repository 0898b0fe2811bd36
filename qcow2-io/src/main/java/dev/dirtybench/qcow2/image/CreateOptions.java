package dev.dirtybench.qcow2.image;

import java.util.Objects;
import java.util.Optional;

/**
 * What a new image shall be like.
 *
 * @param size size of the disk in bytes, rounded up to 512
 * @param version 2 or 3; only version 3 holds bitmaps
 * @param clusterSize bytes, a power of two from 512 to 2 MiB
 * @param refcountBits width of a refcount, a power of two from 1 to 64; 16 in version 2
 * @param backingFile name of the backing file as it is to be stored
 * @param backingFormat format of the backing file
 */
public record CreateOptions(
    long size,
    int version,
    int clusterSize,
    int refcountBits,
    Optional<String> backingFile,
    Optional<String> backingFormat) {
  /** Checks the fields for themselves. */
  public CreateOptions {
    Objects.requireNonNull(backingFile, "backingFile");
    Objects.requireNonNull(backingFormat, "backingFormat");
    if (size < 0 || size > Long.MAX_VALUE - 511) {
      throw new IllegalArgumentException("size must be 0 to 2^63 - 512 bytes, got " + size);
    }
    if (version != 2 && version != 3) {
      throw new IllegalArgumentException("version must be 2 or 3, got " + version);
    }
    requirePowerOfTwo("cluster size", clusterSize, 512, 2 << 20);
    requirePowerOfTwo("refcount width", refcountBits, 1, 64);
    if (version == 2 && refcountBits != 16) {
      throw new IllegalArgumentException(
          "version 2 has refcounts of 16 bits, got " + refcountBits + "; take version 3");
    }
    if (backingFormat.isPresent() && backingFile.isEmpty()) {
      throw new IllegalArgumentException("a backing format needs a backing file");
    }
  }

  private static void requirePowerOfTwo(String what, int value, int min, int max) {
    if (value < min || value > max || Integer.bitCount(value) != 1) {
      throw new IllegalArgumentException(
          what + " must be a power of two from " + min + " to " + max + ", got " + value);
    }
  }

  /**
   * QEMU's defaults: version 3, clusters of 64 KiB, refcounts of 16 bits.
   *
   * @param size size of the disk in bytes
   * @return the options
   */
  public static CreateOptions ofSize(long size) {
    return new CreateOptions(size, 3, 64 << 10, 16, Optional.empty(), Optional.empty());
  }

  /**
   * A copy with another version.
   *
   * @param value 2 or 3
   * @return changed options
   */
  public CreateOptions withVersion(int value) {
    return new CreateOptions(size, value, clusterSize, refcountBits, backingFile, backingFormat);
  }

  /**
   * A copy with another cluster size.
   *
   * @param bytes a power of two from 512 to 2 MiB
   * @return changed options
   */
  public CreateOptions withClusterSize(int bytes) {
    return new CreateOptions(size, version, bytes, refcountBits, backingFile, backingFormat);
  }

  /**
   * A copy with another refcount width.
   *
   * @param bits a power of two from 1 to 64
   * @return changed options
   */
  public CreateOptions withRefcountBits(int bits) {
    return new CreateOptions(size, version, clusterSize, bits, backingFile, backingFormat);
  }

  /**
   * A copy with a backing file.
   *
   * @param name as it is to be stored; relative names count from the image's folder
   * @param format such as {@code qcow2} or {@code raw}
   * @return changed options
   */
  public CreateOptions withBacking(String name, String format) {
    return new CreateOptions(
        size, version, clusterSize, refcountBits, Optional.of(name), Optional.of(format));
  }
}
