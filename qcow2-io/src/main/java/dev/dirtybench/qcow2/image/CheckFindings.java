package dev.dirtybench.qcow2.image;

import java.util.ArrayList;
import java.util.List;

/** Collects what a check finds; lines are kept up to a limit, the count is exact. */
final class CheckFindings {
  private static final int MAX_LINES = 1000;

  private final List<String> corruptions = new ArrayList<>();
  private final List<String> leaks = new ArrayList<>();
  private long corruptionCount;
  private long leakedClusters;

  void corruption(String line) {
    corruptionCount++;
    if (corruptions.size() < MAX_LINES) {
      corruptions.add(line);
    }
  }

  void leak(long offset, long refcount, long references) {
    leakedClusters++;
    if (leaks.size() < MAX_LINES) {
      leaks.add(
          "leaked cluster at 0x"
              + Long.toHexString(offset)
              + ": refcount "
              + Long.toUnsignedString(refcount)
              + ", references "
              + references);
    }
  }

  CheckReport report() {
    return new CheckReport(corruptions, corruptionCount, leaks, leakedClusters, "");
  }
}
