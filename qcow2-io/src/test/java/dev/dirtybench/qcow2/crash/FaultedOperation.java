package dev.dirtybench.qcow2.crash;

import dev.dirtybench.dirty.Recording;
import dev.dirtybench.qcow2.crash.FaultPlan.Fault;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** An operation during which calls fail, on an image opened for writing. */
enum FaultedOperation {
  /** A bitmap removed. */
  REMOVE {
    @Override
    void run(Qcow2Image image) throws IOException {
      image.node().remove("a");
    }

    @Override
    Expectation orDone(Expectation before) {
      Map<String, Allowed> bitmaps = new HashMap<>(before.bitmaps());
      bitmaps.computeIfPresent("a", (name, allowed) -> allowed.or(Allowed.Alternative.ABSENT));
      return new Expectation(bitmaps, before.diskSizes());
    }
  },
  /** The disk grown, with a new L1 table. */
  RESIZE {
    @Override
    void run(Qcow2Image image) throws IOException {
      image.resize(GROWN);
    }

    @Override
    Expectation orDone(Expectation before) {
      Set<Long> sizes = new HashSet<>(before.diskSizes());
      sizes.add(GROWN);
      return new Expectation(before.bitmaps(), sizes);
    }
  },
  /** Bitmaps stored while they stay. */
  REOPEN_READ_ONLY {
    @Override
    void run(Qcow2Image image) throws IOException {
      image.reopen(OpenMode.READ_ONLY);
    }
  },
  /** Bitmaps marked as in use. */
  REOPEN_FOR_WRITING {
    @Override
    void prepare(Qcow2Image image) throws IOException {
      super.prepare(image);
      image.reopen(OpenMode.READ_ONLY);
    }

    @Override
    void run(Qcow2Image image) throws IOException {
      image.reopen(OpenMode.READ_WRITE);
    }
  };

  private static final long GROWN = 16 << 20;

  /** Makes something to store, of which some is new. */
  void prepare(Qcow2Image image) throws IOException {
    CrashScenario.add(image.node(), "new", Recording.ENABLED);
    CrashScenario.scatter(image.node(), 3);
  }

  /** How many calls fail at least; none for want of space where flags alone change. */
  int leastCalls(Fault fault) {
    if (fault == Fault.FULL) {
      return this == REOPEN_FOR_WRITING ? 0 : 2;
    }
    return this == REOPEN_READ_ONLY ? 20 : 8;
  }

  abstract void run(Qcow2Image image) throws IOException;

  /**
   * What the image may hold when the operation has failed and it is not known whether it has
   * reached the disk, in addition to what it may hold without it.
   */
  Expectation orDone(Expectation before) {
    return before;
  }
}
