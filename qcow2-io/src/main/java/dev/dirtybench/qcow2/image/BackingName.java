package dev.dirtybench.qcow2.image;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The name of a backing file as an image stores it, and the file that it means.
 *
 * <p>A relative name counts from the folder of the image that stores it. A name in which a colon
 * comes before any slash starts with a protocol; of these, {@code file:} alone means a file.
 */
public final class BackingName {
  private BackingName() {}

  /**
   * The file that a backing name means.
   *
   * @param image the image that stores the name
   * @param name the name
   * @return the file, which need not exist; empty if the name means something else than a file
   */
  public static Optional<Path> resolve(Path image, String name) {
    int colon = name.indexOf(':');
    int slash = name.indexOf('/');
    String plain = name;
    if (colon > 0 && (slash < 0 || colon < slash)) {
      if (!name.startsWith("file:")) {
        return Optional.empty();
      }
      plain = name.substring("file:".length());
    }
    try {
      return plain.isEmpty() ? Optional.empty() : Optional.of(image.resolveSibling(plain));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
