package dev.dirtybench.dirty;

import java.util.Objects;
import java.util.Optional;

/**
 * What a backup shall copy and what shall become of the bitmap that guides it.
 *
 * <p>A request that exists is valid: the combinations that have no meaning are refused here, before
 * any node is asked.
 *
 * @param sync what is copied
 * @param bitmap the name of the bitmap that guides the backup or is brought up to date by it
 * @param mode when the bitmap is brought up to date; may be left out with incremental alone
 */
public record BackupRequest(SyncMode sync, Optional<String> bitmap, Optional<BitmapMode> mode) {
  /** What a backup copies. */
  public enum SyncMode {
    /** Everything. */
    FULL,
    /** What the top image of the backing chain has allocated. */
    TOP,
    /** Nothing but what the guest is about to overwrite. */
    NONE,
    /** What a bitmap marks, and the bitmap is brought up to date on success. */
    INCREMENTAL,
    /** What a bitmap marks. */
    BITMAP
  }

  /** When a backup brings its bitmap up to date. */
  public enum BitmapMode {
    /** When it has succeeded; otherwise the bitmap keeps all it had. */
    ON_SUCCESS,
    /** Never: the bitmap keeps all it had and gains what was written meanwhile. */
    NEVER,
    /** In any case: after a failure it keeps what had not been copied. */
    ALWAYS
  }

  /** Refuses combinations without a meaning. */
  public BackupRequest {
    Objects.requireNonNull(sync, "sync");
    Objects.requireNonNull(bitmap, "bitmap");
    Objects.requireNonNull(mode, "mode");
    boolean guided = sync == SyncMode.INCREMENTAL || sync == SyncMode.BITMAP;
    if (guided && bitmap.isEmpty()) {
      throw new IllegalArgumentException("a backup with sync " + sync + " needs a bitmap's name");
    }
    if (sync == SyncMode.INCREMENTAL
        && mode.orElse(BitmapMode.ON_SUCCESS) != BitmapMode.ON_SUCCESS) {
      throw new IllegalArgumentException(
          "a backup with sync INCREMENTAL has bitmap mode ON_SUCCESS, got "
              + mode.get()
              + "; use sync BITMAP for another mode");
    }
    if (bitmap.isPresent() && mode.isEmpty() && sync != SyncMode.INCREMENTAL) {
      throw new IllegalArgumentException(
          "a backup with a bitmap and sync " + sync + " needs a bitmap mode, got none");
    }
    if (mode.isPresent() && bitmap.isEmpty()) {
      throw new IllegalArgumentException(
          "a bitmap mode needs a bitmap, got " + mode.get() + " without one");
    }
    if (sync == SyncMode.NONE && bitmap.isPresent()) {
      throw new IllegalArgumentException(
          "a backup with sync NONE brings no bitmap up to date; leave '" + bitmap.get() + "' out");
    }
    if (!guided && mode.orElse(BitmapMode.ON_SUCCESS) == BitmapMode.NEVER) {
      throw new IllegalArgumentException(
          "bitmap mode NEVER has no effect with sync " + sync + "; leave the bitmap out");
    }
  }

  /**
   * A backup without a bitmap.
   *
   * @param sync FULL, TOP or NONE
   * @return the request
   */
  public static BackupRequest of(SyncMode sync) {
    return new BackupRequest(sync, Optional.empty(), Optional.empty());
  }

  /**
   * An incremental backup.
   *
   * @param bitmap the bitmap's name
   * @return the request
   */
  public static BackupRequest incremental(String bitmap) {
    return new BackupRequest(SyncMode.INCREMENTAL, Optional.of(bitmap), Optional.empty());
  }

  /**
   * A backup with a bitmap.
   *
   * @param sync FULL, TOP or BITMAP
   * @param bitmap the bitmap's name
   * @param mode when it is brought up to date
   * @return the request
   */
  public static BackupRequest of(SyncMode sync, String bitmap, BitmapMode mode) {
    return new BackupRequest(sync, Optional.of(bitmap), Optional.of(mode));
  }

  /**
   * The operation whose permissions the bitmap must pass.
   *
   * @return the row of the permission table
   */
  public BitmapOperation operation() {
    return mode.orElse(BitmapMode.ON_SUCCESS) == BitmapMode.NEVER
        ? BitmapOperation.BACKUP_READING
        : BitmapOperation.BACKUP_CHANGING;
  }

  boolean guided() {
    return sync == SyncMode.INCREMENTAL || sync == SyncMode.BITMAP;
  }

  /** Whether the bitmap shall hold the new writes alone once the job has ended so. */
  boolean abdicatesAfter(BackupOutcome outcome) {
    return switch (mode.orElse(BitmapMode.ON_SUCCESS)) {
      case NEVER -> false;
      case ON_SUCCESS -> outcome == BackupOutcome.SUCCESS;
      case ALWAYS -> true;
    };
  }
}
