package dev.dirtybench.spi;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Creates the bitmaps of one backend.
 *
 * <p>A provider is a public class with a public no-argument constructor, carries a {@link
 * BackendName} and is named in {@code META-INF/services/dev.dirtybench.spi.BitmapProvider}.
 * Creating a provider must be cheap; several threads may share one.
 */
public abstract class BitmapProvider {
  /** For subclasses, which {@link java.util.ServiceLoader} creates. */
  protected BitmapProvider() {}

  /**
   * Creates an empty bitmap, owned by the caller, who closes it.
   *
   * @param size size of the disk in bytes, 0 or more
   * @param granularity bytes per bit
   * @return a bitmap in which every bit is clean
   * @throws IllegalArgumentException if {@code size} is negative or needs more than {@link
   *     #maxBits()} bits
   */
  public final Bitmap create(long size, Granularity granularity) {
    Objects.requireNonNull(granularity, "granularity");
    if (size < 0) {
      throw new IllegalArgumentException("size must be 0 or more bytes, got " + size);
    }
    long bits = granularity.bitCount(size);
    if (bits > maxBits()) {
      throw new IllegalArgumentException(
          "backend "
              + Backends.nameOf(getClass())
              + " holds at most "
              + maxBits()
              + " bits, a disk of "
              + size
              + " bytes at granularity "
              + granularity
              + " needs "
              + bits
              + "; take a larger granularity or another backend");
    }
    return newBitmap(size, granularity);
  }

  /**
   * Creates an empty bitmap; the arguments have been checked.
   *
   * @param size size of the disk in bytes
   * @param granularity bytes per bit
   * @return the new bitmap
   */
  protected abstract Bitmap newBitmap(long size, Granularity granularity);

  /**
   * The most bits that one bitmap of this backend can hold on this JVM, memory permitting.
   *
   * @return a count of bits, at least 1
   */
  public abstract long maxBits();

  /**
   * Why this JVM cannot have this backend, however it is started up to here: such as that it is too
   * old. A provider that says so is left out of {@link Backends#available()}, and {@link
   * Backends#require} refuses it with this reason; nothing else of it is called but {@link
   * #description()}.
   *
   * @return what it needs and what was found, plain text without a full stop; empty if all is there
   */
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  /**
   * What holds for every bitmap of this backend.
   *
   * @return an unmodifiable set, empty where nothing special holds
   */
  public Set<Capability> capabilities() {
    return Set.of();
  }

  /**
   * One line for a list of backends: the representation and the library behind it.
   *
   * @return plain text without a full stop
   */
  public abstract String description();
}
