package dev.dirtybench.qcow2.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the bitmaps of several images of a chain mean to each other. */
final class ChainFindings {
  private ChainFindings() {}

  static List<Finding> of(List<ImageReport> images) {
    Map<String, List<ImageReport>> holders = new LinkedHashMap<>();
    for (ImageReport image : images) {
      for (BitmapReport bitmap : image.bitmaps()) {
        if (bitmap.condition() != BitmapCondition.ORPHANED) {
          holders.computeIfAbsent(bitmap.name(), name -> new ArrayList<>()).add(image);
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    holders.forEach(
        (name, found) -> {
          if (found.size() > 1) {
            findings.add(severalHolders(name, found));
          }
          if (isLeftBehind(name, found.get(0), images.get(0))) {
            findings.add(leftBehind(name, found.get(0).path(), images.get(0).path()));
          }
        });
    return findings;
  }

  private static boolean isLeftBehind(String name, ImageReport holder, ImageReport top) {
    return holder != top
        && top.reach() == ImageReport.Reach.WHOLE
        && holder.bitmap(name).orElseThrow().condition() == BitmapCondition.USABLE;
  }

  private static Finding severalHolders(String name, List<ImageReport> holders) {
    ImageReport top = holders.get(0);
    List<Remedy> remedies = new ArrayList<>();
    for (ImageReport below : holders.subList(1, holders.size())) {
      boolean mergeable =
          !top.isHeld()
              && top.bitmap(name).filter(BitmapReport::isTrusted).isPresent()
              && below.bitmap(name).filter(BitmapReport::isTrusted).isPresent()
              && top.virtualSize().equals(below.virtualSize());
      if (mergeable) {
        remedies.add(Remedy.mergeFromBacking(top.path(), name, below.path()));
      }
    }
    return new Finding(
        Ailment.NAME_ALONG_CHAIN,
        top.path(),
        Optional.of(name),
        "the name '"
            + name
            + "' is used by bitmaps in "
            + holders.stream()
                .map(ImageReport::path)
                .map(Path::toString)
                .collect(Collectors.joining(", ")),
        "a snapshot was taken: each bitmap holds what was written while its image was on top, and a"
            + " program that looks the name up finds the topmost one alone",
        remedies.isEmpty()
            ? "a backup needs all of them, from the image on top down"
            : "a backup needs all of them; to make one of them, merge those below into the topmost",
        remedies);
  }

  private static Finding leftBehind(String name, Path holder, Path top) {
    return new Finding(
        Ailment.LEFT_BEHIND,
        holder,
        Optional.of(name),
        "bitmap '" + name + "' is in " + holder + ", but not in " + top + " on top of it",
        "a snapshot was taken and the bitmap stayed in the backing file, where it no longer sees"
            + " what the guest writes",
        "what was written since the snapshot is what the images above it have allocated; a backup"
            + " from the bitmap alone misses that, so take a full one",
        List.of());
  }
}
