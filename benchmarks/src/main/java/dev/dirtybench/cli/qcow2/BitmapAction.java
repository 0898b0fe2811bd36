package dev.dirtybench.cli.qcow2;

import java.util.Locale;

/**
 * One of the actions that a call asks for.
 *
 * @param kind what to do
 * @param source the bitmap to merge, null for another kind
 */
record BitmapAction(Kind kind, String source) {
  /** What can be done to a bitmap. */
  enum Kind {
    ADD,
    REMOVE,
    CLEAR,
    ENABLE,
    DISABLE,
    MERGE;

    /** The option without its hyphens. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The option as it was given. */
  String option() {
    return "--" + kind.word() + (source == null ? "" : " " + source);
  }
}
