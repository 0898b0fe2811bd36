package dev.dirtybench.backend.offheap;

/** A count of bits that goes on, for what finds out something else in the same pass. */
public final class BitTally {
  private long bits;

  /** A count of none. */
  public BitTally() {}

  /**
   * Counts more.
   *
   * @param more bits
   */
  public void add(long more) {
    bits += more;
  }

  /**
   * What was counted since the last call, which starts over.
   *
   * @return bits
   */
  public long take() {
    long taken = bits;
    bits = 0;
    return taken;
  }
}
