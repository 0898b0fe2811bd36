package dev.dirtybench.qcow2.format;

import java.io.IOException;

/** The file's fault: an image that is damaged, cut short, or needs what this library lacks. */
public final class Qcow2FormatException extends IOException {
  private static final long serialVersionUID = 1;

  /** What kind of fault it is. */
  public enum Kind {
    /** The file ends before a structure does. */
    TRUNCATED,
    /** A field breaks a rule of the format. */
    INVALID_FORMAT,
    /** The image is in order but uses what is not supported, or not for writing. */
    UNSUPPORTED_FEATURE,
    /** Structures contradict each other. */
    CORRUPT,
    /** A count, length or offset is past a limit. */
    OUT_OF_BOUNDS
  }

  private final Kind kind;
  private final transient FileLocation location;

  /**
   * A fault at a place.
   *
   * @param kind what kind of fault
   * @param problem what was expected and what was found, without the place
   * @param location where
   */
  public Qcow2FormatException(Kind kind, String problem, FileLocation location) {
    super(problem + " (" + location + ')');
    this.kind = kind;
    this.location = location;
  }

  private Qcow2FormatException(Qcow2FormatException fault, String advice) {
    super(fault.getMessage() + "; " + advice, fault);
    this.kind = fault.kind;
    this.location = fault.location;
  }

  /**
   * The same fault with more to say.
   *
   * @param advice what the user should know or try
   * @return a fault of the same kind and place, with this one as its cause
   */
  public Qcow2FormatException withAdvice(String advice) {
    return new Qcow2FormatException(this, advice);
  }

  /**
   * What kind of fault it is.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Where the faulty structure starts in the file.
   *
   * @return bytes from the start of the file
   */
  public long byteOffset() {
    return location.byteOffset();
  }

  /**
   * Which file.
   *
   * @return the path as the caller gave it
   */
  public String path() {
    return location.path();
  }
}
