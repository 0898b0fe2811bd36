package dev.dirtybench.qcow2.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.qcow2.format.Qcow2FormatException.Kind;
import dev.dirtybench.qcow2.testsupport.MinimalImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderAreaTest {
  private static HeaderArea read(ByteBuffer image) throws Qcow2FormatException {
    return HeaderArea.read(image.duplicate().limit(Math.min(image.limit(), 65536)), "a.qcow2");
  }

  private static Qcow2FormatException refused(ByteBuffer image) {
    return assertThrows(Qcow2FormatException.class, () -> read(image));
  }

  private static List<Integer> types(HeaderArea area) {
    return area.extensions().list().stream().map(HeaderExtension::type).toList();
  }

  @Test
  void readsTheExtensionsOfTheMinimalImage() throws Qcow2FormatException {
    HeaderArea area = read(MinimalImage.bytes());
    assertEquals(List.of(HeaderExtension.FEATURE_NAMES, HeaderExtension.BITMAPS), types(area));
    assertEquals(0x218 + 8, area.bytes());
    assertTrue(area.backingFile().isEmpty());
  }

  @Test
  void writesTheFirstClusterAsItWas() throws Qcow2FormatException {
    ByteBuffer image = MinimalImage.bytes();
    ByteBuffer written = read(image).toBytes(0);
    assertArrayEquals(Arrays.copyOf(image.array(), 0x220), written.array());
  }

  @Test
  void findsExtensionsBehindAHeaderOf104Bytes() throws Qcow2FormatException {
    ByteBuffer image = MinimalImage.bytes();
    System.arraycopy(image.array(), 112, image.array(), 104, 0x220 - 112);
    image.putInt(100, 104);
    assertEquals(
        List.of(HeaderExtension.FEATURE_NAMES, HeaderExtension.BITMAPS), types(read(image)));
  }

  @Test
  void findsExtensionsBehindAVersion2Header() throws Qcow2FormatException {
    ByteBuffer image = MinimalImage.bytes();
    System.arraycopy(image.array(), 112, image.array(), 72, 0x220 - 112);
    image.putInt(4, 2);
    HeaderArea area = read(image);
    assertEquals(List.of(HeaderExtension.FEATURE_NAMES, HeaderExtension.BITMAPS), types(area));
    assertArrayEquals(
        Arrays.copyOf(image.array(), 0x1f0), Arrays.copyOf(area.toBytes(0).array(), 0x1f0));
  }

  @Test
  void keepsUnknownExtensionsTwiceIfNeedBe() throws Qcow2FormatException {
    ByteBuffer image = MinimalImage.bytes();
    image.putInt(0x218, 0x12345678).putInt(0x21c, 5);
    image.put(0x220, "hello".getBytes(StandardCharsets.US_ASCII));
    image.putInt(0x228, 0x12345678).putInt(0x22c, 0);
    HeaderArea area = read(image);
    assertEquals(4, area.extensions().list().size());
    assertArrayEquals(Arrays.copyOf(image.array(), 0x238), area.toBytes(0).array());
  }

  @Test
  void refusesAKnownExtensionThatComesTwice() {
    ByteBuffer image = MinimalImage.bytes();
    image.putInt(0x218, HeaderExtension.BITMAPS).putInt(0x21c, 24);
    assertEquals(
        "header extension 0x23852875 must come once, got a second one"
            + " (a.qcow2, header extension at 0x218)",
        refused(image).getMessage());
  }

  @Test
  void refusesAnExtensionThatLeavesTheFirstCluster() {
    for (int length : new int[] {65536 - 0x1f8 - 7, Integer.MAX_VALUE, -1}) {
      assertEquals(Kind.OUT_OF_BOUNDS, refused(MinimalImage.bytes().putInt(0x1fc, length)).kind());
    }
  }

  @Test
  void stopsAtTheBackingFileName() throws Qcow2FormatException {
    ByteBuffer image = MinimalImage.bytes();
    byte[] name = "base.img".getBytes(StandardCharsets.UTF_8);
    image.putLong(8, 0x218).putInt(16, name.length).put(0x218, name);
    HeaderArea area = read(image);
    assertEquals("base.img", area.backingFile().orElseThrow());
    assertEquals(2, area.extensions().list().size());
    HeaderArea again = read(area.toBytes(0));
    assertEquals("base.img", again.backingFile().orElseThrow());
    assertEquals(area.extensions(), again.extensions());
  }

  @Test
  void refusesAFileThatEndsWithinAnExtension() {
    assertEquals(Kind.TRUNCATED, refused(MinimalImage.bytes().limit(0x210)).kind());
  }

  @Test
  void refusesAFileThatEndsWithinTheBackingFileName() {
    ByteBuffer image = MinimalImage.bytes().putLong(8, 0x300).putInt(16, 10).limit(0x305);
    assertEquals(Kind.TRUNCATED, refused(image).kind());
  }

  @Test
  void coversWhatWasThereBeforeWithZeros() throws Qcow2FormatException {
    HeaderArea area = read(MinimalImage.bytes());
    HeaderArea shorter = area.withExtensions(area.extensions().without(HeaderExtension.BITMAPS));
    assertEquals(area.bytes(), shorter.toBytes(area.bytes()).limit());
    assertEquals(0, shorter.toBytes(area.bytes()).getInt(0x1f8));
  }

  @Test
  void replacesAnExtensionInItsPlaceAndPutsANewOneBehindTheOthers() throws Qcow2FormatException {
    HeaderArea area = read(MinimalImage.bytes());
    HeaderExtension changed = new BitmapsExtension(2, 64, 0xb0000).toExtension();
    HeaderArea replaced = area.withExtensions(area.extensions().with(changed));
    assertEquals(types(area), types(replaced));
    assertEquals(0xb0000, replaced.toBytes(0).getLong(504 + 8 + 16));
    HeaderExtension unknown = new HeaderExtension(0x11111111, new byte[4]);
    HeaderArea added = area.withExtensions(area.extensions().with(unknown));
    assertEquals(
        List.of(HeaderExtension.FEATURE_NAMES, HeaderExtension.BITMAPS, 0x11111111), types(added));
  }

  @Test
  void refusesToWriteMoreThanACluster() throws Qcow2FormatException {
    HeaderArea area = read(MinimalImage.bytes());
    HeaderExtension large = new HeaderExtension(0x11111111, new byte[65536]);
    HeaderArea tooLarge = area.withExtensions(area.extensions().with(large));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> tooLarge.toBytes(0));
    assertTrue(e.getMessage().contains("must fit into the first cluster of 65536 bytes"));
  }

  @Test
  void describesFeatureBitsByTheirNames() throws Qcow2FormatException {
    FeatureNameTable names = FeatureNameTable.read(read(MinimalImage.bytes()).extensions());
    assertEquals(FeatureNameTable.standard(), names);
    assertEquals(
        "bit 0 (dirty bit), bit 4 (extended L2 entries), bit 63",
        names.describe(FeatureNameTable.FeatureKind.INCOMPATIBLE, 1L << 63 | 17));
    assertEquals(
        MinimalImage.bytes().slice(120, 384),
        ByteBuffer.wrap(FeatureNameTable.standard().toExtension().data()));
  }

  @Test
  void keepsThePlaceOfARemovedBitmapsExtensionSoThatNoOtherMoves() throws Qcow2FormatException {
    HeaderArea area = read(MinimalImage.bytes());
    HeaderExtension unknown = new HeaderExtension(0x11111111, new byte[] {1, 2, 3});
    HeaderArea followed = area.withExtensions(area.extensions().with(unknown));
    HeaderArea removed = followed.withoutBitmaps();
    assertEquals(
        List.of(HeaderExtension.FEATURE_NAMES, HeaderExtension.UNUSED, 0x11111111), types(removed));
    assertEquals(followed.bytes(), removed.bytes());
    assertEquals(followed, removed.withBitmaps(bitmapsOf(followed)));
    assertEquals(List.of(HeaderExtension.FEATURE_NAMES), types(area.withoutBitmaps()));
  }

  @Test
  void keepsNoPlaceInAHeaderThatIsWrittenAsAWhole() throws Qcow2FormatException {
    HeaderArea area = read(MinimalImage.bytes());
    HeaderExtensions small =
        HeaderExtensions.none()
            .with(bitmapsOf(area).toExtension())
            .with(new HeaderExtension(0x11111111, new byte[3]));
    assertEquals(List.of(0x11111111), types(area.withExtensions(small).withoutBitmaps()));
  }

  private static BitmapsExtension bitmapsOf(HeaderArea area) throws Qcow2FormatException {
    HeaderExtension found = area.extensions().find(HeaderExtension.BITMAPS).orElseThrow();
    return BitmapsExtension.read(found, 16, "test.qcow2");
  }

  @Test
  void leavesANameThatEndsTheExtensionsWhereItIs() throws Qcow2FormatException {
    int end = 0x218;
    ByteBuffer image = MinimalImage.bytes().putLong(8, end).putInt(16, 10);
    image.put(end, "0123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    HeaderArea area = read(image);
    assertEquals("0123456789", area.backingFile().orElseThrow());
    HeaderArea cleared =
        area.withHeader(area.header().edit().autoclearFeatures(0).build()).placedAfter(area);
    assertEquals(end, cleared.header().backingFileOffset());
    assertEquals(cleared, read(padded(cleared.toBytes(0))));
    HeaderExtension unknown = new HeaderExtension(0x11111111, new byte[4]);
    HeaderArea longer = area.withExtensions(area.extensions().with(unknown));
    assertThrows(IllegalArgumentException.class, () -> longer.placedAfter(area));
  }

  private static ByteBuffer padded(ByteBuffer bytes) {
    return ByteBuffer.wrap(Arrays.copyOf(bytes.array(), 1 << 16));
  }

  @Test
  void refusesToWriteABackingFileNameOverItself() throws Qcow2FormatException {
    ByteBuffer image =
        MinimalImage.bytes().putInt(20, 10).putLong(8, 0x220).putInt(16, 400).putLong(24, 65536);
    HeaderArea area = read(image);
    HeaderExtension unknown = new HeaderExtension(0x11111111, new byte[4]);
    HeaderArea longer = area.withExtensions(area.extensions().with(unknown));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> longer.placedAfter(area));
    assertTrue(e.getMessage().contains("free place of 400 bytes"), e.getMessage());
  }
}
