package dev.dirtybench.qcow2.doctor;

import dev.dirtybench.qcow2.doctor.ImageExamination.Place;
import dev.dirtybench.qcow2.doctor.ImageReport.Reach;
import dev.dirtybench.qcow2.image.BackingName;
import dev.dirtybench.spi.BitmapProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Examines an image and its backing files: which bitmaps can be used, what is wrong, what mends it.
 *
 * <p>Nothing is written. Each image is opened for reading and closed again, and its refcounts are
 * checked, one image after the other. Not for use by several threads at once.
 */
public final class Doctor {
  private final BitmapProvider backend;

  /**
   * A doctor.
   *
   * @param backend makes the bits of the bitmaps while they are looked at
   */
  public Doctor(BitmapProvider backend) {
    this.backend = Objects.requireNonNull(backend, "backend");
  }

  /**
   * Examines a chain. What is missing, damaged or locked is a finding, not an exception.
   *
   * @param image the image on top of it
   * @return what was found
   */
  public ChainReport examine(Path image) {
    List<ImageReport> images = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    Optional<Backing> next = Optional.of(new Backing(image, Optional.empty(), Optional.empty()));
    while (next.isPresent()) {
      next = step(next.get(), seen, images, findings);
    }
    findings.addAll(ChainFindings.of(images));
    return new ChainReport(image, images, findings);
  }

  private Optional<Backing> step(
      Backing at, Set<Path> seen, List<ImageReport> images, List<Finding> findings) {
    Path path = at.path();
    if (!Files.exists(path)) {
      images.add(unseen(path));
      findings.add(Findings.missing(path, at.of()));
      return Optional.empty();
    }
    try {
      if (!seen.add(path.toRealPath())) {
        findings.add(Findings.cycle(path, at.of().orElse(path)));
        return Optional.empty();
      }
    } catch (IOException e) {
      images.add(unseen(path));
      findings.add(Findings.unreadable(path, e));
      return Optional.empty();
    }
    ImageExamination examination =
        ImageExamination.of(
            path, at.of().isEmpty() ? Place.TOP : Place.BELOW, at.format(), backend);
    images.add(examination.report());
    findings.addAll(examination.findings());
    return examination.backingName().flatMap(name -> follow(path, name, examination, findings));
  }

  private static Optional<Backing> follow(
      Path path, String name, ImageExamination examination, List<Finding> findings) {
    Optional<Path> resolved = BackingName.resolve(path, name);
    if (resolved.isEmpty()) {
      findings.add(Findings.notFollowed(path, name));
    }
    return resolved.map(file -> new Backing(file, Optional.of(path), examination.backingFormat()));
  }

  private static ImageReport unseen(Path path) {
    return new ImageReport(path, "unknown", Reach.NONE, OptionalLong.empty(), List.of());
  }

  /** An image to be examined, and which image says so. */
  private record Backing(Path path, Optional<Path> of, Optional<String> format) {}
}
