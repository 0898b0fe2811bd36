package dev.dirtybench.results.report;

/**
 * What is drawn in one colour and shape: a backend, of one run where there are several.
 *
 * @param name as shown
 * @param run label of the run
 * @param backend name of the backend
 * @param role whether it competes
 * @param peer whether it is another library's, measured beside ours; its name is marked then
 * @param colour index of its colour; one for all yardsticks
 * @param shape index of its symbol
 */
record Series(
    String name, String run, String backend, Role role, boolean peer, int colour, int shape) {
  /** Whether a series is measured for its own sake. */
  enum Role {
    /** One of those to choose from. */
    CONTENDER,
    /** What measuring itself, or the plainest code, takes. */
    FLOOR,
    /** The fastest that bytes can be moved. */
    ROOF
  }

  boolean competes() {
    return role == Role.CONTENDER;
  }
}
