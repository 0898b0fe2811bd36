package dev.dirtybench.dirty;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import java.util.List;
import java.util.Objects;

/**
 * The image's side of a node: putting loaded bitmaps on it, asking which to store, saying what may
 * be written. Nothing here asks the permission table; the image knows what it does.
 *
 * <p>Threads: as with {@link BitmapNode}, whose lock each call takes.
 */
public final class NodeStorage {
  private final BitmapNode node;

  NodeStorage(BitmapNode node) {
    this.node = node;
  }

  /**
   * Puts a bitmap on the node that was found in the store; its bits are clean and the store fills
   * them. The store is not asked.
   *
   * @param bitmap its name
   * @param granularity bytes per bit
   * @param recording whether it records; an inconsistent one does not in any case
   * @param health whether it can be trusted; an inconsistent one holds no bits
   * @return the bitmap, persistent
   * @throws IllegalArgumentException if the name is taken or cannot be
   */
  public DirtyBitmap add(
      String bitmap, Granularity granularity, Recording recording, Health health) {
    BitmapName.require(bitmap);
    return node.exclusively(
        () -> {
          node.requireUnique(bitmap);
          Bitmap bits = health == Health.CONSISTENT ? node.newBits(granularity) : null;
          DirtyBitmap loaded = new DirtyBitmap(node, bitmap, granularity, bits);
          loaded.setPersistent(true);
          if (health == Health.INCONSISTENT) {
            loaded.markInconsistent();
          }
          loaded.setRecording(recording);
          node.insert(loaded);
          return loaded;
        });
  }

  /**
   * The bitmaps that the store shall keep: persistent, consistent, not on their way elsewhere. Read
   * only ones are listed too: what is stored of them is still true and stays.
   *
   * @return the bitmaps, newest first
   * @throws BitmapRefusedException if one has a successor, without which it is half of the truth,
   *     unless it is read-only and so has nothing to be stored
   */
  public List<DirtyBitmap> toStore() {
    return node.exclusively(
        () -> {
          List<DirtyBitmap> kept = node.bitmaps().stream().filter(DirtyBitmap::storable).toList();
          for (DirtyBitmap bitmap : kept) {
            if (bitmap.successorOrNull() != null && !bitmap.isReadOnly()) {
              bitmap.check(BitmapOperation.CREATE_SUCCESSOR.refusals());
            }
          }
          return kept;
        });
  }

  /**
   * Says whether the guest may write from now on.
   *
   * @param value the node's new access
   */
  public void setAccess(Access value) {
    Objects.requireNonNull(value, "access");
    node.exclusively(
        () -> {
          node.changeAccess(value);
          return null;
        });
  }

  /**
   * Says whether what is stored of a bitmap can be changed from now on.
   *
   * @param bitmap a bitmap of the node
   * @param value read-only or not
   */
  public void setAccess(DirtyBitmap bitmap, Access value) {
    Objects.requireNonNull(value, "access");
    node.exclusively(
        () -> {
          requireOwn(bitmap).setReadOnly(value == Access.READ_ONLY);
          return null;
        });
  }

  /**
   * Takes a bitmap off the node and frees its bits, without touching the store: after it has been
   * stored, or when loading failed.
   *
   * @param bitmap a bitmap of the node
   */
  public void release(DirtyBitmap bitmap) {
    node.exclusively(
        () -> {
          node.drop(requireOwn(bitmap));
          return null;
        });
  }

  private DirtyBitmap requireOwn(DirtyBitmap bitmap) {
    if (!node.held().contains(bitmap)) {
      throw new IllegalArgumentException(
          "bitmap '" + bitmap.label() + "' is not on " + node.label() + " any more, or never was");
    }
    return bitmap;
  }
}
