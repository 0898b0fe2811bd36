package dev.dirtybench.qcow2.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.backend.bitset.BitSetProvider;
import dev.dirtybench.dirty.BitmapSpec;
import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.dirty.Persistence;
import dev.dirtybench.qcow2.format.HeaderExtension;
import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.qcow2.image.ImageCheck;
import dev.dirtybench.qcow2.image.LeakRepair;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.qcow2.image.StoredBitmap;
import dev.dirtybench.qcow2.testsupport.MemoryStorage;
import dev.dirtybench.qcow2.testsupport.QemuTools;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damage made by hand to an image of QEMU's making has the effect that it has there. */
class DamageTest {
  private static final int EXTENSION = 112;
  private static final int DIRECTORY_OFFSET = EXTENSION + 24;
  private static final int AUTOCLEAR = 88;
  private static final int CLUSTER = 512;

  /** Damage that opening refuses; the place is that of the directory's first entry. */
  enum Refused {
    TABLE_ENTRY_WITH_OFFSET_AND_ONES((image, entry) -> addToTable(image, entry, 1)),
    TABLE_ENTRY_WITH_RESERVED_BIT_56((image, entry) -> addToTable(image, entry, 1L << 56)),
    TABLE_ENTRY_INSIDE_A_CLUSTER((image, entry) -> addToTable(image, entry, 0x10)),
    FLAG_BIT_2((image, entry) -> image.putInt(entry + 12, 2 | 4)),
    FLAG_BIT_3((image, entry) -> image.putInt(entry + 12, 2 | 8)),
    TYPE_2((image, entry) -> image.put(entry + 16, (byte) 2)),
    GRANULARITY_8((image, entry) -> image.put(entry + 17, (byte) 8)),
    GRANULARITY_32((image, entry) -> image.put(entry + 17, (byte) 32)),
    TABLE_SIZE_0((image, entry) -> image.putInt(entry + 8, 0)),
    TABLE_SIZE_TOO_LARGE((image, entry) -> image.putInt(entry + 8, image.getInt(entry + 8) + 1)),
    ONE_BITMAP_MORE((image, entry) -> image.putInt(EXTENSION + 8, image.getInt(EXTENSION + 8) + 1)),
    NO_BITMAPS((image, entry) -> image.putInt(EXTENSION + 8, 0)),
    RESERVED_NOT_ZERO((image, entry) -> image.putInt(EXTENSION + 12, 1)),
    EXTENSION_OF_32_BYTES((image, entry) -> image.putInt(EXTENSION + 4, 32)),
    DIRECTORY_8_BYTES_LONGER(
        (image, entry) -> image.putLong(EXTENSION + 16, image.getLong(EXTENSION + 16) + 8)),
    DIRECTORY_INSIDE_A_CLUSTER((image, entry) -> image.putLong(DIRECTORY_OFFSET, entry + 8)),
    EXTRA_DATA((image, entry) -> image.putInt(entry + 20, 8)),
    EMPTY_NAME((image, entry) -> image.putShort(entry + 18, (short) 0));

    private final ObjIntConsumer<ByteBuffer> damage;

    Refused(ObjIntConsumer<ByteBuffer> damage) {
      this.damage = damage;
    }
  }

  private static void addToTable(ByteBuffer image, int entry, long bits) {
    int table = (int) image.getLong(entry);
    int at = table;
    while (image.getLong(at) == 0) {
      at += 8;
    }
    image.putLong(at, image.getLong(at) | bits);
  }

  @ParameterizedTest
  @EnumSource(Refused.class)
  void isRefusedWithItsPlaceAndWithoutAWrite(Refused damage) {
    byte[] image = damaged(damage.damage);
    Qcow2FormatException reading = assertThrows(Qcow2FormatException.class, () -> read(image));
    assertTrue(reading.byteOffset() >= 0, reading::toString);
    assertTrue(reading.getMessage().contains(ImageExerciser.PATH), reading::toString);
    assertTrue(reading.getMessage().matches(".*(must|not supported).*"), reading::toString);
    MemoryStorage storage = new MemoryStorage(image);
    Qcow2FormatException writing =
        assertThrows(Qcow2FormatException.class, () -> open(storage, OpenMode.READ_WRITE));
    assertEquals(reading.getMessage(), writing.getMessage());
    assertEquals(1, storage.closes());
    assertEquals(ByteBuffer.wrap(image), ByteBuffer.wrap(storage.content()));
    assertEquals(1, ImageCheck.check(new MemoryStorage(image), ImageExerciser.PATH).exitCode());
  }

