package dev.dirtybench.qcow2.testsupport;

/** The daemon refused a command. */
public final class QmpException extends RuntimeException {
  private static final long serialVersionUID = 1;

  QmpException(String description) {
    super(description);
  }
}
