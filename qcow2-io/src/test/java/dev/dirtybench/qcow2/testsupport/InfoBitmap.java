package dev.dirtybench.qcow2.testsupport;

import dev.dirtybench.qcow2.image.StoredBitmap;
import java.util.List;

/**
 * A bitmap as qemu-img info shows it.
 *
 * @param name the name
 * @param granularity bytes per bit
 * @param flags {@code in-use} and {@code auto}
 */
public record InfoBitmap(String name, long granularity, List<String> flags) {
  /** Copies the list. */
  public InfoBitmap {
    flags = List.copyOf(flags);
  }

  /**
   * The same of our own listing.
   *
   * @param stored a bitmap of the directory
   * @return the record
   */
  public static InfoBitmap of(StoredBitmap stored) {
    return new InfoBitmap(
        stored.name(),
        stored.granularity().bytes(),
        stored.flags().stream().map(StoredBitmap.Flag::toString).toList());
  }
}
