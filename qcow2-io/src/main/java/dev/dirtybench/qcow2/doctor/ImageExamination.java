package dev.dirtybench.qcow2.doctor;

import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.qcow2.doctor.ImageReport.Reach;
import dev.dirtybench.qcow2.format.HeaderLayout;
import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.qcow2.format.Qcow2Header;
import dev.dirtybench.qcow2.image.CheckReport;
import dev.dirtybench.qcow2.image.ImageCheck;
import dev.dirtybench.qcow2.image.ImageLockedException;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.image.StoredBitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.ExtentCursor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The examination of one image.
 *
 * @param report what it is like
 * @param findings what was noticed, in the order in which it should be dealt with
 * @param backingName the name of its backing file as stored, if it has one
 * @param backingFormat the format of the backing file, if the image says it
 */
record ImageExamination(
    ImageReport report,
    List<Finding> findings,
    Optional<String> backingName,
    Optional<String> backingFormat) {

  /** Where in a chain an image is. */
  enum Place {
    /** The image that was asked about. */
    TOP,
    /** A backing file. */
    BELOW
  }

  /** Examines a file that exists and whose format is known or to be found out. */
  static ImageExamination of(
      Path path, Place place, Optional<String> format, BitmapProvider backend) {
    if (format.isPresent() && !format.get().equals("qcow2")) {
      return withoutBitmaps(path, format.get());
    }
    try {
      if (format.isEmpty() && !Magic.isQcow2(path, OpenMode.READ_ONLY)) {
        return raw(path, place);
      }
      try (Qcow2Image image = Qcow2Image.open(path, OpenMode.READ_ONLY, backend)) {
        return open(path, image);
      }
    } catch (ImageLockedException e) {
      return HeldExamination.of(path, place, format, backend);
    } catch (Qcow2FormatException e) {
      return damaged(path, e, backend);
    } catch (IOException e) {
      return unopened(path, Reach.NONE, Findings.unreadable(path, e));
    }
  }

  private static ImageExamination damaged(
      Path path, Qcow2FormatException fault, BitmapProvider backend) {
    Optional<Qcow2Image> rest = WithoutBitmaps.open(path, backend);
    if (rest.isEmpty()) {
      return unopened(path, Reach.NONE, Findings.unreadable(path, fault));
    }
    try (Qcow2Image image = rest.get()) {
      OptionalLong size = OptionalLong.of(image.node().size());
      return new ImageExamination(
          new ImageReport(path, "qcow2", Reach.NONE, size, List.of()),
          List.of(Findings.damagedBitmaps(path, fault)),
          image.backingFile(),
          image.backingFormat());
    } catch (IOException e) {
      return unopened(path, Reach.NONE, Findings.unreadable(path, e));
    }
  }

  private static ImageExamination open(Path path, Qcow2Image image) throws IOException {
    Qcow2Header header = image.header();
    List<BitmapReport> bitmaps = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (StoredBitmap stored : image.storedBitmaps()) {
      BitmapReport bitmap = report(stored, image);
      bitmaps.add(bitmap);
      if (bitmap.condition() == BitmapCondition.INCONSISTENT) {
        findings.add(Findings.inconsistent(path, bitmap.name()));
      }
    }
    Optional<List<BitmapReport>> orphans = Orphans.of(path, image);
    if (orphans.isPresent()) {
      bitmaps.addAll(orphans.get());
      List<String> names = orphans.get().stream().map(BitmapReport::name).toList();
      findings.add(Findings.orphaned(path, names, header.version() < 3));
    }
    List<Finding> damage = damage(path, header);
    CheckReport check = ImageCheck.check(path);
    if (!check.failure().isEmpty()) {
      damage.add(Findings.corrupt(path, check.failure()));
    } else if (check.corruptionCount() > 0 && damage.isEmpty()) {
      damage.add(
          Findings.corrupt(
              path,
              check.corruptionCount()
                  + (check.corruptionCount() == 1 ? " error" : " errors")
                  + ", the first: "
                  + check.corruptions().get(0)));
    } else if (check.leakedClusters() > 0 && orphans.isEmpty() && damage.isEmpty()) {
      long bytes = check.leakedClusters() * header.clusterSize();
      findings.add(Findings.leaks(path, check.leakedClusters(), bytes));
    }
    if (!damage.isEmpty()) {
      // A damaged image must not be written to before it is repaired.
      findings = new ArrayList<>(findings.stream().map(Finding::byHand).toList());
      findings.addAll(0, damage);
    }
    ImageReport report =
        new ImageReport(path, "qcow2", Reach.WHOLE, OptionalLong.of(image.node().size()), bitmaps);
    return new ImageExamination(report, findings, image.backingFile(), image.backingFormat());
  }

  private static List<Finding> damage(Path path, Qcow2Header header) {
    List<Finding> damage = new ArrayList<>();
    if ((header.incompatibleFeatures() & HeaderLayout.INCOMPATIBLE_CORRUPT) != 0) {
      damage.add(Findings.corrupt(path, "it is marked as such"));
    } else if ((header.incompatibleFeatures() & HeaderLayout.INCOMPATIBLE_DIRTY) != 0) {
      damage.add(Findings.staleRefcounts(path));
    }
    return damage;
  }

  static BitmapReport report(StoredBitmap stored, Qcow2Image image) {
    DirtyBitmap bitmap = image.node().require(stored.name());
    if (bitmap.isInconsistent()) {
      return new BitmapReport(
          stored.name(), stored.granularity(), BitmapCondition.INCONSISTENT, OptionalLong.empty());
    }
    return new BitmapReport(
        stored.name(),
        stored.granularity(),
        bitmap.isEnabled() ? BitmapCondition.USABLE : BitmapCondition.DISABLED,
        OptionalLong.of(dirtyBytes(bitmap)));
  }

  /** Dirty bytes of the disk; the last granule may reach past the end, and is cut there. */
  private static long dirtyBytes(DirtyBitmap bitmap) {
    ExtentCursor cursor = new ExtentCursor();
    long bytes = 0;
    while (bitmap.nextExtent(cursor)) {
      bytes += Math.min(cursor.length(), bitmap.size() - cursor.offset());
    }
    return bytes;
  }

  private static ImageExamination withoutBitmaps(Path path, String format, Finding... findings) {
    ImageReport report =
        new ImageReport(path, format, Reach.NO_BITMAPS, OptionalLong.empty(), List.of());
    return new ImageExamination(report, List.of(findings), Optional.empty(), Optional.empty());
  }

  /**
   * A file that does not start as an image: the one asked about should, a backing file need not.
   */
  static ImageExamination raw(Path path, Place place) {
    return place == Place.TOP
        ? withoutBitmaps(path, "raw", Findings.noImage(path))
        : withoutBitmaps(path, "raw");
  }

  static ImageExamination unopened(Path path, Reach reach, Finding finding) {
    ImageReport report = new ImageReport(path, "qcow2", reach, OptionalLong.empty(), List.of());
    return new ImageExamination(report, List.of(finding), Optional.empty(), Optional.empty());
  }
}
