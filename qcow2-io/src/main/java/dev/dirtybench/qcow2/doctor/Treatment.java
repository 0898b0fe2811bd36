package dev.dirtybench.qcow2.doctor;

import dev.dirtybench.dirty.DirtyBitmap;
import dev.dirtybench.qcow2.image.CheckReport;
import dev.dirtybench.qcow2.image.LeakRepair;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.spi.BitmapProvider;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/**
 * Carries out remedies. Each looks again before it writes, so that a bitmap that can be trusted is
 * never lost, whatever has happened since the examination. Not for use by several threads at once.
 */
public final class Treatment {
  private final BitmapProvider backend;

  /**
   * A treatment.
   *
   * @param backend makes the bits of the bitmaps while an image is open
   */
  public Treatment(BitmapProvider backend) {
    this.backend = Objects.requireNonNull(backend, "backend");
  }

  /**
   * Carries out a remedy.
   *
   * @param remedy one for {@link Remedy.Use#BY_TREATMENT}
   * @throws IllegalArgumentException if it is left to the user
   * @throws IllegalStateException if the image is no longer as it was when it was examined
   * @throws IOException if the image is in use, or could not be read or written
   */
  public void apply(Remedy remedy) throws IOException {
    if (remedy.use() != Remedy.Use.BY_TREATMENT) {
      throw new IllegalArgumentException("this remedy is left to the user: " + remedy.commands());
    }
    switch (remedy.action()) {
      case REMOVE_BITMAP -> removeInconsistent(remedy);
      case REPAIR_LEAKS -> repairLeaks(remedy);
      default -> throw new IllegalArgumentException("no treatment does " + remedy.action());
    }
  }

  private void removeInconsistent(Remedy remedy) throws IOException {
    String name = remedy.bitmap().orElseThrow();
    try (Qcow2Image image = Qcow2Image.open(remedy.image(), OpenMode.READ_WRITE, backend)) {
      Optional<DirtyBitmap> found = image.node().find(name);
      if (found.isPresent() && !found.get().isInconsistent()) {
        throw new IllegalStateException(
            "bitmap '"
                + name
                + "' in "
                + remedy.image()
                + " can be trusted by now and is not removed; examine the image again");
      }
      if (found.isPresent()) {
        image.node().remove(name);
      }
    }
  }

  private static void repairLeaks(Remedy remedy) throws IOException {
    CheckReport before = LeakRepair.repair(remedy.image());
    if (!before.failure().isEmpty() || before.corruptionCount() > 0) {
      throw new IllegalStateException(
          "leaks of "
              + remedy.image()
              + " are not repaired while it is corrupt: "
              + (before.failure().isEmpty() ? before.corruptions().get(0) : before.failure()));
    }
  }
}
