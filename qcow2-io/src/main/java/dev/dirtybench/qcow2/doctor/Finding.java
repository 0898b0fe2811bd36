package dev.dirtybench.qcow2.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that an examination noticed.
 *
 * @param ailment its kind
 * @param image which image
 * @param bitmap which bitmap, if it is about one
 * @param what what is so, in a plain sentence
 * @param why how that came about, in a plain sentence
 * @param advice what to do besides the remedies, in a plain sentence; may be empty
 * @param remedies commands, in their order; may be none
 */
public record Finding(
    Ailment ailment,
    Path image,
    Optional<String> bitmap,
    String what,
    String why,
    String advice,
    List<Remedy> remedies) {
  /** Copies the list. */
  public Finding {
    Objects.requireNonNull(ailment, "ailment");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(bitmap, "bitmap");
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(why, "why");
    Objects.requireNonNull(advice, "advice");
    remedies = List.copyOf(remedies);
  }

  /** The same for an image that a running program has: it must be closed there first. */
  Finding withoutRemedies() {
    return new Finding(
        ailment,
        image,
        bitmap,
        what,
        why,
        "the image is in use: once the program that has it has closed it, examine it again",
        List.of());
  }

  /** The same with every remedy left to the user. */
  Finding byHand() {
    return new Finding(
        ailment, image, bitmap, what, why, advice, remedies.stream().map(Remedy::byHand).toList());
  }
}
