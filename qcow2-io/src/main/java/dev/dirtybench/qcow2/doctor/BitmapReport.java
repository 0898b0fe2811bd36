package dev.dirtybench.qcow2.doctor;

import dev.dirtybench.spi.Granularity;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What an examination says about one stored bitmap.
 *
 * @param name its name
 * @param granularity bytes per bit
 * @param condition what it is good for
 * @param incrementalBytes how many bytes of the disk an incremental backup from it would copy,
 *     empty where its contents cannot be trusted or known
 */
public record BitmapReport(
    String name,
    Granularity granularity,
    BitmapCondition condition,
    OptionalLong incrementalBytes) {
  /** Refuses nulls. */
  public BitmapReport {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(granularity, "granularity");
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(incrementalBytes, "incrementalBytes");
  }

  /**
   * Whether its contents can be trusted.
   *
   * @return true if it is usable or disabled
   */
  public boolean isTrusted() {
    return condition == BitmapCondition.USABLE || condition == BitmapCondition.DISABLED;
  }
}