  @Test
  void withTheAutoclearBitClearedHasNoBitmapsAndLeaksThem() throws IOException {
    byte[] image = damaged((bytes, entry) -> bytes.putLong(AUTOCLEAR, 0));
    try (Qcow2Image opened = read(image)) {
      assertEquals(List.of(), opened.node().bitmaps());
      assertEquals(1, opened.warnings().size());
    }
    assertEquals(3, ImageCheck.check(new MemoryStorage(image), ImageExerciser.PATH).exitCode());
    MemoryStorage storage = new MemoryStorage(image);
    open(storage, OpenMode.READ_WRITE).close();
    try (Qcow2Image opened = read(storage.content())) {
      assertEquals(List.of(), opened.warnings());
    }
  }

  @Test
  void withAnUnknownAutoclearBitKeepsItsBitmapsAndLosesTheBit() throws IOException {
    byte[] image = damaged((bytes, entry) -> bytes.putLong(AUTOCLEAR, 1L << 40 | 1));
    MemoryStorage storage = new MemoryStorage(image);
    try (Qcow2Image opened = open(storage, OpenMode.READ_WRITE)) {
      assertEquals(3, opened.node().bitmaps().size());
    }
    assertEquals(1, ByteBuffer.wrap(storage.content()).getLong(AUTOCLEAR));
  }

  @Test
  void withATableEntryOf1HasAClusterOfOnesAndLeaksTheOldOne() throws IOException {
    byte[] image =
        damaged(
            (bytes, entry) -> {
              int table = (int) bytes.getLong(entry);
              bytes.putLong(table, 1);
            });
    try (Qcow2Image opened = read(image)) {
      long coverage = 512 * 8 * 512;
      long expected = Math.min(coverage, opened.node().size());
      String first = opened.storedBitmaps().get(0).name();
      assertEquals(expected, opened.node().require(first).count());
    }
    assertEquals(3, ImageCheck.check(new MemoryStorage(image), ImageExerciser.PATH).exitCode());
  }

  @Test
  void markedAsInUseIsShownSoAndNeverRewritten() throws IOException {
    byte[] image =
        damaged(
            (bytes, entry) -> {
              int at = entry;
              for (int i = 0; i < 3; i++) {
                bytes.putInt(at + 12, bytes.getInt(at + 12) | 1);
                at += (24 + bytes.getShort(at + 18) + 7) & ~7;
              }
            });
    MemoryStorage storage = new MemoryStorage(image);
    try (Qcow2Image opened = open(storage, OpenMode.READ_WRITE)) {
      assertTrue(
          opened.storedBitmaps().stream()
              .allMatch(bitmap -> bitmap.flags().contains(StoredBitmap.Flag.IN_USE)));
      assertTrue(opened.node().query().stream().allMatch(info -> info.inconsistent()));
    }
    assertEquals(ByteBuffer.wrap(image), ByteBuffer.wrap(storage.content()));
  }

  @Test
  void inUseMayHaveATableOfAnySize() throws IOException {
    byte[] image =
        damaged(
            (bytes, entry) -> {
              bytes.putInt(entry + 8, bytes.getInt(entry + 8) + 1);
              bytes.putInt(entry + 12, 3);
            });
    try (Qcow2Image opened = read(image)) {
      assertEquals(3, opened.node().bitmaps().size());
    }
  }

  @Test
  void withPaddingThatIsNotZeroIsAcceptedAndCleanedByTheNextStore() throws IOException {
    byte[] image = damaged((bytes, entry) -> bytes.put(entry + 31, (byte) 1));
    MemoryStorage storage = new MemoryStorage(image);
    try (Qcow2Image opened = open(storage, OpenMode.READ_WRITE)) {
      opened.node().write(0, 1);
    }
    ByteBuffer after = ByteBuffer.wrap(storage.content());
    assertEquals(0, after.get((int) after.getLong(DIRECTORY_OFFSET) + 31));
  }

  @Test
  void withGarbageBehindTheLastWordOfDataIsAcceptedAndCleanedByTheNextStore() throws IOException {
    byte[] image = SeedImages.read("c512");
    ByteBuffer bytes = ByteBuffer.wrap(image);
    int garbage = 0;
    List<String> hashes;
    try (Qcow2Image opened = read(image)) {
      hashes = hashes(opened);
      int entry = (int) bytes.getLong(DIRECTORY_OFFSET);
      for (StoredBitmap stored : opened.storedBitmaps()) {
        garbage += fillBehindData(bytes, entry, opened.node().require(stored.name()));
        entry += (24 + bytes.getShort(entry + 18) + 7) & ~7;
      }
    }
    assertTrue(garbage > 0, "the seed has a cluster of data that is not full");
    MemoryStorage storage = new MemoryStorage(image);
    assertEquals(0, ImageCheck.check(storage, ImageExerciser.PATH).exitCode());
    try (Qcow2Image opened = open(storage, OpenMode.READ_WRITE)) {
      assertEquals(hashes, hashes(opened));
    }
    ByteBuffer after = ByteBuffer.wrap(storage.content());
    try (Qcow2Image opened = read(storage.content())) {
      assertEquals(hashes, hashes(opened));
      int entry = (int) after.getLong(DIRECTORY_OFFSET);
      for (StoredBitmap stored : opened.storedBitmaps()) {
        assertEquals(0, garbageBehindData(after, entry, opened.node().require(stored.name())));
        entry += (24 + after.getShort(entry + 18) + 7) & ~7;
      }
    }
  }

