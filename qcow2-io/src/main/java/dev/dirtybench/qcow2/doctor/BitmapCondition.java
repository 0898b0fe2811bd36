package dev.dirtybench.qcow2.doctor;

/** What a stored bitmap is good for. */
public enum BitmapCondition {
  /** It can be trusted and records guest writes. */
  USABLE("usable", "records guest writes"),
  /** It can be trusted; guest writes leave no trace in it. */
  DISABLED("disabled", "can be trusted, but does not record guest writes"),
  /** A running program uses it, and keeps its contents in memory. */
  IN_USE(
      "in-use",
      "in use by a running process, not damaged by that; its contents are in that process"),
  /** It was found in use with nobody using the image. */
  INCONSISTENT("inconsistent", "was in use when its writer ended; can only be removed"),
  /** It is still in the file, but the bit that makes it valid is cleared. */
  ORPHANED("orphaned", "the image no longer says that it is valid; nobody will use it");

  private final String word;
  private final String meaning;

  BitmapCondition(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /**
   * The condition in one lower-case word.
   *
   * @return such as {@code usable}
   */
  public String word() {
    return word;
  }

  /**
   * The condition in half a sentence.
   *
   * @return words for the user
   */
  public String meaning() {
    return meaning;
  }
}
