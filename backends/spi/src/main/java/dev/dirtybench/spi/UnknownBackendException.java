package dev.dirtybench.spi;

import java.util.List;

/** Thrown when no backend of a name is on the class path; the message lists those that are. */
public final class UnknownBackendException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnknownBackendException(String name, List<String> known) {
    super("unknown backend \"" + name + "\", " + expected(known));
  }

  private static String expected(List<String> known) {
    return known.isEmpty()
        ? "no backend is on the class path; put a backend's jar there"
        : "expected one of "
            + String.join(", ", known)
            + "; another backend's jar must be on the class path";
  }
}
