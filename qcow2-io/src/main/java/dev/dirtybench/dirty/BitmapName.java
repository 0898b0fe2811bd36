package dev.dirtybench.dirty;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What a dirty bitmap may be called: 1 to {@value #MAX_BYTES} bytes of UTF-8 without a NUL. */
public final class BitmapName {
  /** The longest name, in bytes of UTF-8. */
  public static final int MAX_BYTES = 1023;

  private BitmapName() {}

  /**
   * Checks a name.
   *
   * @param name the name
   * @return the name
   * @throws IllegalArgumentException if it is empty, too long, holds a NUL or is not Unicode text
   */
  public static String require(String name) {
    Objects.requireNonNull(name, "name");
    int bytes = utf8Length(name);
    if (bytes < 1 || bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a bitmap name must have 1 to " + MAX_BYTES + " bytes of UTF-8, got " + bytes);
    }
    if (name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "a bitmap name must not hold a NUL, got one at character " + name.indexOf('\0'));
    }
    return name;
  }

  static int utf8Length(String text) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)).remaining();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "a name must be Unicode text, got a lone surrogate in one of "
              + text.length()
              + " characters",
          e);
    }
  }
}
