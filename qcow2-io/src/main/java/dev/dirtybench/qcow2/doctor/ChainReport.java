package dev.dirtybench.qcow2.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What an examination of an image and its backing files found.
 *
 * @param image the image asked for
 * @param images the chain, the image itself first
 * @param findings what was noticed, in the order in which it should be dealt with
 */
public record ChainReport(Path image, List<ImageReport> images, List<Finding> findings) {
  /** Copies the lists. */
  public ChainReport {
    Objects.requireNonNull(image, "image");
    images = List.copyOf(images);
    findings = List.copyOf(findings);
  }

  /**
   * Whether there is nothing to mend.
   *
   * @return true if every finding is a note
   */
  public boolean isHealthy() {
    return findings.stream().allMatch(one -> one.ailment().weight() == Ailment.Weight.NOTE);
  }

  /**
   * The images that another program has open for writing. While there is one, the chain must not be
   * treated.
   *
   * @return those of the chain, top first
   */
  public List<ImageReport> held() {
    return images.stream().filter(ImageReport::isHeld).toList();
  }

  /**
   * What {@link Treatment} can do about it, in the order in which it should be done.
   *
   * @return remedies, each once
   */
  public List<Remedy> treatable() {
    return findings.stream()
        .flatMap(finding -> finding.remedies().stream())
        .filter(remedy -> remedy.use() == Remedy.Use.BY_TREATMENT)
        .distinct()
        .toList();
  }
}
