package dev.dirtybench.backend.ffm;

import dev.dirtybench.backend.offheap.WordMemory;
import dev.dirtybench.backend.offheap.WordStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Words in a mapped temporary file of their length, which goes with its storage. */
final class MappedStorage implements WordStorage {
  private static final boolean DELETES_OPEN_FILES =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path path;
  private final FileChannel file;
  private SegmentWords words;

  /**
   * Makes a file of zeroes.
   *
   * @param wordCount 0 or more
   * @throws IOException if it cannot be made; none is left then
   */
  MappedStorage(long wordCount) throws IOException {
    path = Files.createTempFile("dirtybench-", ".segment");
    try {
      file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        words = map(wordCount);
        if (DELETES_OPEN_FILES) {
          // Now rather than in close: a JVM that is killed leaves nothing behind.
          Files.delete(path);
        }
      } catch (Throwable e) {
        file.close();
        throw e;
      }
    } catch (Throwable e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  /** Maps the file, which grows if it is shorter. */
  private SegmentWords map(long wordCount) throws IOException {
    Arena arena = Arena.ofShared();
    try {
      return new SegmentWords(arena, file.map(MapMode.READ_WRITE, 0, wordCount << 3, arena));
    } catch (Throwable e) {
      arena.close();
      throw e;
    }
  }

  @Override
  public WordMemory words() {
    return words;
  }

  @Override
  public WordMemory newSummaries(long wordCount) {
    return SegmentWords.allocate(Arena.ofShared(), wordCount);
  }

  @Override
  public void resize(long wordCount) {
    SegmentWords old = words;
    try {
      SegmentWords resized = map(wordCount);
      try {
        // Cut off and not left behind: a part that comes back by growing is zero.
        file.truncate(wordCount << 3);
      } catch (Throwable e) {
        resized.free();
        throw e;
      }
      words = resized;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot change " + path + " from " + old.count() + " to " + wordCount + " words", e);
    }
    old.free();
  }

  @Override
  public void release() {
    words.free();
    words = null;
    try {
      file.close();
      if (!DELETES_OPEN_FILES) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the temporary file " + path, e);
    }
  }
}
