package dev.dirtybench.cli.qcow2;

/** What was asked for could not be done, for a reason that lies in the image. */
final class JobFailedException extends Exception {
  private static final long serialVersionUID = 1;

  JobFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  JobFailedException(String message) {
    super(message);
  }
}
