package dev.dirtybench.workloads.own;

/** How the columns of a block are packed; the file has the ordinal. */
enum Packing {
  /** As they are. */
  NONE,
  /** One frame of zstd (RFC 8878). */
  ZSTD;

  private static final Packing[] ALL = values();

  /** The packing of a number in a file, or null. */
  static Packing ofCode(int code) {
    return code >= 0 && code < ALL.length ? ALL[code] : null;
  }
}
