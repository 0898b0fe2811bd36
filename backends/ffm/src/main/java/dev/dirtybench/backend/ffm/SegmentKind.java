package dev.dirtybench.backend.ffm;

/** Which memory the words lie in, and how ranges of them are gone through. */
enum SegmentKind {
  /** Native memory that any thread may touch and close. */
  SHARED("ffm"),
  /** Native memory of the thread that created it. */
  CONFINED("ffm-confined"),
  /** A temporary file. */
  MAPPED("ffm-mapped"),
  /** As {@link #SHARED}, with the Vector API. */
  VECTOR("ffm-vector");

  private final String backend;

  SegmentKind(String backend) {
    this.backend = backend;
  }

  /** The name of the backend. */
  String backend() {
    return backend;
  }
}
