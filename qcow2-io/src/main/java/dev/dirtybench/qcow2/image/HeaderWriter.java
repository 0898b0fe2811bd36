package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.HeaderArea;
import dev.dirtybench.qcow2.format.HeaderLayout;
import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.qcow2.format.Qcow2Header;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The header as it is in the file, and the one way to change it.
 *
 * <p>A change lies between two flushes: what the new header points to has reached the disk before
 * it is written, and what only the old one pointed to is freed after it has reached the disk.
 * Within one sector it is a single write, else several, {@link HeaderSteps}. Autoclear bits that
 * are not understood are cleared by every change.
 */
final class HeaderWriter {
  private final ImageFile file;
  private HeaderArea area;
  private int bytesOnDisk;
  private boolean uncertain;

  HeaderWriter(ImageFile file, HeaderArea area) {
    this.file = file;
    this.area = area;
    this.bytesOnDisk = area.bytes();
  }

  HeaderArea area() {
    return area;
  }

  Qcow2Header header() {
    return area.header();
  }

  /**
   * Whether it is unknown which header is on the disk, so that nothing must be freed or written.
   */
  boolean uncertain() {
    return uncertain;
  }

  /** Stops all further writes, because what is on the disk is not known any more. */
  void giveUp() {
    uncertain = true;
  }

  void requireCertain() throws IOException {
    if (uncertain) {
      throw new IOException(
          file.path()
              + ": nothing more is written, because a change failed earlier and could not be undone");
    }
  }

  /**
   * Replaces the header and waits until it is on the disk. When that fails, the old one is put
   * back; if not even that succeeds, the image takes no more writes.
   */
  void switchTo(HeaderArea wanted) throws IOException {
    requireCertain();
    HeaderArea next = wanted.withHeader(withoutUnknownAutoclear(wanted.header())).placedAfter(area);
    requireFits(area);
    requireFits(next);
    file.flush("what the new header points to");
    try {
      for (HeaderSteps.Step step : HeaderSteps.between(area, next, bytesOnDisk)) {
        bytesOnDisk = Math.max(bytesOnDisk, step.offset() + step.bytes().limit());
        put(step.bytes(), step.offset());
      }
    } catch (IOException e) {
      try {
        put(area.toBytes(bytesOnDisk), 0);
      } catch (IOException again) {
        uncertain = true;
        e.addSuppressed(again);
      }
      throw e;
    }
    area = next;
  }

  /** Refuses what could not be written, be it the new header or, after a failure, the old one. */
  private void requireFits(HeaderArea content) throws IOException {
    try {
      content.toBytes(0);
    } catch (IllegalArgumentException e) {
      Qcow2FormatException refused =
          new Qcow2FormatException(
              Qcow2FormatException.Kind.OUT_OF_BOUNDS, e.getMessage(), file.at("header", 0));
      refused.initCause(e);
      throw refused;
    }
  }

  private void put(ByteBuffer bytes, long offset) throws IOException {
    file.write(bytes, offset, "header");
    file.flush("the header");
  }

  static Qcow2Header withoutUnknownAutoclear(Qcow2Header header) {
    long known = header.autoclearFeatures() & HeaderLayout.AUTOCLEAR_KNOWN;
    return known == header.autoclearFeatures()
        ? header
        : header.edit().autoclearFeatures(known).build();
  }
}
