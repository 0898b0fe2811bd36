package dev.dirtybench.qcow2.crash;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * What an image may say of one bitmap.
 *
 * @param content the only content that may be presented as valid, null if none may
 * @param alternatives what it may be instead
 */
record Allowed(BitmapContent content, Set<Alternative> alternatives) {
  /** Not valid, and said to be so. */
  enum Alternative {
    /** Listed as in use. */
    INCONSISTENT,
    /** Not listed, because it was never stored or is being removed. */
    ABSENT
  }

  static Allowed of(BitmapContent content, Alternative... alternatives) {
    Set<Alternative> set = EnumSet.noneOf(Alternative.class);
    set.addAll(Set.of(alternatives));
    return new Allowed(content, set);
  }

  Allowed or(Alternative alternative) {
    Set<Alternative> more = EnumSet.of(alternative);
    more.addAll(alternatives);
    return new Allowed(content, more);
  }

  boolean permits(Alternative alternative) {
    return alternatives.contains(alternative);
  }

  boolean permits(BitmapContent found) {
    return Objects.equals(content, found);
  }
}
