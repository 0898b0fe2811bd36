package dev.dirtybench.qcow2.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.dirty.BitmapSpec;
import dev.dirtybench.dirty.Persistence;
import dev.dirtybench.qcow2.format.Qcow2FormatException;
import dev.dirtybench.qcow2.testsupport.MemoryStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading without locks, within one process and of an image that changes under the reader. */
class UnlockedReadTest {
  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void create() throws IOException {
    path = folder.resolve("u.qcow2");
    Qcow2Image.create(path, CreateOptions.ofSize(1 << 20));
    try (Qcow2Image image = open(OpenMode.READ_WRITE)) {
      image.node().add(BitmapSpec.named("b").with(Persistence.PERSISTENT));
      image.node().write(0, 1);
    }
  }

  private Qcow2Image open(OpenMode mode) throws IOException {
    return Qcow2Image.open(path, mode, Images.BACKEND);
  }

  private static List<StoredBitmap.Flag> flags(Qcow2Image image) {
    return List.copyOf(image.storedBitmaps().get(0).flags());
  }

  @Test
  void readsWhatIsBeingWrittenAndSaysSo() throws IOException {
    try (Qcow2Image writer = open(OpenMode.READ_WRITE);
        Qcow2Image look = open(OpenMode.READ_UNLOCKED)) {
      assertTrue(look.isHeld());
      assertTrue(look.warnings().get(0).contains("open for writing"), look.warnings()::toString);
      assertTrue(flags(look).contains(StoredBitmap.Flag.IN_USE));
      assertTrue(look.node().require("b").isInconsistent());
      assertFalse(writer.isHeld());
    }
  }

  @Test
  void readsAllOfAnImageThatNobodyHas() throws IOException {
    try (Qcow2Image look = open(OpenMode.READ_UNLOCKED)) {
      assertEquals(OpenMode.READ_UNLOCKED, look.mode());
      assertFalse(look.isHeld());
      assertEquals(List.of(), look.warnings());
      assertEquals(1 << 16, look.node().require("b").count());
      assertThrows(IllegalStateException.class, () -> look.node().write(0, 1));
    }
  }

  @Test
  void keepsNobodyFromWriting() throws IOException {
    try (Qcow2Image look = open(OpenMode.READ_UNLOCKED)) {
      open(OpenMode.READ_WRITE).close();
      open(OpenMode.READ_ONLY).close();
      assertEquals(1, look.storedBitmaps().size());
    }
  }

  @Test
  void letsItsProcessExcludeWritersAsLongAsALockedImageIsOpen() throws IOException {
    Qcow2Image look = open(OpenMode.READ_UNLOCKED);
    try (Qcow2Image reader = open(OpenMode.READ_ONLY)) {
      look.close();
      assertThrows(ImageLockedException.class, () -> open(OpenMode.READ_WRITE));
      assertEquals(OpenMode.READ_ONLY, reader.mode());
    }
    open(OpenMode.READ_WRITE).close();
  }

  @Test
  void cannotBecomeAnythingElse() throws IOException {
    try (Qcow2Image look = open(OpenMode.READ_UNLOCKED);
        FileStorage storage = FileStorage.open(path, OpenMode.READ_UNLOCKED)) {
      assertThrows(IOException.class, () -> look.reopen(OpenMode.READ_WRITE));
      assertThrows(IOException.class, () -> look.reopen(OpenMode.READ_ONLY));
      assertThrows(IOException.class, () -> storage.reopen(OpenMode.READ_WRITE));
      look.reopen(OpenMode.READ_UNLOCKED);
    }
    try (Qcow2Image reader = open(OpenMode.READ_ONLY)) {
      assertThrows(IOException.class, () -> reader.reopen(OpenMode.READ_UNLOCKED));
    }
  }

