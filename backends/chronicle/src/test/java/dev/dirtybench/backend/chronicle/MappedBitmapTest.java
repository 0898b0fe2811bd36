package dev.dirtybench.backend.chronicle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappedBitmapTest {
  private static final Granularity BYTE = new Granularity(0);

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("disk.bitmap");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 63, 64, 65, 32_256, 32_257, 262_145})
  void aClosedBitmapIsThereAgainWithItsSizeAndGranularity(long bits) throws IOException {
    byte[] form;
    try (Bitmap bitmap = MappedBitmap.create(file, bits, BYTE)) {
      for (long bit = 0; bit < bits; bit += 7) {
        bitmap.setDirty(bit, 1);
      }
      form = RestartProgram.form(bitmap);
    }
    assertEquals(64 + form.length, Files.size(file));
    for (int i = 0; i < 2; i++) {
      try (Bitmap bitmap = MappedBitmap.open(file)) {
        assertEquals(bits, bitmap.size());
        assertEquals(BYTE, bitmap.granularity());
        assertEquals((bits + 6) / 7, bitmap.dirtyBitCount());
        assertArrayEquals(form, RestartProgram.form(bitmap));
        assertEquals(bits > 7 ? 7 : -1, bitmap.nextDirty(1, Long.MAX_VALUE));
      }
    }
  }

  @Test
  void whatIsChangedAfterOpeningIsKeptToo() throws IOException {
    try (Bitmap bitmap = MappedBitmap.create(file, 1L << 40, Granularity.DEFAULT)) {
      bitmap.setDirty(5L << 30, 1L << 30);
    }
    try (Bitmap bitmap = MappedBitmap.open(file)) {
      bitmap.clearDirty(5L << 30, 1L << 16);
      bitmap.setDirty((1L << 40) - 1, 1);
    }
    try (Bitmap bitmap = MappedBitmap.open(file)) {
      assertEquals(1 << 14, bitmap.dirtyBitCount());
      assertFalse(bitmap.isDirty(5L << 30));
      assertTrue(bitmap.isDirty((1L << 40) - 1));
    }
  }

  @Test
  void aChangeOfSizeIsKeptToo() throws IOException {
    try (Bitmap bitmap = MappedBitmap.create(file, 1000, BYTE)) {
      bitmap.setDirty(0, 1000);
      bitmap.truncate(700_001);
      bitmap.setDirty(700_000, 1);
      bitmap.truncate(300_000);
      bitmap.truncate(600_000);
      bitmap.setDirty(599_999, 1);
    }
    assertEquals(64 + 600_000 / 8, Files.size(file));
    try (Bitmap bitmap = MappedBitmap.open(file)) {
      assertEquals(600_000, bitmap.size());
      assertEquals(1001, bitmap.dirtyBitCount());
      assertEquals(599_999, bitmap.nextDirty(1000, 600_000));
      bitmap.truncate(10);
    }
    try (Bitmap bitmap = MappedBitmap.open(file)) {
      assertEquals(10, bitmap.dirtyBitCount());
      bitmap.truncate(1000);
      assertEquals(10, bitmap.nextClean(0, 1000));
    }
  }

  @Test
  void aChangeOfSizeInsideTheLastGranuleIsKeptToo() throws IOException {
    try (Bitmap bitmap = MappedBitmap.create(file, 65_537, Granularity.DEFAULT)) {
      bitmap.truncate(70_000);
    }
    try (Bitmap bitmap = MappedBitmap.open(file)) {
      assertEquals(70_000, bitmap.size());
    }
  }

  @Test
  void anotherProcessReadsWhatThisOneWrote() throws Exception {
    byte[] form;
    try (Bitmap bitmap =
        MappedBitmap.create(file, RestartProgram.SIZE, RestartProgram.GRANULARITY)) {
      RestartProgram.mark(bitmap);
      form = RestartProgram.form(bitmap);
    }
    Path output = directory.resolve("form");
    ChildJvm child =
        ChildJvm.run(RestartProgram.class, List.of(), "read", file.toString(), output.toString());
    assertEquals(0, child.exitCode(), child.output());
    assertArrayEquals(form, Files.readAllBytes(output));
    MappedBitmap.open(file).close();
  }

  @Test
  void thisProcessReadsWhatAnotherOneWrote() throws Exception {
    Path output = directory.resolve("form");
    ChildJvm child =
        ChildJvm.run(RestartProgram.class, List.of(), "write", file.toString(), output.toString());
    assertEquals(0, child.exitCode(), child.output());
    try (Bitmap bitmap = MappedBitmap.open(file)) {
      assertEquals(RestartProgram.SIZE, bitmap.size());
      assertEquals(RestartProgram.GRANULARITY, bitmap.granularity());
      assertArrayEquals(Files.readAllBytes(output), RestartProgram.form(bitmap));
    }
  }

  @Test
  void aFileWhoseProcessDiedIsRefused() throws Exception {
    MappedBitmap.create(file, RestartProgram.SIZE, RestartProgram.GRANULARITY).close();
    ChildJvm child = ChildJvm.run(RestartProgram.class, List.of(), "die", file.toString());
    assertEquals(3, child.exitCode(), child.output());
    byte[] bytes = Files.readAllBytes(file);
    String message = assertThrows(IOException.class, () -> MappedBitmap.open(file)).getMessage();
    assertTrue(message.contains("got in use"), message);
    assertTrue(message.contains(file.toString()), message);
    assertArrayEquals(bytes, Files.readAllBytes(file));
  }

  @Test
  void aFileThatIsOpenIsNotOpenedASecondTime() throws Exception {
    try (Bitmap bitmap =
        MappedBitmap.create(file, RestartProgram.SIZE, RestartProgram.GRANULARITY)) {
      bitmap.setDirty(0, 1);
      assertThrows(IOException.class, () -> MappedBitmap.open(file));
      Path output = directory.resolve("form");
      ChildJvm child =
          ChildJvm.run(RestartProgram.class, List.of(), "read", file.toString(), output.toString());
      assertEquals(1, child.exitCode(), child.output());
      assertTrue(child.output().contains("got in use"), child.output());
      bitmap.setDirty(1L << 30, 1);
    }
    try (Bitmap bitmap = MappedBitmap.open(file)) {
      assertEquals(2, bitmap.dirtyBitCount());
    }
  }

  @Test
  void aBitmapMayBeRenamedWhileItIsOpen() throws IOException {
    Path renamed = directory.resolve("renamed.bitmap");
    try (Bitmap bitmap = MappedBitmap.create(file, 100, BYTE)) {
      Files.move(file, renamed);
      bitmap.setDirty(50, 1);
      bitmap.truncate(1_000_000);
    }
    assertFalse(Files.exists(file));
    try (Bitmap bitmap = MappedBitmap.open(renamed)) {
      assertEquals(50, bitmap.nextDirty(0, 1_000_000));
    }
  }

  @Test
  void aBitmapInAFileMergesWithOneInMemory() throws IOException {
    try (Bitmap kept = MappedBitmap.create(file, 1L << 30, Granularity.DEFAULT);
        Bitmap fresh = new ChronicleProvider().create(1L << 30, Granularity.DEFAULT)) {
      fresh.setDirty(1 << 20, 1 << 20);
      kept.merge(fresh);
      fresh.clearAll();
      fresh.merge(kept);
      assertEquals(16, fresh.dirtyBitCount());
    }
  }
}
