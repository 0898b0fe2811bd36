package dev.dirtybench.qcow2.doctor;

import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.qcow2.format.Qcow2FormatException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The findings about single images in words. */
final class Findings {
  private static final String FULL_BACKUP =
      "take a full backup next and start its chain with a new bitmap; an empty bitmap put in this"
          + " one's place now would make the next incremental backup miss what was written before";

  private Findings() {}

  static Finding missing(Path path, Optional<Path> of) {
    return new Finding(
        Ailment.MISSING,
        path,
        Optional.empty(),
        path + " is not there",
        of.map(image -> image + " names it as its backing file; it was moved, renamed or deleted")
            .orElse("no file has that name"),
        of.map(
                image ->
                    "put the file back, or tell the image its new place: qemu-img rebase -u -b"
                        + " BACKING -F FORMAT "
                        + image)
            .orElse("check the name"),
        List.of());
  }

  static Finding cycle(Path path, Path of) {
    return new Finding(
        Ailment.CYCLE,
        of,
        Optional.empty(),
        "the backing file of " + of + " is " + path + ", which comes before it in the chain",
        "a rebase or a rename has made the chain bite its own tail; no program can open it",
        "tell the image its true backing file: qemu-img rebase -u -b BACKING -F FORMAT " + of,
        List.of());
  }

  static Finding unreadable(Path path, IOException e) {
    if (e instanceof AccessDeniedException) {
      return new Finding(
          Ailment.UNREADABLE,
          path,
          Optional.empty(),
          path + " may not be read",
          "this user has no permission to read the file",
          "run the doctor as a user who may",
          List.of());
    }
    return new Finding(
        Ailment.UNREADABLE,
        path,
        Optional.empty(),
        path + " cannot be opened: " + (e.getMessage() == null ? e : e.getMessage()),
        e instanceof Qcow2FormatException format ? why(format.kind()) : "reading the file failed",
        "if it should be a qcow2 image, restore it from a backup; nothing here can mend it without"
            + " a guess",
        List.of());
  }

  static Finding noImage(Path path) {
    return new Finding(
        Ailment.UNREADABLE,
        path,
        Optional.empty(),
        path + " is no qcow2 image: it does not start as one",
        "it is a raw disk or another file, and can have no bitmaps; or its start was overwritten",
        "check the name; if it should be a qcow2 image, restore it from a backup",
        List.of());
  }

  private static String why(Kind kind) {
    return switch (kind) {
      case TRUNCATED -> "the file is cut short, as by a copy that did not finish";
      case UNSUPPORTED_FEATURE -> "the image needs what this library does not have";
      default -> "the file is damaged, or no qcow2 image";
    };
  }

  static Finding damagedBitmaps(Path path, IOException e) {
    return new Finding(
        Ailment.DAMAGED_BITMAPS,
        path,
        Optional.empty(),
        "the bitmaps in " + path + " are damaged, no program opens the image: " + e.getMessage(),
        "something has overwritten parts of them; the rest of the image can be opened",
        "copy the file first: this gives up all of its bitmaps; then come back, and " + FULL_BACKUP,
        List.of(Remedy.giveUpBitmaps(path)));
  }

  static Finding inUse(Path path) {
    return new Finding(
        Ailment.IN_USE,
        path,
        Optional.empty(),
        path
            + " is open for writing in another process; this is what the file said at one moment,"
            + " and it may be outdated",
        "a running QEMU, or another tool, has the image; until it closes it, the bitmaps' contents"
            + " are in its memory, bitmaps that it has added are not in the file, and all that are"
            + " in the file are marked as in use: that is no damage, but it would also hide a"
            + " bitmap that was broken before",
        "ask that process with query-named-block-nodes in QMP, which shows \"inconsistent\": true"
            + " for what is broken; leave the file alone until the process has closed it",
        List.of());
  }

  static Finding locked(Path path, IOException e) {
    return new Finding(
        Ailment.LOCKED,
        path,
        Optional.empty(),
        path
            + " is open for writing in another process, its bitmaps cannot be judged: "
            + (e.getMessage() == null ? e : e.getMessage()),
        "a running QEMU, or another tool, has the image and may be changing what was looked at",
        "try again, or shut that program down and come back",
        List.of());
  }

  static Finding corrupt(Path path, String what) {
    return new Finding(
        Ailment.CORRUPT,
        path,
        Optional.empty(),
        path + " is corrupt: " + what,
        "a crash, a full disk or two programs that wrote at once have left structures that"
            + " contradict each other; writing to the image may do more harm",
        "copy the file first; then let qemu-img repair what it can, and come back",
        List.of(Remedy.repairAll(path)));
  }

  static Finding staleRefcounts(Path path) {
    return new Finding(
        Ailment.CORRUPT,
        path,
        Optional.empty(),
        path + " is marked as dirty: its refcounts may be stale",
        "the image has lazy refcounts and its writer ended without bringing them up to date",
        "let qemu-img rebuild them, and come back",
        List.of(Remedy.repairAll(path)));
  }

  static Finding inconsistent(Path path, String bitmap) {
    return new Finding(
        Ailment.INCONSISTENT_BITMAP,
        path,
        Optional.of(bitmap),
        "bitmap '" + bitmap + "' in " + path + " is inconsistent and no backup can use it",
        "the program that had the image open ended without storing it (killed, crashed, or the"
            + " power failed), so the bitmap is still marked as in use and writes may be missing"
            + " in it",
        FULL_BACKUP,
        List.of(Remedy.removeBitmap(path, bitmap)));
  }

  static Finding orphaned(Path path, List<String> names, boolean oldVersion) {
    String which =
        names.isEmpty()
            ? "bitmaps in " + path + " (their names can no longer be read)"
            : (names.size() == 1 ? "bitmap " : "bitmaps ")
                + "'"
                + String.join("', '", names)
                + "' in "
                + path;
    return new Finding(
        Ailment.ORPHANED_BITMAPS,
        path,
        names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty(),
        which
            + (names.size() == 1
                ? " is no longer valid and wastes clusters"
                : " are no longer valid and waste clusters"),
        oldVersion
            ? "the image was converted to version 2 of the format, which has no bitmaps"
            : "a program without support for bitmaps has written to the image, or one ended while"
                + " it was marking them as in use; the bit that says they are valid is cleared, and"
                + " writes may be missing in them",
        FULL_BACKUP,
        List.of(Remedy.repairLeaks(path)));
  }

  static Finding leaks(Path path, long clusters, long bytes) {
    return new Finding(
        Ailment.LEAKED_CLUSTERS,
        path,
        Optional.empty(),
        clusters
            + (clusters == 1 ? " cluster of " : " clusters of ")
            + path
            + (clusters == 1 ? " is" : " are")
            + " leaked, "
            + bytes
            + " bytes",
        "a program ended before it could free them, or a program without support for bitmaps has"
            + " dropped bitmaps and left their clusters behind; no data is harmed",
        "",
        List.of(Remedy.repairLeaks(path)));
  }

  static Finding notFollowed(Path path, String name) {
    return new Finding(
        Ailment.NOT_FOLLOWED,
        path,
        Optional.empty(),
        "the backing file of " + path + " was not examined: " + name,
        "its name is not that of a file but of a protocol or a description in JSON",
        "if it is an image on this machine, give its file to the doctor as well",
        List.of());
  }
}
