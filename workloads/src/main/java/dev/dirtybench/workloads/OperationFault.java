package dev.dirtybench.workloads;

/**
 * What is wrong with one operation of a trace; the one place where the rules stand.
 *
 * @param expected what would have been right
 * @param found what is there instead
 */
record OperationFault(String expected, String found) {
  /**
   * Looks for a fault.
   *
   * @param deviceSize size of the disk in bytes
   * @param previousNs time of the operation before, 0 for the first
   * @return null if the operation is right
   */
  static OperationFault of(
      long deviceSize,
      long previousNs,
      long timestampNs,
      long offset,
      long length,
      TraceOperation operation) {
    if (timestampNs < previousNs) {
      return new OperationFault(
          "a time of " + previousNs + " ns or later, as times do not go back",
          Long.toString(timestampNs));
    }
    if (operation == TraceOperation.FLUSH) {
      return offset == 0 && length == 0
          ? null
          : new OperationFault(
              "offset 0 and length 0 for a flush", "offset " + offset + " and length " + length);
    }
    if (length <= 0) {
      return new OperationFault(
          "a length of 1 or more for op " + operation.code(), Long.toString(length));
    }
    if (offset < 0 || length > deviceSize || offset > deviceSize - length) {
      return new OperationFault(
          "a range inside the device of " + deviceSize + " bytes",
          "offset " + offset + " length " + length);
    }
    return null;
  }
}
