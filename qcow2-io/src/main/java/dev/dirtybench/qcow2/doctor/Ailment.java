package dev.dirtybench.qcow2.doctor;

/** A kind of finding. */
public enum Ailment {
  /** The file is not there. */
  MISSING(Weight.MEND),
  /** The file cannot be read, or is no image that this library can open. */
  UNREADABLE(Weight.MEND),
  /** A backing file that is already in the chain. */
  CYCLE(Weight.MEND),
  /** Another program has the image open for writing, and a look at it without locks failed. */
  LOCKED(Weight.MEND),
  /** The image says, or a check finds, that its structures contradict each other. */
  CORRUPT(Weight.MEND),
  /** Bitmaps whose structures are broken, so that no program opens the image. */
  DAMAGED_BITMAPS(Weight.MEND),
  /** A bitmap that was in use when its writer ended. */
  INCONSISTENT_BITMAP(Weight.MEND),
  /** Bitmaps that are still in the file, but no longer valid. */
  ORPHANED_BITMAPS(Weight.MEND),
  /** Clusters that nothing refers to. */
  LEAKED_CLUSTERS(Weight.MEND),
  /** Another program has the image open for writing; what is said of it may be outdated. */
  IN_USE(Weight.NOTE),
  /** A bitmap's name that several images of the chain use. */
  NAME_ALONG_CHAIN(Weight.NOTE),
  /** A recording bitmap of a backing file that the image on top does not have. */
  LEFT_BEHIND(Weight.NOTE),
  /** A backing file that this library cannot look into. */
  NOT_FOLLOWED(Weight.NOTE);

  /** Whether something has to be done. */
  public enum Weight {
    /** Worth knowing. */
    NOTE,
    /** Something to mend. */
    MEND
  }

  private final Weight weight;

  Ailment(Weight weight) {
    this.weight = weight;
  }

  /**
   * Whether something has to be done.
   *
   * @return the weight
   */
  public Weight weight() {
    return weight;
  }

  /**
   * The name in lower case with hyphens, for programs.
   *
   * @return such as {@code inconsistent-bitmap}
   */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
