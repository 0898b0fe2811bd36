package dev.dirtybench.backend.peers;

/** The refusal of sizes that a library's indices cannot reach. */
final class MostBits {
  private MostBits() {}

  /**
   * Checks a new size.
   *
   * @param backend its name, for the message
   * @param most bits that it can hold
   * @param wanted bits
   * @throws IllegalArgumentException if that is more
   */
  static void check(String backend, long most, long wanted) {
    if (wanted > most) {
      throw new IllegalArgumentException(
          "backend "
              + backend
              + " holds at most "
              + most
              + " bits, the new size needs "
              + wanted
              + "; take a larger granularity or another backend");
    }
  }
}
