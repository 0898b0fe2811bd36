package dev.dirtybench.dirty;

import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.ExtentCursor;
import dev.dirtybench.spi.Granularity;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A dirty bitmap of a node: its bits, its name, and the states that say who may do what.
 *
 * <p>It is made and changed by its {@link BitmapNode}; the methods here ask only. Each of them
 * takes the node's lock for as long as it runs and may be called by any thread; two calls in a row
 * may see a change between them unless they are made within {@link BitmapNode#exclusively}.
 *
 * <p>An inconsistent bitmap is a marker: it holds no bits, counts none, and never becomes
 * consistent again.
 */
public final class DirtyBitmap {
  private final BitmapNode node;
  private final Granularity granularity;

  // Guarded by the node's lock.
  private String name;
  private Bitmap bits;
  private boolean disabled;
  private boolean busy;
  private boolean readOnly;
  private boolean persistent;
  private boolean inconsistent;
  private boolean skipStore;
  private DirtyBitmap successor;

  DirtyBitmap(BitmapNode node, String name, Granularity granularity, Bitmap bits) {
    this.node = node;
    this.name = name;
    this.granularity = granularity;
    this.bits = bits;
  }

  /**
   * The node that it belongs to.
   *
   * @return the node
   */
  public BitmapNode node() {
    return node;
  }

  /**
   * The name.
   *
   * @return the name, or empty while the bitmap is anonymous: a successor, or a backup's own
   */
  public Optional<String> name() {
    return ask(() -> Optional.ofNullable(name));
  }

  /**
   * The size of the disk described.
   *
   * @return bytes
   */
  public long size() {
    return node.size();
  }

  /**
   * Bytes per bit.
   *
   * @return the granularity
   */
  public Granularity granularity() {
    return granularity;
  }

  /**
   * The bits themselves, to load or to store them. They are not guarded: use them within {@link
   * BitmapNode#exclusively}, and ask again each time, for a merge or a clear may replace them. The
   * node owns and closes them.
   *
   * @return the bits
   * @throws IllegalStateException if the bitmap has none: it is inconsistent, or was removed
   */
  public Bitmap bits() {
    return ask(
        () -> {
          if (bits == null) {
            throw new IllegalStateException(
                "bitmap '" + label() + "' holds no bits: it is inconsistent, or was removed");
          }
          return bits;
        });
  }

  /**
   * Whether it marks guest writes itself.
   *
   * @return true unless it is disabled
   */
  public boolean isEnabled() {
    return ask(() -> !disabled);
  }

  /**
   * Whether guest writes are marked, by itself or by its successor.
   *
   * @return true if none is lost
   */
  public boolean isRecording() {
    return ask(() -> !disabled || (successor != null && !successor.disabled));
  }

  /**
   * Whether another operation has it.
   *
   * @return true if so
   */
  public boolean isBusy() {
    return ask(() -> busy);
  }

  /**
   * Whether what is stored of it cannot be changed at present; guest writes are refused then.
   *
   * @return true if so
   */
  public boolean isReadOnly() {
    return ask(() -> readOnly);
  }

  /**
   * Whether it will be kept: it is persistent and not on its way elsewhere.
   *
   * @return true if {@link NodeStorage#toStore()} may list it
   */
  public boolean isPersistent() {
    return ask(() -> persistent && !skipStore);
  }

  /**
   * Whether it is not to be trusted.
   *
   * @return true if it can only be removed
   */
  public boolean isInconsistent() {
    return ask(() -> inconsistent);
  }

  /**
   * Whether it stays out of the store though persistent, as while it is migrated.
   *
   * @return true if so
   */
  public boolean isSkippedByStore() {
    return ask(() -> skipStore);
  }

  /**
   * The anonymous bitmap that records in its place.
   *
   * @return the successor, or empty
   */
  public Optional<DirtyBitmap> successor() {
    return ask(() -> Optional.ofNullable(successor));
  }

  /**
   * The older one-word state.
   *
   * @return the first that holds
   */
  public BitmapState state() {
    return ask(
        () -> {
          if (inconsistent) {
            return BitmapState.INCONSISTENT;
          }
          if (successor != null) {
            return BitmapState.FROZEN;
          }
          if (busy) {
            return BitmapState.LOCKED;
          }
          return disabled ? BitmapState.DISABLED : BitmapState.ACTIVE;
        });
  }

  /**
   * How many bytes are dirty, in whole granules.
   *
   * @return bytes; may exceed {@link #size()} when the last granule is partial; 0 if inconsistent
   */
  public long count() {
    return ask(() -> bits == null ? 0 : bits.dirtyByteCount());
  }

  /**
   * Moves a cursor to the next dirty extent, as it is at this moment.
   *
   * @param cursor where to go on; holds the extent afterwards
   * @return false if there is none left, as always if the bitmap is inconsistent
   */
  public boolean nextExtent(ExtentCursor cursor) {
    return ask(() -> bits != null && bits.nextExtent(cursor));
  }

  /**
   * The hash of the bits that QEMU's debug command gives: SHA-256 over the leaf words,
   * little-endian, at least one of them.
   *
   * @return 64 lower-case hexadecimal digits
   */
  public String sha256() {
    return ask(() -> BitmapHash.sha256(bits, granularity.bitCount(node.size())));
  }

  /**
   * All that a query says about it, taken at one moment.
   *
   * @return the record
   */
  public BitmapInfo info() {
    return ask(
        () ->
            new BitmapInfo(
                name,
                count(),
                granularity.bytes(),
                isRecording(),
                busy,
                isPersistent(),
                inconsistent,
                state()));
  }

  /**
   * Refuses if a state holds that is in the way, tested in the order busy, read-only, inconsistent.
   *
   * @param refusals the states that are in the way
   * @throws BitmapRefusedException naming the first that holds
   */
  public void check(Set<Refusal> refusals) {
    ask(
        () -> {
          for (Refusal refusal : Refusal.values()) {
            if (refusals.contains(refusal) && holds(refusal)) {
              throw new BitmapRefusedException(refusal, label());
            }
          }
          return null;
        });
  }

  private boolean holds(Refusal refusal) {
    return switch (refusal) {
      case BUSY -> busy;
      case READ_ONLY -> readOnly;
      case INCONSISTENT -> inconsistent;
    };
  }

  private <T> T ask(Supplier<T> question) {
    return node.exclusively(question::get);
  }

  @Override
  public String toString() {
    return info().toString();
  }

  // For the node and its operations, with the lock held.

  String label() {
    return name == null ? "(anonymous)" : name;
  }

  Bitmap bitsOrNull() {
    return bits;
  }

  /** Puts other bits in and returns those that were there, which the caller now owns. */
  Bitmap exchangeBits(Bitmap other) {
    Bitmap old = bits;
    bits = other;
    return old;
  }

  void rename(String newName) {
    node.held().rename(this, name, newName);
    name = newName;
  }

  void setRecording(Recording recording) {
    disabled = inconsistent || recording == Recording.DISABLED;
  }

  void setBusy(boolean value) {
    busy = value;
  }

  void setReadOnly(boolean value) {
    readOnly = value;
  }

  void setPersistent(boolean value) {
    persistent = value;
  }

  void setSkipStore(boolean value) {
    skipStore = value;
  }

  /** Makes a marker of it: persistent, disabled, without bits. There is no way back. */
  void markInconsistent() {
    inconsistent = true;
    persistent = true;
    disabled = true;
    closeBits();
  }

  void setSuccessor(DirtyBitmap child) {
    successor = child;
  }

  DirtyBitmap successorOrNull() {
    return successor;
  }

  boolean storable() {
    return persistent && !skipStore && !inconsistent;
  }

  boolean persistentAtAll() {
    return persistent;
  }

  void closeBits() {
    if (bits != null) {
      bits.close();
      bits = null;
    }
  }
}
