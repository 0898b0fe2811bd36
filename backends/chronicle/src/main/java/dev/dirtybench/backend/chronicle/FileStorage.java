package dev.dirtybench.backend.chronicle;

import dev.dirtybench.backend.offheap.OpenPackages;
import dev.dirtybench.backend.offheap.WordMemory;
import dev.dirtybench.backend.offheap.WordStorage;
import dev.dirtybench.spi.Bitmap;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.core.OS;

/**
 * Words in a memory-mapped file behind a header, as {@link BitmapFileLayout} says.
 *
 * <p>A kept file is marked as in use on the disk before a word changes, and as closed after its
 * words are on the disk: a file whose writer died is known by its state. A temporary file has no
 * header and goes with its storage.
 */
final class FileStorage implements WordStorage {
  static {
    ChronicleSettings.apply();
  }

  /** What becomes of the file. */
  private enum Life {
    TEMPORARY,
    /** Opened, but nothing in it has been changed yet. */
    KEPT_UNTOUCHED,
    KEPT_IN_USE
  }

  private static final boolean DELETES_OPEN_FILES =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path path;
  private final MappedFile file;
  private Life life;
  private MappedBytesStore mapping;
  private StoreWords words;

  private FileStorage(Path path, long wordCount, Life life) throws IOException {
    this.path = path;
    this.life = life;
    this.file = MappedFile.of(path.toFile(), OS.pageSize(), 0, false);
    try {
      long length = BitmapFileLayout.fileLength(wordCount);
      if (file.raf().length() != length) {
        file.raf().setLength(length);
      }
      map(wordCount);
    } catch (Throwable e) {
      file.releaseLast();
      throw e;
    }
  }

  static void requireOpenPackages() {
    OpenPackages.require("chronicle-mapped", "sun.nio.ch", "java.lang.reflect");
  }

  /** Maps a new file of zero words that goes with its storage. */
  static FileStorage temporary(long wordCount) throws IOException {
    Path path = Files.createTempFile("dirtybench-", ".bitmap");
    try {
      FileStorage storage = new FileStorage(path, wordCount, Life.TEMPORARY);
      if (DELETES_OPEN_FILES) {
        // Now rather than in close: a JVM that is killed leaves nothing behind.
        Files.delete(path);
      }
      return storage;
    } catch (Throwable e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  /**
   * Maps a file to be kept: an empty one, which grows to its length in zero words, or one whose
   * header asks for so many words and in which nothing changes until {@link #markInUse}.
   */
  static FileStorage mapped(Path path, long wordCount) throws IOException {
    return new FileStorage(path, wordCount, Life.KEPT_UNTOUCHED);
  }

  private void map(long wordCount) throws IOException {
    long length = OS.pageAlign(BitmapFileLayout.fileLength(wordCount));
    long address = OS.map(file.raf().getChannel(), MapMode.READ_WRITE, 0, length);
    mapping = MappedBytesStore.create(file, file, 0, address, length, length, OS.pageSize());
    // Syncing is done here, where a failure is an exception and not a line in a log.
    mapping.syncMode(SyncMode.NONE);
    words = new StoreWords(mapping, file, BitmapFileLayout.WORDS, wordCount);
  }

  @Override
  public StoreWords words() {
    return words;
  }

  @Override
  public void resize(long wordCount) {
    MappedBytesStore oldMapping = mapping;
    StoreWords oldWords = words;
    try {
      resizeFile(wordCount, oldWords.count());
    } catch (IOException e) {
      mapping = oldMapping;
      words = oldWords;
      throw new UncheckedIOException(
          "cannot change " + path + " from " + oldWords.count() + " to " + wordCount + " words", e);
    }
    oldWords.free();
  }

  private void resizeFile(long wordCount, long oldWordCount) throws IOException {
    RandomAccessFile raf = file.raf();
    long length = BitmapFileLayout.fileLength(wordCount);
    if (wordCount < oldWordCount) {
      map(wordCount);
      try {
        raf.setLength(length);
      } catch (IOException e) {
        words.free();
        throw e;
      }
    } else {
      raf.setLength(length);
      try {
        map(wordCount);
      } catch (IOException e) {
        raf.setLength(BitmapFileLayout.fileLength(oldWordCount));
        throw e;
      }
    }
  }

  @Override
  public WordMemory newSummaries(long wordCount) {
    return StoreWords.allocate(wordCount);
  }

  /** Says on the disk that the words may change from now on. */
  void markInUse(BitmapFileHeader header) throws IOException {
    putHeader(header.encode(BitmapFileLayout.IN_USE));
    file.raf().getChannel().force(true);
    life = Life.KEPT_IN_USE;
  }

  private void markClosed(BitmapFileHeader header) throws IOException {
    file.raf().getChannel().force(true);
    putHeader(header.encode(BitmapFileLayout.CLOSED));
    file.raf().getChannel().force(false);
  }

  private void putHeader(ByteBuffer header) {
    for (int at = 0; at < BitmapFileLayout.WORDS; at += Long.BYTES) {
      mapping.writeLong(at, header.getLong(at));
    }
  }

  @Override
  public void close(Bitmap bitmap, long setCount) {
    try {
      try {
        if (life == Life.KEPT_IN_USE) {
          markClosed(new BitmapFileHeader(bitmap.size(), bitmap.granularity(), setCount));
        }
      } finally {
        release();
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void release() {
    words.free();
    words = null;
    mapping = null;
    file.releaseLast();
    if (life == Life.TEMPORARY && !DELETES_OPEN_FILES) {
      try {
        Files.delete(path);
      } catch (IOException e) {
        throw failure(e);
      }
    }
  }

  private UncheckedIOException failure(IOException e) {
    return new UncheckedIOException("cannot close the bitmap file " + path, e);
  }
}
