package dev.dirtybench.qcow2.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.dirtybench.qcow2.hostile.ImageExerciser.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Damaged images are refused or used, and nothing else happens. */
class MutationTest {
  private static final long SEED = Long.getLong("dirtybench.mutation.seed", 20261122);
  private static final int COUNT = Integer.getInteger("dirtybench.mutation.count", 100_000);
  private static final int WRITE_EVERY = 4;

  @Test
  void aHundredThousandDamagedImagesAreRefusedOrUsed() throws IOException {
    Mutator mutator = new Mutator(SEED, List.copyOf(SeedImages.upTo(48 << 10).values()));
    int opened = 0;
    for (int i = 0; i < COUNT; i++) {
      byte[] image = mutator.next();
      try {
        if (ImageExerciser.read(image) == Outcome.OPENED) {
          opened++;
        }
        ImageExerciser.check(image);
        if (i % WRITE_EVERY == 0) {
          ImageExerciser.write(image);
        }
      } catch (IOException | RuntimeException | AssertionError | OutOfMemoryError e) {
        Path kept = Files.write(Path.of("target", "mutant-" + SEED + "-" + i + ".qcow2"), image);
        fail("mutant " + i + " of seed " + SEED + ", kept as " + kept + ": " + e, e);
      }
    }
    int usable = opened;
    // Were nearly all refused, only the first checks would have been tried.
    assertTrue(usable > COUNT / 10, () -> "only " + usable + " of " + COUNT + " were opened");
    System.out.println("damaged images: " + COUNT + ", opened all the same: " + usable);
  }
}
