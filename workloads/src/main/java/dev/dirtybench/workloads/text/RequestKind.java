package dev.dirtybench.workloads.text;

import dev.dirtybench.workloads.read.LineFields;

/**
 * What a request does, by the letters that Linux's block tracing prints for it.
 *
 * <p>The letters: first an F if the cache is to be flushed before; then what is done; then how (F
 * with forced unit access, A read ahead, S synchronous, M metadata). So FWFSM is a write and FN is
 * a flush alone.
 */
enum RequestKind {
  READ,
  WRITE,
  /** {@code WZ}, as only our own writer prints it. */
  WRITE_ZEROES,
  DISCARD,
  FLUSH,
  /** Something that changes no range, such as a command passed through. */
  OTHER;

  static RequestKind of(LineFields fields, int field) {
    boolean flush = fields.at(field, 0) == 'F';
    int first = flush ? 1 : 0;
    switch (fields.at(field, first)) {
      case 'R':
        return READ;
      case 'W':
        return fields.at(field, first + 1) == 'Z' ? WRITE_ZEROES : WRITE;
      case 'D':
        return DISCARD;
      default:
        return flush ? FLUSH : OTHER;
    }
  }

  /** Whether the letters ask for a flush first, which is all they do where there are no sectors. */
  static boolean flushesFirst(LineFields fields, int field) {
    return fields.at(field, 0) == 'F';
  }
}
