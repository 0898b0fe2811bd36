package dev.dirtybench.qcow2.crash;

import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.qcow2.format.HeaderExtension;
import dev.dirtybench.qcow2.format.HeaderLayout;
import dev.dirtybench.qcow2.image.Qcow2Image;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What may be found in an image at some moment.
 *
 * @param bitmaps by name; no others may be there
 * @param diskSizes the sizes that the disk may have
 */
record Expectation(Map<String, Allowed> bitmaps, Set<Long> diskSizes) {
  Expectation {
    bitmaps = Map.copyOf(bitmaps);
    diskSizes = Set.copyOf(diskSizes);
  }

  /** What is wrong with an image, one line each; empty if nothing is. */
  List<String> violations(Qcow2Image image) {
    List<String> found = new ArrayList<>();
    if (!diskSizes.contains(image.header().size())) {
      found.add("the disk has " + image.header().size() + " bytes, allowed are " + diskSizes);
    }
    Set<String> seen = new HashSet<>();
    for (DirtyBitmap bitmap : image.node().bitmaps()) {
      String name = bitmap.name().orElseThrow();
      seen.add(name);
      Allowed allowed = bitmaps.get(name);
      if (allowed == null) {
        found.add("bitmap \"" + name + "\" must not be there");
      } else if (bitmap.isInconsistent()) {
        if (!allowed.permits(Allowed.Alternative.INCONSISTENT)) {
          found.add("bitmap \"" + name + "\" is inconsistent, allowed is " + allowed);
        }
      } else if (!allowed.permits(BitmapContent.of(bitmap))) {
        found.add(
            "bitmap \"" + name + "\" is " + BitmapContent.of(bitmap) + ", allowed is " + allowed);
      }
    }
    for (Map.Entry<String, Allowed> entry : bitmaps.entrySet()) {
      boolean mayBeGone =
          entry.getValue().permits(Allowed.Alternative.ABSENT)
              || entry.getValue().permits(Allowed.Alternative.INCONSISTENT) && isInvalid(image);
      if (!seen.contains(entry.getKey()) && !mayBeGone) {
        found.add("bitmap \"" + entry.getKey() + "\" is gone, allowed is " + entry.getValue());
      }
    }
    return found;
  }

  /** Whether all bitmaps are marked as not to be trusted, by the cleared autoclear bit. */
  private static boolean isInvalid(Qcow2Image image) {
    return (image.header().autoclearFeatures() & HeaderLayout.AUTOCLEAR_BITMAPS) == 0
        && image.extensions().find(HeaderExtension.BITMAPS).isPresent();
  }
}
