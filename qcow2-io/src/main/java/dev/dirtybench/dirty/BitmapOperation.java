package dev.dirtybench.dirty;

import java.util.Set;

/**
 * The operations on a dirty bitmap, each with the states that refuse it: the permission table.
 *
 * <p>What else an operation asks for is listed as {@link Condition}s; they are tested before the
 * states where they concern the arguments alone, and after them otherwise.
 */
public enum BitmapOperation {
  /** Adding a bitmap to a node. */
  ADD(
      Refusal.NONE,
      Condition.NAME_VALID,
      Condition.NAME_UNIQUE,
      Condition.GRANULARITY_VALID,
      Condition.STORABLE),
  /** Removing a bitmap, from its store too: all that can be done with an inconsistent one. */
  REMOVE(Refusal.ALLOW_INCONSISTENT),
  /** Marking everything clean. */
  CLEAR(Refusal.ALL),
  /** Starting to record; changes nothing when it does already. */
  ENABLE(Refusal.ALLOW_READ_ONLY),
  /** Ceasing to record; changes nothing when it has already. */
  DISABLE(Refusal.ALLOW_READ_ONLY),
  /** Being merged into. */
  MERGE_DESTINATION(Refusal.ALL, Condition.EQUAL_SIZES),
  /** Being merged into another one, or into itself, which changes nothing. */
  MERGE_SOURCE(Refusal.ALLOW_READ_ONLY, Condition.EQUAL_SIZES),
  /** A backup after which the bitmap may have changed: incremental, on-success or always. */
  BACKUP_CHANGING(Refusal.ALL, Condition.NO_SUCCESSOR, Condition.TARGET_OF_EQUAL_LENGTH),
  /** A backup of what the bitmap marks that leaves it as it is: sync bitmap, mode never. */
  BACKUP_READING(Refusal.ALLOW_READ_ONLY, Condition.NO_SUCCESSOR, Condition.TARGET_OF_EQUAL_LENGTH),
  /** Handing the recording over to a successor. */
  CREATE_SUCCESSOR(Set.of(Refusal.BUSY), Condition.NO_SUCCESSOR),
  /** Letting the successor take the place of its parent. */
  ABDICATE(Refusal.NONE, Condition.HAS_SUCCESSOR),
  /** Merging the successor back into its parent. */
  RECLAIM(Refusal.NONE, Condition.HAS_SUCCESSOR),
  /** Serving the bitmap to clients over NBD. */
  NBD_EXPORT(Refusal.ALLOW_READ_ONLY, Condition.DISABLED_IF_EXPORT_READ_ONLY),
  /** Sending the bitmap to another process with its disk. */
  MIGRATION(Refusal.ALL, Condition.NODE_NAMED, Condition.NAME_FITS_MIGRATION),
  /** Changing the size of the disk; asked of every bitmap of the node. */
  RESIZE(Refusal.ALL),
  /** Limiting a copy-before-write filter to what the bitmap marks. */
  COPY_BEFORE_WRITE(Refusal.ALLOW_READ_ONLY),
  /** Asking for its record. */
  QUERY(Refusal.NONE),
  /** Asking for the hash of its bits. */
  SHA256(Refusal.NONE),
  /** A guest's write, write of zeroes or discard; asked of every bitmap of the node. */
  GUEST_WRITE(Set.of(Refusal.READ_ONLY));

  /** What an operation asks for beside the bitmap's state. */
  public enum Condition {
    /** The name has 1 to 1023 bytes. */
    NAME_VALID,
    /** The node has no bitmap of that name. */
    NAME_UNIQUE,
    /** The granularity is a power of two of 512 bytes or more. */
    GRANULARITY_VALID,
    /** A persistent bitmap passes {@link PersistentStore#requireCanStore}. */
    STORABLE,
    /** Both bitmaps describe equally many bytes; their granularities may differ. */
    EQUAL_SIZES,
    /** The bitmap has no successor. */
    NO_SUCCESSOR,
    /** The bitmap has a successor. */
    HAS_SUCCESSOR,
    /** The backup's target is as long as the disk. */
    TARGET_OF_EQUAL_LENGTH,
    /**
     * A bitmap found by its bare name on a writable node does not record if the export is
     * read-only: a client would see it change under its hands.
     */
    DISABLED_IF_EXPORT_READ_ONLY,
    /** The node has a name of its user's, not one that starts with a number sign. */
    NODE_NAMED,
    /** Name and alias have at most 255 bytes of UTF-8. */
    NAME_FITS_MIGRATION
  }

  private final Set<Refusal> refusals;
  private final Set<Condition> conditions;

  BitmapOperation(Set<Refusal> refusals, Condition... conditions) {
    this.refusals = refusals;
    this.conditions = Set.of(conditions);
  }

  /**
   * The states in which the operation is refused.
   *
   * @return an unmodifiable set
   */
  public Set<Refusal> refusals() {
    return refusals;
  }

  /**
   * What the operation asks for beside the state.
   *
   * @return an unmodifiable set
   */
  public Set<Condition> conditions() {
    return conditions;
  }
}