  private static List<String> hashes(Qcow2Image image) {
    return image.node().bitmaps().stream()
        .map(bitmap -> bitmap.name().orElseThrow() + " " + bitmap.sha256())
        .toList();
  }

  /** Where the last cluster of a bitmap's data holds nothing: from, to; none if it has no data. */
  private static int[] behindData(ByteBuffer image, int entry, DirtyBitmap bitmap) {
    int bytes = (int) (bitmap.size() / bitmap.granularity().bytes() + 63) / 64 * 8;
    int clusters = image.getInt(entry + 8);
    long data = image.getLong((int) image.getLong(entry) + 8 * (clusters - 1));
    int used = bytes - (clusters - 1) * CLUSTER;
    return data < CLUSTER ? new int[2] : new int[] {(int) data + used, (int) data + CLUSTER};
  }

  private static int fillBehindData(ByteBuffer image, int entry, DirtyBitmap bitmap) {
    int[] range = behindData(image, entry, bitmap);
    for (int at = range[0]; at < range[1]; at++) {
      image.put(at, (byte) 0xa5);
    }
    return range[1] - range[0];
  }

  private static int garbageBehindData(ByteBuffer image, int entry, DirtyBitmap bitmap) {
    int[] range = behindData(image, entry, bitmap);
    int found = 0;
    for (int at = range[0]; at < range[1]; at++) {
      found += image.get(at) == 0 ? 0 : 1;
    }
    return found;
  }

  @Test
  void downgradedToVersion2ByQemuKeepsItsExtensionWarnsAndLeaks(@TempDir Path folder)
      throws IOException {
    QemuTools.require(QemuTools.QEMU_IMG);
    Path file = folder.resolve(ImageExerciser.PATH);
    QemuTools.QEMU_IMG.run("create", "-f", "qcow2", file, "4M").succeeded();
    QemuTools.QEMU_IMG.run("bitmap", "--add", file, "b").succeeded();
    QemuTools.QEMU_IMG.run("amend", "-o", "compat=0.10", file).succeeded();
    byte[] image = Files.readAllBytes(file);
    assertTrue(leaksOf(file) > 0, "the sheet says that clusters leak");
    try (Qcow2Image opened = read(image)) {
      assertEquals(2, opened.header().version());
      assertEquals(List.of(), opened.node().bitmaps());
      assertEquals(1, opened.warnings().size());
      assertTrue(opened.extensions().find(HeaderExtension.BITMAPS).isPresent());
    }
    assertEquals(
        leaksOf(file),
        ImageCheck.check(new MemoryStorage(image), ImageExerciser.PATH).leakedClusters());
    MemoryStorage storage = new MemoryStorage(image);
    LeakRepair.repair(storage, ImageExerciser.PATH);
    try (Qcow2Image opened = open(storage, OpenMode.READ_WRITE)) {
      assertEquals(List.of(), opened.warnings());
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> opened.node().add(BitmapSpec.named("c").with(Persistence.PERSISTENT)));
      assertTrue(e.getMessage().contains("version 2"), e.getMessage());
    }
    Files.write(file, storage.content());
    assertEquals(0, leaksOf(file));
  }

  /** As qemu-img counts them. */
  private static long leaksOf(Path file) throws IOException {
    String check = QemuTools.QEMU_IMG.run("check", "--output=json", file).output();
    Matcher leaks = Pattern.compile("\"leaks\": *([0-9]+)").matcher(check);
    return leaks.find() ? Long.parseLong(leaks.group(1)) : 0;
  }

  private static byte[] damaged(ObjIntConsumer<ByteBuffer> damage) {
    byte[] image = SeedImages.read("c512");
    ByteBuffer bytes = ByteBuffer.wrap(image);
    damage.accept(bytes, (int) bytes.getLong(DIRECTORY_OFFSET));
    return image;
  }

  private static Qcow2Image read(byte[] image) throws IOException {
    return open(new MemoryStorage(image), OpenMode.READ_ONLY);
  }

  private static Qcow2Image open(MemoryStorage storage, OpenMode mode) throws IOException {
    return Qcow2Image.open(storage, ImageExerciser.PATH, mode, new BitSetProvider());
  }
}
