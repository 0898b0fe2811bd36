package dev.dirtybench.qcow2.doctor;

import dev.dirtybench.qcow2.doctor.ImageReport.Reach;
import dev.dirtybench.qcow2.format.HeaderLayout;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.image.StoredBitmap;
import dev.dirtybench.spi.BitmapProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The examination of an image that another program has open for writing, without its locks.
 *
 * <p>A bitmap in use there is as it should be, and nothing is suggested that would change the
 * image. Refcounts are not checked: the program keeps newer ones in its memory, so that leaks and
 * worse are seen in the file that are none.
 */
final class HeldExamination {
  private HeldExamination() {}

  static ImageExamination of(
      Path path, ImageExamination.Place place, Optional<String> format, BitmapProvider backend) {
    try {
      if (format.isEmpty() && !Magic.isQcow2(path, OpenMode.READ_UNLOCKED)) {
        return ImageExamination.raw(path, place);
      }
      try (Qcow2Image image = Qcow2Image.open(path, OpenMode.READ_UNLOCKED, backend)) {
        return look(path, image);
      }
    } catch (IOException e) {
      return ImageExamination.unopened(path, Reach.LOCKED, Findings.locked(path, e));
    }
  }

  private static ImageExamination look(Path path, Qcow2Image image) throws IOException {
    List<BitmapReport> bitmaps = new ArrayList<>();
    for (StoredBitmap stored : image.storedBitmaps()) {
      bitmaps.add(
          stored.flags().contains(StoredBitmap.Flag.IN_USE)
              ? new BitmapReport(
                  stored.name(), stored.granularity(), BitmapCondition.IN_USE, OptionalLong.empty())
              : ImageExamination.report(stored, image));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(Findings.inUse(path));
    if ((image.header().incompatibleFeatures() & HeaderLayout.INCOMPATIBLE_CORRUPT) != 0) {
      findings.add(Findings.corrupt(path, "it is marked as such").withoutRemedies());
    }
    Optional<List<BitmapReport>> orphans = Orphans.of(path, image);
    if (orphans.isPresent()) {
      bitmaps.addAll(orphans.get());
      List<String> names = orphans.get().stream().map(BitmapReport::name).toList();
      findings.add(Findings.orphaned(path, names, image.header().version() < 3).withoutRemedies());
    }
    ImageReport report =
        new ImageReport(
            path, "qcow2", Reach.SNAPSHOT, OptionalLong.of(image.node().size()), bitmaps);
    return new ImageExamination(report, findings, image.backingFile(), image.backingFormat());
  }
}