  @Test
  void checksWhatIsBeingWritten() throws IOException {
    try (Qcow2Image writer = open(OpenMode.READ_WRITE)) {
      assertEquals(1, ImageCheck.check(path).exitCode());
      assertEquals(0, ImageCheck.check(path, OpenMode.READ_UNLOCKED).exitCode());
      assertEquals(OpenMode.READ_WRITE, writer.mode());
    }
    assertThrows(IllegalArgumentException.class, () -> ImageCheck.check(path, OpenMode.READ_WRITE));
  }

  @Test
  void readsAgainWhereAnotherProgramHasChangedTheImageMeanwhile() throws IOException {
    Moving moving = new Moving(Files.readAllBytes(path), 1);
    try (Qcow2Image look =
        Qcow2Image.open(moving, "m.qcow2", OpenMode.READ_UNLOCKED, Images.BACKEND)) {
      assertTrue(flags(look).contains(StoredBitmap.Flag.IN_USE));
      // Before and after the first attempt, and those of the second.
      assertEquals(4, moving.directoryReads);
    }
  }

  @Test
  void givesUpOnAnImageThatNeverStandsStillAndSaysWhatToDo() throws IOException {
    Moving moving = new Moving(Files.readAllBytes(path), Integer.MAX_VALUE);
    IOException e =
        assertThrows(
            IOException.class,
            () -> Qcow2Image.open(moving, "m.qcow2", OpenMode.READ_UNLOCKED, Images.BACKEND));
    assertTrue(e.getMessage().contains("keeps changing"), e.getMessage());
    assertTrue(e.getMessage().contains("try again"), e.getMessage());
    assertEquals(1, moving.closes());
  }

  @Test
  void saysOfADamageThatItMayBeOfTheMoment() throws IOException {
    ByteBuffer image = ByteBuffer.wrap(Files.readAllBytes(path));
    long directory = directory(image);
    image.put((int) directory + 16, (byte) 2);
    Qcow2FormatException e =
        assertThrows(
            Qcow2FormatException.class,
            () ->
                Qcow2Image.open(
                    new MemoryStorage(image), "m.qcow2", OpenMode.READ_UNLOCKED, Images.BACKEND));
    assertEquals(directory + 16, e.byteOffset());
    assertEquals("m.qcow2", e.path());
    assertTrue(e.getMessage().contains("try again"), e.getMessage());
    Files.write(path, image.array(), StandardOpenOption.WRITE);
    assertTrue(ImageCheck.check(path, OpenMode.READ_UNLOCKED).failure().contains("try again"));
  }

  private static long directory(ByteBuffer image) {
    int at = 104;
    while (image.getInt(at) != 0x23852875) {
      at = at == 104 ? image.getInt(100) : at + 8 + (image.getInt(at + 4) + 7) / 8 * 8;
    }
    return image.getLong(at + 24);
  }

  /** Changes whether its only bitmap is in use, each time after its directory has been read. */
  private static final class Moving implements ImageStorage {
    private final MemoryStorage memory;
    private final int directory;
    private int changes;
    private int directoryReads;

    Moving(byte[] image, int changes) {
      ByteBuffer bytes = ByteBuffer.wrap(image);
      this.memory = new MemoryStorage(bytes);
      this.directory = (int) directory(bytes);
      this.changes = changes;
    }

    int closes() {
      return memory.closes();
    }

    @Override
    public int read(ByteBuffer target, long offset) throws IOException {
      int bytes = memory.read(target, offset);
      if (offset == directory) {
        directoryReads++;
      }
      if (offset == directory && changes > 0) {
        changes--;
        ByteBuffer flags = ByteBuffer.allocate(4);
        memory.read(flags, directory + 12L);
        memory.write(flags.putInt(0, flags.getInt(0) ^ 1).flip(), directory + 12L);
      }
      return bytes;
    }

    @Override
    public void write(ByteBuffer source, long offset) throws IOException {
      memory.write(source, offset);
    }

    @Override
    public void flush() throws IOException {
      memory.flush();
    }

    @Override
    public long size() throws IOException {
      return memory.size();
    }

    @Override
    public void setSize(long bytes) throws IOException {
      memory.setSize(bytes);
    }

    @Override
    public void close() {
      memory.close();
    }
  }
}
