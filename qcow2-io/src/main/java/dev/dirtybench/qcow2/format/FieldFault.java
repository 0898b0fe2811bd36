package dev.dirtybench.qcow2.format;

import dev.dirtybench.qcow2.format.Qcow2FormatException.Kind;

/**
 * A field that breaks a rule, thrown by the constructors of records.
 *
 * <p>To a caller who builds a structure it is an illegal argument; a reader turns it into a {@link
 * Qcow2FormatException} that knows the place.
 */
final class FieldFault extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final Kind kind;
  private final long fieldOffset;

  FieldFault(Kind kind, long fieldOffset, String problem) {
    super(problem);
    this.kind = kind;
    this.fieldOffset = fieldOffset;
  }

  Qcow2FormatException in(FileLocation structure) {
    Qcow2FormatException e =
        new Qcow2FormatException(kind, getMessage(), structure.plus(fieldOffset));
    e.initCause(this);
    return e;
  }

  static void requireRange(String field, long at, long value, long min, long max) {
    if (value < min || value > max) {
      throw new FieldFault(
          Kind.OUT_OF_BOUNDS,
          at,
          field + " must be " + min + " to " + max + ", got " + Long.toUnsignedString(value));
    }
  }

  static void requireClusterOffset(String field, long at, long offset, long clusterSize) {
    if ((offset & (clusterSize - 1)) != 0) {
      throw new FieldFault(
          Kind.INVALID_FORMAT,
          at,
          field
              + " must be a multiple of the cluster size "
              + clusterSize
              + ", got "
              + hex(offset));
    }
    if (offset < 0 || offset > BitmapLimits.MAX_HOST_OFFSET) {
      throw new FieldFault(
          Kind.OUT_OF_BOUNDS, at, field + " must be below 2^56, got " + hex(offset));
    }
  }

  static void requireReservedZero(String field, long at, long value, long reservedMask) {
    if ((value & reservedMask) != 0) {
      throw new FieldFault(
          Kind.INVALID_FORMAT,
          at,
          field
              + " must have its reserved bits "
              + hex(reservedMask)
              + " clear, got "
              + hex(value));
    }
  }

  static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
