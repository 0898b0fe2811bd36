package dev.dirtybench.qcow2.crash;

/** What happened to a storage that is recorded, in its order. */
sealed interface StorageEvent {
  /** Something that changes the content and may be lost in a crash until the next flush. */
  sealed interface Change extends StorageEvent {}

  /**
   * A write.
   *
   * @param offset bytes from the start
   * @param bytes what was written
   */
  record Write(long offset, byte[] bytes) implements Change {
    @Override
    public String toString() {
      return "write 0x" + Long.toHexString(offset) + "+" + bytes.length;
    }
  }

  /**
   * A change of the length.
   *
   * @param bytes the new length
   */
  record SetSize(long bytes) implements Change {
    @Override
    public String toString() {
      return "set size " + bytes;
    }
  }

  /** A flush that has returned. */
  record Flush() implements StorageEvent {}

  /**
   * A change of what a crash may leave from here on.
   *
   * @param what what begins or has ended here
   * @param expectation what may be found
   */
  record Mark(String what, Expectation expectation) implements StorageEvent {}
}
