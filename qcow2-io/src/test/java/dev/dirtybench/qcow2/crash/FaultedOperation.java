package dev.dirtybench.qcow2.crash;

import dev.dirtybench.dirty.Recording;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import java.io.IOException;

/** An operation during which calls fail, on an image opened for writing. */
enum FaultedOperation {
  /** A bitmap removed. */
  REMOVE {
    @Override
    void run(Qcow2Image image) throws IOException {
      image.node().remove("a");
    }
  },
  /** The disk grown, with a new L1 table. */
  RESIZE {
    @Override
    void run(Qcow2Image image) throws IOException {
      image.resize(GROWN);
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

  abstract void run(Qcow2Image image) throws IOException;
}
