package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.Qcow2FormatException;
import java.io.IOException;
import java.io.InterruptedIOException;

/**
 * An image that another program may be changing while it is read without locks: it is read again
 * until header and directory were the same before and after.
 */
final class MovingImage {
  static final String ADVICE =
      "the image was read without locks, and another program may have been changing it at that"
          + " moment: try again, or once that program has closed it";

  private static final int ATTEMPTS = 5;
  private static final int PAUSE_MILLIS = 20;

  /** Whether another attempt follows. */
  enum Attempt {
    EARLY,
    LAST
  }

  /** One attempt to read the whole of it. */
  @FunctionalInterface
  interface Reading<T> {
    /**
     * Returns what was read, or null if the image has changed meanwhile, or may have; the last
     * attempt takes what is there for what it is, unless it has changed.
     */
    T read(Attempt attempt) throws IOException;
  }

  private MovingImage() {}

  static String warning(ImageFile file) {
    return file.path()
        + " is open for writing in another process: this is what the file said at one moment, and"
        + " the contents of bitmaps that are in use are in that process's memory";
  }

  /** Reads until the image has stood still; says in the error that it may not have. */
  static <T> T read(ImageFile file, Reading<T> reading) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        T read = reading.read(attempt == ATTEMPTS ? Attempt.LAST : Attempt.EARLY);
        if (read != null) {
          return read;
        }
        if (attempt == ATTEMPTS) {
          throw new IOException(file.path() + " keeps changing while it is read; " + ADVICE);
        }
      } catch (Qcow2FormatException e) {
        if (attempt == ATTEMPTS) {
          throw e.withAdvice(ADVICE);
        }
      }
      pause(file);
    }
  }

  private static void pause(ImageFile file) throws InterruptedIOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading " + file.path());
    }
  }
}
