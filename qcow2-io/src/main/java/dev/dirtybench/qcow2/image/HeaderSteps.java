package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.HeaderArea;
import dev.dirtybench.qcow2.format.HeaderExtension;
import dev.dirtybench.qcow2.format.HeaderLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The writes that turn one header area into another, with a flush after each, so that whatever
 * sectors of one survive a crash, the area is the old one, the new one, or one that says that the
 * bitmaps are not valid.
 *
 * <p>A disk writes a sector of 512 bytes as a whole, and nothing longer. The header's own fields
 * are in the first sector; extensions and the backing file name may lie behind it.
 */
final class HeaderSteps {
  private static final int SECTOR = HeaderArea.SECTOR;
  private static final int PREFIX_BYTES = 8;

  /** Bytes for one place. */
  record Step(int offset, ByteBuffer bytes) {}

  private final HeaderArea before;
  private final HeaderArea after;
  private final byte[] wanted;
  private final List<Step> steps = new ArrayList<>();
  private byte[] current;

  private HeaderSteps(HeaderArea before, HeaderArea after, int bytesOnDisk) {
    this.before = before;
    this.after = after;
    int length = Math.max(bytesOnDisk, Math.max(before.toBytes(0).limit(), after.bytes()));
    this.current = Arrays.copyOf(before.toBytes(length).array(), length);
    this.wanted = Arrays.copyOf(after.toBytes(length).array(), length);
  }

  /**
   * Plans the writes.
   *
   * @param before what is on the disk
   * @param after what shall be, with a backing file name that does not overlap the old one unless
   *     it stays where it is
   * @param bytesOnDisk how much of the first cluster may hold something
   */
  static List<Step> between(HeaderArea before, HeaderArea after, int bytesOnDisk) {
    HeaderSteps planned = new HeaderSteps(before, after, bytesOnDisk);
    planned.plan();
    return planned.steps;
  }

  private void plan() {
    if (sectorsToChange() <= 1) {
      write(wanted, 0, wanted.length);
      return;
    }
    moveName();
    if (sectorsToChange() <= 1) {
      writeFirstDifference();
    } else if (isAppended(before, after)) {
      append();
    } else if (isAppended(after, before)) {
      takeAway();
    } else {
      rewriteInvalid();
    }
  }

  /** Copies the backing file's name to its new place before the header points there. */
  private void moveName() {
    long from = before.header().backingFileOffset();
    int to = (int) after.header().backingFileOffset();
    if (from == to || to == 0) {
      return;
    }
    byte[] copied = current.clone();
    int length = after.backingFileName().length;
    System.arraycopy(wanted, to, copied, to, length);
    write(copied, to, to + length);
    byte[] pointing = copied.clone();
    System.arraycopy(wanted, 8, pointing, 8, 12);
    write(pointing, 0, SECTOR);
  }

  /** Adds the bitmaps extension behind the last one, where nothing is read before it is there. */
  private void append() {
    int end = before.extensionsEnd() - PREFIX_BYTES;
    write(wanted, end + PREFIX_BYTES, wanted.length);
    if (end >= SECTOR) {
      write(wanted, end, end + PREFIX_BYTES);
    }
    write(wanted, 0, Math.min(SECTOR, end + PREFIX_BYTES));
  }

  /** Removes the bitmaps extension, which is the last one. */
  private void takeAway() {
    int end = after.extensionsEnd() - PREFIX_BYTES;
    write(wanted, 0, Math.min(SECTOR, end + PREFIX_BYTES));
    if (end >= SECTOR) {
      write(wanted, end, end + PREFIX_BYTES);
    }
    write(wanted, end + PREFIX_BYTES, wanted.length);
  }

  /**
   * Says first that bitmaps are not valid, and last whether they are. Meanwhile the bitmaps
   * extension, or what keeps its place, may be half of one and half of the other: its length is the
   * same, and nobody reads it.
   */
  private void rewriteInvalid() {
    byte[] invalid = current.clone();
    clearBitmapsBit(invalid);
    writeDifference(invalid, SECTOR);
    byte[] rewritten = wanted.clone();
    clearBitmapsBit(rewritten);
    writeDifference(rewritten, rewritten.length);
    writeDifference(wanted, SECTOR);
  }

  private void writeDifference(byte[] from, int end) {
    if (!Arrays.equals(current, from)) {
      write(from, 0, end);
    }
  }

  private void clearBitmapsBit(byte[] area) {
    if (before.header().version() < 3) {
      // There extensions are in its place, and bitmaps are never valid.
      return;
    }
    area[HeaderLayout.AUTOCLEAR + 7] &= (byte) ~HeaderLayout.AUTOCLEAR_BITMAPS;
  }

  private static boolean isAppended(HeaderArea shorter, HeaderArea longer) {
    List<HeaderExtension> list = longer.extensions().list();
    int last = list.size() - 1;
    return last >= 0
        && list.get(last).type() == HeaderExtension.BITMAPS
        && list.subList(0, last).equals(shorter.extensions().list());
  }

  private int sectorsToChange() {
    int count = 0;
    for (int at = 0; at < wanted.length; at += SECTOR) {
      int end = Math.min(wanted.length, at + SECTOR);
      if (!Arrays.equals(current, at, end, wanted, at, end)) {
        count++;
      }
    }
    return count;
  }

  private void writeFirstDifference() {
    int at = Arrays.mismatch(current, wanted);
    if (at >= 0) {
      write(wanted, at / SECTOR * SECTOR, (at / SECTOR + 1) * SECTOR);
    }
  }

  private void write(byte[] from, int start, int end) {
    int limit = Math.min(end, from.length);
    if (start < limit) {
      steps.add(new Step(start, ByteBuffer.wrap(Arrays.copyOfRange(from, start, limit))));
      current = current.clone();
      System.arraycopy(from, start, current, start, limit - start);
    }
  }
}
