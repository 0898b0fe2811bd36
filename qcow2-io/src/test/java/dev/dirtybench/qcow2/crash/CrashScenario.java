package dev.dirtybench.qcow2.crash;

import dev.dirtybench.dirty.BitmapNode;
import dev.dirtybench.dirty.BitmapSpec;
import dev.dirtybench.dirty.Persistence;
import dev.dirtybench.dirty.Recording;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.util.Optional;

/** What is done with an image while crashes are recorded. */
enum CrashScenario {
  /** The first bitmaps of an image, and more of them in a second session. */
  ADD {
    @Override
    void run(RecordedSession session) throws IOException {
      session.open(OpenMode.READ_WRITE);
      session.edit("add", node -> add(node, "first", Recording.ENABLED));
      session.edit("write", node -> node.write(0, node.size() / 3));
      session.close();
      session.open(OpenMode.READ_WRITE);
      session.edit("add", node -> add(node, "second", Recording.DISABLED));
      session.edit("write", node -> node.write(node.size() / 2, node.size() / 4));
      session.close();
    }
  },
  /** New content in the place of old one, three times over. */
  STORE {
    @Override
    void run(RecordedSession session) throws IOException {
      for (int round = 0; round < 3; round++) {
        int step = round;
        session.open(OpenMode.READ_WRITE);
        session.edit("write", node -> scatter(node, step));
        session.edit("clear", node -> node.clear("a"));
        session.edit("write", node -> node.write(node.size() / 8 * step, node.size() / 16));
        session.close();
      }
    }
  },
  /** Bitmaps removed one after the other until none is left, and then one added. */
  REMOVE {
    @Override
    void run(RecordedSession session) throws IOException {
      session.open(OpenMode.READ_WRITE);
      session.edit("write", node -> scatter(node, 1));
      session.remove("a");
      session.edit("write", node -> scatter(node, 2));
      session.close();
      session.open(OpenMode.READ_WRITE);
      session.edit("add", node -> add(node, "a", Recording.ENABLED));
      session.edit("write", node -> scatter(node, 3));
      session.remove("b");
      session.close();
      session.open(OpenMode.READ_WRITE);
      session.remove("c");
      session.remove("a");
      session.close();
      session.open(OpenMode.READ_WRITE);
      session.edit("add", node -> add(node, "again", Recording.ENABLED));
      session.edit("write", node -> scatter(node, 4));
      session.close();
    }
  },
  /** The disk grown beyond what its L1 table covers. */
  RESIZE {
    @Override
    void run(RecordedSession session) throws IOException {
      session.open(OpenMode.READ_WRITE);
      session.edit("write", node -> scatter(node, 1));
      session.resize(session.image().node().size() * 3 + 512);
      session.edit("write", node -> node.write(node.size() - 5, 5));
      session.close();
      session.open(OpenMode.READ_WRITE);
      session.resize(session.image().node().size() + 4096);
      session.close();
    }
  },
  /** Bitmaps merged into one another. */
  MERGE {
    @Override
    void run(RecordedSession session) throws IOException {
      session.open(OpenMode.READ_WRITE);
      session.edit("write", node -> scatter(node, 4));
      session.edit("merge", node -> node.merge("a", "b"));
      session.edit("merge", node -> node.merge("c", "a", "b"));
      session.edit("clear", node -> node.clear("b"));
      session.close();
    }
  },
  /** Read-only and back again while bitmaps record. */
  REOPEN {
    @Override
    void run(RecordedSession session) throws IOException {
      session.open(OpenMode.READ_ONLY);
      session.reopen(OpenMode.READ_WRITE);
      session.edit("write", node -> scatter(node, 5));
      session.reopen(OpenMode.READ_ONLY);
      session.reopen(OpenMode.READ_WRITE);
      session.edit("add", node -> add(node, "new", Recording.ENABLED));
      session.edit("write", node -> scatter(node, 6));
      session.reopen(OpenMode.READ_ONLY);
      session.close();
    }
  },
  /** A crash, the removal of what it left, and the repair of what it leaked. */
  REPAIR {
    @Override
    void run(RecordedSession session) throws IOException {
      session.open(OpenMode.READ_WRITE);
      session.edit("write", node -> scatter(node, 7));
      session.crash();
      session.open(OpenMode.READ_WRITE);
      session.edit("add", node -> add(node, "after", Recording.ENABLED));
      session.edit("write", node -> scatter(node, 8));
      session.remove("b");
      session.close();
      session.repairLeaks();
      session.open(OpenMode.READ_WRITE);
      session.remove("a");
      session.edit("disable", node -> node.disable("after"));
      session.close();
    }
  };

  abstract void run(RecordedSession session) throws IOException;

  /** Whether the image has the bitmaps a, b and c at first. */
  boolean startsWithBitmaps() {
    return this != ADD;
  }

  static void add(BitmapNode node, String name, Recording recording) {
    node.add(
        new BitmapSpec(
            name, Optional.of(Granularity.ofBytes(512)), recording, Persistence.PERSISTENT));
  }

  /** Dirties some places, other ones with another number. */
  static void scatter(BitmapNode node, int number) {
    long size = node.size();
    for (int i = 0; i < 5; i++) {
      long offset = (number * 7919L + i * 104_729L) * 512 % size;
      node.write(offset, Math.min(512L << number % 5, size - offset));
    }
  }
}
