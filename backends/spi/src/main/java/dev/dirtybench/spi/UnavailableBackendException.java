package dev.dirtybench.spi;

/** Thrown when a backend is known, but cannot be had in this JVM; the message says why. */
public final class UnavailableBackendException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnavailableBackendException(String name, String reason) {
    super("backend \"" + name + "\" " + reason);
  }
}
