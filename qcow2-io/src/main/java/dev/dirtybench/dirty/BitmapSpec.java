package dev.dirtybench.dirty;

import dev.dirtybench.spi.Granularity;
import java.util.Objects;
import java.util.Optional;

/**
 * What a dirty bitmap shall be like that is to be added.
 *
 * @param name 1 to {@value BitmapName#MAX_BYTES} bytes of UTF-8
 * @param granularity bytes per bit; empty for the node's default
 * @param recording whether it records from the start
 * @param persistence whether it is kept
 */
public record BitmapSpec(
    String name, Optional<Granularity> granularity, Recording recording, Persistence persistence) {
  /** Refuses nulls and names that cannot be. */
  public BitmapSpec {
    BitmapName.require(name);
    Objects.requireNonNull(granularity, "granularity");
    Objects.requireNonNull(recording, "recording");
    Objects.requireNonNull(persistence, "persistence");
  }

  /**
   * A transient, recording bitmap of the node's default granularity.
   *
   * @param name the name
   * @return the description
   */
  public static BitmapSpec named(String name) {
    return new BitmapSpec(name, Optional.empty(), Recording.ENABLED, Persistence.TRANSIENT);
  }

  /**
   * The same with another granularity.
   *
   * @param value bytes per bit
   * @return a new description
   */
  public BitmapSpec with(Granularity value) {
    return new BitmapSpec(name, Optional.of(value), recording, persistence);
  }

  /**
   * The same, recording or not.
   *
   * @param value whether it records from the start
   * @return a new description
   */
  public BitmapSpec with(Recording value) {
    return new BitmapSpec(name, granularity, value, persistence);
  }

  /**
   * The same, kept or not.
   *
   * @param value whether it is kept
   * @return a new description
   */
  public BitmapSpec with(Persistence value) {
    return new BitmapSpec(name, granularity, recording, value);
  }
}
