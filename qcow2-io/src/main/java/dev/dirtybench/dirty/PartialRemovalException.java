package dev.dirtybench.dirty;

import java.io.IOException;
import java.util.List;

/**
 * A transaction over several stores was undone after one of them had removed its part.
 *
 * <p>All bitmaps are in memory as they were before. Those named here are no longer stored, until
 * their store is closed; the cause says why the other store failed.
 */
public final class PartialRemovalException extends IOException {
  private static final long serialVersionUID = 1;

  // An array, because exceptions are serializable and lists need not be.
  private final String[] names;

  PartialRemovalException(List<String> names, Exception cause) {
    super(
        "the transaction was undone, but "
            + String.join(", ", names)
            + " had been removed from the store; close the image to store again: "
            + cause.getMessage(),
        cause);
    this.names = names.toArray(String[]::new);
  }

  /**
   * The bitmaps that are in memory alone at present.
   *
   * @return names, at least one
   */
  public List<String> names() {
    return List.of(names);
  }
}
