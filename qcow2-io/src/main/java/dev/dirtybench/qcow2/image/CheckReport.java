package dev.dirtybench.qcow2.image;

import java.util.List;

/**
 * What a check of an image found.
 *
 * @param corruptions references without a refcount and other damage, one line each, the first 1000
 * @param corruptionCount how many there are
 * @param leaks clusters whose refcount is too high, one line each, the first 1000
 * @param leakedClusters how many there are
 * @param failure why the image could not be checked, empty if it could
 */
public record CheckReport(
    List<String> corruptions,
    long corruptionCount,
    List<String> leaks,
    long leakedClusters,
    String failure) {
  /** Copies the lists. */
  public CheckReport {
    corruptions = List.copyOf(corruptions);
    leaks = List.copyOf(leaks);
  }

  static CheckReport failed(String reason) {
    return new CheckReport(List.of(), 0, List.of(), 0, reason);
  }

  /**
   * The exit code of {@code qemu-img check}.
   *
   * @return 0 nothing found, 1 could not be checked, 2 corruption, 3 leaks only
   */
  public int exitCode() {
    if (!failure.isEmpty()) {
      return 1;
    }
    return corruptionCount > 0 ? 2 : leakedClusters > 0 ? 3 : 0;
  }
}
