package dev.dirtybench.dirty;

import dev.dirtybench.dirty.BackupRequest.SyncMode;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.ExtentCursor;
import dev.dirtybench.spi.Granularity;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A running backup, as far as bitmaps are concerned: what is still to be copied, and what becomes
 * of the bitmap that guides it.
 *
 * <p>From the start, guest writes go to a successor of the bitmap, and an anonymous copy bitmap
 * holds what is to be copied, in the unit of copying. At the end the bitmap holds, of what it had
 * and of what was written since, just what its mode says:
 *
 * <table>
 * <caption>The bitmap afterwards</caption>
 * <tr><th>mode</th><th>success</th><th>failure or cancellation</th></tr>
 * <tr><td>never</td><td>old and new</td><td>old and new</td></tr>
 * <tr><td>on success</td><td>new</td><td>old and new</td></tr>
 * <tr><td>always</td><td>new</td><td>new and what was not copied</td></tr>
 * </table>
 *
 * <p>Whoever copies takes extents from {@link #nextExtent}, reports them to {@link #copied} and
 * ends the job once. Any thread may call; each call holds the node's lock.
 */
public final class BackupJob implements AutoCloseable {
  private final BitmapNode node;
  private final BackupRequest request;
  private final DirtyBitmap parent;
  private final DirtyBitmap copy;
  private BackupOutcome outcome;

  private BackupJob(BitmapNode node, BackupRequest request, DirtyBitmap parent, DirtyBitmap copy) {
    this.node = node;
    this.request = request;
    this.parent = parent;
    this.copy = copy;
  }

  /** Starts; with the node's lock held. */
  static BackupJob start(BitmapNode node, BackupRequest request, BackupTarget target) {
    DirtyBitmap parent = request.bitmap().map(node::require).orElse(null);
    if (parent != null) {
      parent.check(request.operation().refusals());
    }
    if (target.length() != node.size()) {
      throw new IllegalArgumentException(
          "a backup's target must be as long as "
              + node.label()
              + ", "
              + node.size()
              + " bytes, got "
              + target.length());
    }
    Granularity unit = target.copyGranularity();
    Bitmap bits = node.newBits(unit);
    try {
      if (request.guided()) {
        bits.merge(parent.bits());
      } else {
        bits.setDirty(0, node.size());
      }
      if (parent != null) {
        Successors.create(parent);
      }
    } catch (RuntimeException | Error e) {
      bits.close();
      throw e;
    }
    DirtyBitmap copy = new DirtyBitmap(node, null, unit, bits);
    copy.setRecording(Recording.DISABLED);
    node.insert(copy);
    return new BackupJob(node, request, parent, copy);
  }

  /**
   * The request that it was started with.
   *
   * @return the request
   */
  public BackupRequest request() {
    return request;
  }

  /**
   * The unit of copying.
   *
   * @return the copy bitmap's granularity
   */
  public Granularity copyGranularity() {
    return copy.granularity();
  }

  /**
   * How much is still to be copied, in whole units.
   *
   * @return bytes
   */
  public long remainingBytes() {
    return running(copy::count);
  }

  /**
   * Moves a cursor to the next extent that is still to be copied.
   *
   * @param cursor where to go on; holds the extent afterwards
   * @return false if there is none left
   */
  public boolean nextExtent(ExtentCursor cursor) {
    return running(() -> copy.nextExtent(cursor));
  }

  /**
   * Reports that a part has been copied, by the job itself or before a guest's write.
   *
   * @param offset first byte, a multiple of the unit
   * @param length bytes, a multiple of the unit unless the part ends with the disk
   * @throws IllegalArgumentException if the part cuts a unit in two
   */
  public void copied(long offset, long length) {
    running(
        () -> {
          copy.bits().clearDirty(offset, length);
          return null;
        });
  }

  /**
   * Reports that a part need not be copied, because the top image has not allocated it.
   *
   * @param offset first byte
   * @param length bytes; units that lie in the part in part only are still copied
   * @throws IllegalStateException if the backup is not one of the top image
   */
  public void skipUnallocated(long offset, long length) {
    running(
        () -> {
          if (request.sync() != SyncMode.TOP) {
            throw new IllegalStateException(
                "only a backup with sync TOP skips what is not allocated, this one has "
                    + request.sync());
          }
          Objects.checkFromIndexSize(offset, length, node.size());
          long unit = copyGranularity().bytes();
          long end = offset + length;
          long first = offset + (-offset & (unit - 1));
          long last = end == node.size() ? end : end & -unit;
          if (first < last) {
            copy.bits().clearDirty(first, last - first);
          }
          return null;
        });
  }

  /**
   * Ends the job: all was copied.
   *
   * @throws IllegalStateException if something was not, or the job has ended; it then goes on
   */
  public void succeed() {
    end(BackupOutcome.SUCCESS);
  }

  /**
   * Ends the job: copying failed.
   *
   * @throws IllegalStateException if the job has ended
   */
  public void fail() {
    end(BackupOutcome.FAILURE);
  }

  /**
   * Ends the job before its time.
   *
   * @throws IllegalStateException if the job has ended
   */
  public void cancel() {
    end(BackupOutcome.CANCELLED);
  }

  /** Cancels the job unless it has ended. */
  @Override
  public void close() {
    node.exclusively(
        () -> {
          if (outcome == null) {
            cancel();
          }
          return null;
        });
  }

  private void end(BackupOutcome how) {
    running(
        () -> {
          if (how == BackupOutcome.SUCCESS && request.sync() != SyncMode.NONE) {
            requireAllCopied();
          }
          if (parent != null) {
            hand(how);
          }
          outcome = how;
          node.drop(copy);
          return null;
        });
  }

  private void requireAllCopied() {
    if (copy.count() != 0) {
      throw new IllegalStateException(
          "a backup cannot succeed with "
              + copy.count()
              + " bytes still to be copied; copy them, or let it fail");
    }
  }

  private void hand(BackupOutcome how) {
    if (!request.abdicatesAfter(how)) {
      Successors.reclaim(parent);
      return;
    }
    if (how != BackupOutcome.SUCCESS) {
      parent.successorOrNull().bits().merge(copy.bits());
    }
    Successors.abdicate(parent);
  }

  private <T> T running(Supplier<T> work) {
    return node.exclusively(
        () -> {
          if (outcome != null) {
            throw new IllegalStateException("the backup has ended already: " + outcome);
          }
          return work.get();
        });
  }
}
