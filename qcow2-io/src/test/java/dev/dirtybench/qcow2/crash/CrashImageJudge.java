package dev.dirtybench.qcow2.crash;

import dev.dirtybench.dirty.BitmapNode;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.dirty.Recording;
import dev.dirtybench.qcow2.crash.CrashImages.CrashImage;
import dev.dirtybench.qcow2.format.HeaderArea;
import dev.dirtybench.qcow2.format.HeaderExtension;
import dev.dirtybench.qcow2.image.CheckReport;
import dev.dirtybench.qcow2.image.ImageCheck;
import dev.dirtybench.qcow2.image.LeakRepair;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.testsupport.ChosenBackend;
import dev.dirtybench.qcow2.testsupport.MemoryStorage;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens and checks each crash image, and keeps count and failures. */
final class CrashImageJudge {
  private static final int SECOND_LIFE_EVERY = 16;

  private final Set<String> distinct = new HashSet<>();
  private final List<String> failures = new ArrayList<>();
  private final Optional<String> backingFile;
  private final Map<Integer, HeaderExtension> otherExtensions;
  private final boolean placed;
  private int judged;
  private int failed;

  /** Judges what sessions on an image have left; its backing file and extensions must stay. */
  CrashImageJudge(byte[] initial) throws IOException {
    try (Qcow2Image image = open(new MemoryStorage(initial), OpenMode.READ_ONLY)) {
      backingFile = image.backingFile();
      placed = image.header().headerLength() + image.extensions().bytes() > HeaderArea.SECTOR;
      otherExtensions = others(image);
    }
  }

  int judged() {
    return judged;
  }

  int distinct() {
    return distinct.size();
  }

  int failed() {
    return failed;
  }

  /** The first of what was wrong. */
  List<String> failures() {
    return failures;
  }

  void judge(CrashImage image) {
    judged++;
    distinct.add(fingerprint(image.bytes()));
    try {
      judgeOpened(image);
      judgeChecked(image.bytes(), image.story());
      if (judged % SECOND_LIFE_EVERY == 0) {
        secondLife(image);
      }
    } catch (IOException | RuntimeException e) {
      fail(image.story(), e.toString());
    }
  }

  private void judgeOpened(CrashImage image) throws IOException {
    try (Qcow2Image opened = open(new MemoryStorage(image.bytes()), OpenMode.READ_ONLY)) {
      List<String> violations = image.expectation().violations(opened);
      if (!backingFile.equals(opened.backingFile())) {
        violations.add("the backing file is " + opened.backingFile() + ", was " + backingFile);
      }
      Map<Integer, HeaderExtension> others = others(opened);
      if (!otherExtensions.equals(others)) {
        violations.add("the extensions are " + others + ", were " + otherExtensions);
      }
      if (!violations.isEmpty()) {
        fail(image.story(), String.join("; ", violations));
      }
    }
  }

  /**
   * All but our own, by their places where the header did not fit into a sector at first, or else
   * by their order.
   */
  private Map<Integer, HeaderExtension> others(Qcow2Image image) {
    Map<Integer, HeaderExtension> others = new LinkedHashMap<>();
    int at = image.header().headerLength();
    for (HeaderExtension extension : image.extensions().list()) {
      if (extension.type() != HeaderExtension.BITMAPS
          && extension.type() != HeaderExtension.UNUSED) {
        others.put(placed ? at : others.size(), extension);
      }
      at += extension.paddedBytes();
    }
    return others;
  }

  private void judgeChecked(byte[] bytes, String story) {
    CheckReport report = ImageCheck.check(new MemoryStorage(bytes), RecordedSession.PATH);
    if (report.exitCode() != 0 && report.exitCode() != 3) {
      fail(story, "check: " + report);
    }
  }

  /** The image is used again: written to, rid of what is inconsistent, repaired, and looked at. */
  private void secondLife(CrashImage image) throws IOException {
    String story = image.story() + ", second life";
    MemoryStorage storage = new MemoryStorage(image.bytes());
    Expectation stored;
    try (Qcow2Image opened = open(storage, OpenMode.READ_WRITE)) {
      BitmapNode node = opened.node();
      for (DirtyBitmap bitmap : node.bitmaps()) {
        if (bitmap.isInconsistent()) {
          node.remove(bitmap.name().orElseThrow());
        }
      }
      CrashScenario.add(node, "second life", Recording.ENABLED);
      CrashScenario.scatter(node, 9);
      stored = RecordedSession.exactly(node);
    }
    judgeOpened(new CrashImage(storage.content(), stored, story));
    judgeChecked(storage.content(), story);
    LeakRepair.repair(storage, RecordedSession.PATH);
    judgeOpened(new CrashImage(storage.content(), stored, story + ", repaired"));
    CheckReport report = ImageCheck.check(storage, RecordedSession.PATH);
    if (report.exitCode() != 0) {
      fail(story + ", repaired", "check: " + report);
    }
  }

  private void fail(String story, String what) {
    failed++;
    if (failures.size() < 20) {
      failures.add(story + "\n    " + what);
    }
  }

  private static Qcow2Image open(MemoryStorage storage, OpenMode mode) throws IOException {
    return Qcow2Image.open(storage, RecordedSession.PATH, mode, ChosenBackend.provider());
  }

  private static String fingerprint(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
