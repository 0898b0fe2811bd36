package dev.dirtybench.qcow2.crash;

import dev.dirtybench.qcow2.crash.StorageEvent.Change;
import dev.dirtybench.qcow2.crash.StorageEvent.SetSize;
import dev.dirtybench.qcow2.crash.StorageEvent.Write;
import dev.dirtybench.qcow2.testsupport.MemoryStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Every image that a crash during a recorded session may leave.
 *
 * <p>What was flushed is there. Of what was written since, each prefix, and each subset at every
 * flush, at every mark and at the end: all of them where there are at most 2^10, otherwise as many
 * at random. Then some of them with torn writes, of which single sectors are missing.
 */
final class CrashImages {
  private static final int SECTOR = 512;
  private static final int MAX_SUBSETS = 1 << 10;

  /**
   * One of them.
   *
   * @param bytes the image
   * @param expectation what may be found in it
   * @param story where the crash was and what was lost
   */
  record CrashImage(byte[] bytes, Expectation expectation, String story) {}

  /** Takes the images one by one. */
  @FunctionalInterface
  interface Visitor {
    void visit(CrashImage image) throws IOException;
  }

  /** Which part of a change has reached the disk. */
  private interface Survival {
    /** Sectors are counted from 0 within a change. */
    boolean survives(int change, int sector);
  }

  private final Random random;
  private final int tornSamples;
  private final Visitor visitor;
  private final List<Change> pending = new ArrayList<>();
  private byte[] durable;
  private Expectation expectation;
  private String where = "the start";

  CrashImages(long seed, int tornSamples, Visitor visitor) {
    this.random = new Random(seed);
    this.tornSamples = tornSamples;
    this.visitor = visitor;
  }

  void play(RecordingStorage recorded) throws IOException {
    durable = recorded.initial();
    boolean subsetsSeen = true;
    int index = 0;
    for (StorageEvent event : recorded.events()) {
      if (event instanceof Change change) {
        pending.add(change);
        emit((i, sector) -> true, "event " + index + ", nothing lost");
        subsetsSeen = false;
      } else if (event instanceof StorageEvent.Mark mark) {
        if (!subsetsSeen) {
          subsets(index);
        }
        expectation = mark.expectation();
        where = mark.what();
        emit((i, sector) -> true, "event " + index + ", nothing lost");
        subsets(index);
        subsetsSeen = true;
      } else {
        if (!subsetsSeen) {
          subsets(index);
        }
        durable = image((i, sector) -> true);
        pending.clear();
        subsetsSeen = true;
      }
      index++;
    }
    if (!subsetsSeen) {
      subsets(index);
    }
  }

  private void subsets(int index) throws IOException {
    if (pending.isEmpty()) {
      return;
    }
    int count = pending.size();
    boolean all = count <= 10;
    int subsets = all ? (1 << count) - 1 : MAX_SUBSETS;
    for (int i = 0; i < subsets; i++) {
      boolean[] kept = new boolean[count];
      double density = random.nextDouble();
      for (int bit = 0; bit < count; bit++) {
        kept[bit] = all ? (i >>> bit & 1) != 0 : random.nextDouble() < density;
      }
      emit((change, sector) -> kept[change], "event " + index + ", kept " + describe(kept));
    }
    for (int i = 0; i < tornSamples; i++) {
      torn(index);
    }
  }

  private void torn(int index) throws IOException {
    long salt = random.nextLong();
    double density = random.nextDouble();
    emit(
        (change, sector) ->
            new Random(salt + change * 1_000_003L + sector * 7919L).nextDouble() < density,
        "event "
            + index
            + ", torn at density "
            + density
            + " with salt "
            + salt
            + " of "
            + pending);
  }

  private String describe(boolean[] kept) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      if (kept[i]) {
        lines.add(pending.get(i).toString());
      }
    }
    return lines + " of " + pending;
  }

  private void emit(Survival survival, String what) throws IOException {
    visitor.visit(new CrashImage(image(survival), expectation, where + ": " + what));
  }

  private byte[] image(Survival survival) throws IOException {
    MemoryStorage target = new MemoryStorage(durable);
    for (int i = 0; i < pending.size(); i++) {
      if (pending.get(i) instanceof Write write) {
        apply(write, i, survival, target);
      } else if (pending.get(i) instanceof SetSize size && survival.survives(i, 0)) {
        target.setSize(size.bytes());
      }
    }
    return target.content();
  }

  private static void apply(Write write, int index, Survival survival, MemoryStorage target)
      throws IOException {
    int sector = 0;
    for (int at = 0; at < write.bytes().length; sector++) {
      int upTo = SECTOR - (int) ((write.offset() + at) % SECTOR);
      int length = Math.min(upTo, write.bytes().length - at);
      if (survival.survives(index, sector)) {
        target.write(ByteBuffer.wrap(write.bytes(), at, length), write.offset() + at);
      }
      at += length;
    }
  }
}
