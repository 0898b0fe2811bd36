package dev.dirtybench.qcow2.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.dirty.BitmapSpec;
import dev.dirtybench.dirty.Persistence;
import dev.dirtybench.qcow2.testsupport.ChosenBackend;
import dev.dirtybench.qcow2.testsupport.MemoryStorage;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;

/** What the tests of images have in common. */
final class Images {
  static final BitmapProvider BACKEND = ChosenBackend.provider();

  private Images() {}

  static MemoryStorage create(CreateOptions options) throws IOException {
    MemoryStorage storage = new MemoryStorage();
    Qcow2Image.create(storage, "m.qcow2", options);
    return storage;
  }

  static Qcow2Image open(MemoryStorage storage, OpenMode mode) throws IOException {
    return Qcow2Image.open(storage, "m.qcow2", mode, BACKEND);
  }

  static Qcow2Image reading(MemoryStorage storage) throws IOException {
    return open(storage, OpenMode.READ_ONLY);
  }

  static Qcow2Image writing(MemoryStorage storage) throws IOException {
    return open(storage, OpenMode.READ_WRITE);
  }

  static BitmapSpec persistent(String name, long granularity) {
    return BitmapSpec.named(name)
        .with(Granularity.ofBytes(granularity))
        .with(Persistence.PERSISTENT);
  }

  static void assertClean(MemoryStorage storage) {
    assertCheck(0, storage);
  }

  static void assertCheck(int exitCode, MemoryStorage storage) {
    CheckReport report = ImageCheck.check(storage, "m.qcow2");
    assertEquals(exitCode, report.exitCode(), report.toString());
  }
}
