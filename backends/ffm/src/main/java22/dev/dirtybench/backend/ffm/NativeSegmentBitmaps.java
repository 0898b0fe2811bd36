package dev.dirtybench.backend.ffm;

import dev.dirtybench.backend.offheap.AllocatedStorage;
import dev.dirtybench.backend.offheap.WordStorage;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;

/** Makes bitmaps in segments; found by its name. */
final class NativeSegmentBitmaps implements SegmentBitmaps {
  NativeSegmentBitmaps() {}

  @Override
  public Bitmap create(SegmentKind kind, long size, Granularity granularity) {
    long wordCount = (granularity.bitCount(size) + 63) >>> 6;
    return new SegmentBitmap(size, granularity, kind.backend(), storage(kind, wordCount));
  }

  private static WordStorage storage(SegmentKind kind, long wordCount) {
    return switch (kind) {
      case SHARED ->
          new AllocatedStorage(wordCount, count -> SegmentWords.allocate(Arena.ofShared(), count));
      case CONFINED ->
          new AllocatedStorage(
              wordCount, count -> SegmentWords.allocate(Arena.ofConfined(), count));
      case VECTOR ->
          new AllocatedStorage(wordCount, count -> VectorWords.allocate(Arena.ofShared(), count));
      case MAPPED -> mapped(wordCount);
    };
  }

  private static WordStorage mapped(long wordCount) {
    try {
      return new MappedStorage(wordCount);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "a file of "
              + (wordCount << 3)
              + " bytes must fit into the directory for temporary files "
              + System.getProperty("java.io.tmpdir")
              + ", got "
              + e.getMessage()
              + "; name another one with -Djava.io.tmpdir",
          e);
    }
  }
}
