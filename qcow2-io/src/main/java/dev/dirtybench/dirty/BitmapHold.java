package dev.dirtybench.dirty;

/**
 * What keeps a bitmap busy: an NBD export or a migration of it. Closing it lets the bitmap go;
 * closing twice does nothing. Any thread may close it.
 */
public final class BitmapHold implements AutoCloseable {
  /** The longest name in a migration stream, in bytes of UTF-8. */
  public static final int MAX_MIGRATION_BYTES = 255;

  /** How an NBD export names its bitmap. */
  public enum ExportLookup {
    /** By its name alone, looked for along the chain of images. */
    BARE_NAME,
    /** By node and name: the user knows which one it is. */
    NODE_AND_NAME
  }

  private final DirtyBitmap bitmap;
  private final boolean skipsStore;
  private boolean closed;

  private BitmapHold(DirtyBitmap bitmap, boolean skipsStore) {
    this.bitmap = bitmap;
    this.skipsStore = skipsStore;
  }

  /**
   * Has a bitmap served to clients over NBD.
   *
   * @param node the node exported
   * @param bitmap the bitmap's name on it
   * @param export whether clients may write
   * @param lookup how the export names the bitmap
   * @return the hold, to be closed when the export is gone
   * @throws BitmapRefusedException if the bitmap's state refuses it
   * @throws IllegalStateException if the bitmap would change while clients read it
   */
  public static BitmapHold export(
      BitmapNode node, String bitmap, Access export, ExportLookup lookup) {
    return node.exclusively(
        () -> {
          DirtyBitmap found = node.require(bitmap, BitmapOperation.NBD_EXPORT);
          if (export == Access.READ_ONLY
              && lookup == ExportLookup.BARE_NAME
              && node.access() == Access.READ_WRITE
              && found.isEnabled()) {
            throw new IllegalStateException(
                "Enabled bitmap '" + bitmap + "' incompatible with readonly export");
          }
          found.setBusy(true);
          return new BitmapHold(found, false);
        });
  }

  /**
   * Has a bitmap sent to another process with its disk. It stays out of the store meanwhile.
   *
   * @param node the bitmap's node, which must have a name of its user's
   * @param bitmap the bitmap's name
   * @param alias the name that it travels under, at most {@value #MAX_MIGRATION_BYTES} bytes
   * @return the hold, to be closed when the migration has ended
   * @throws BitmapRefusedException if the bitmap's state refuses it
   * @throws IllegalArgumentException if a name cannot be sent
   */
  public static BitmapHold migration(BitmapNode node, String bitmap, String alias) {
    return node.exclusively(
        () -> {
          String nodeName = node.name().orElse("");
          if (nodeName.isEmpty() || nodeName.startsWith("#")) {
            throw new IllegalArgumentException(
                "bitmap '"
                    + bitmap
                    + "' can be migrated with a named node only, got \""
                    + nodeName
                    + '"');
          }
          DirtyBitmap found = node.require(bitmap, BitmapOperation.MIGRATION);
          int bytes = BitmapName.utf8Length(BitmapName.require(alias));
          if (bytes > MAX_MIGRATION_BYTES) {
            throw new IllegalArgumentException(
                "a bitmap travels under at most "
                    + MAX_MIGRATION_BYTES
                    + " bytes of UTF-8, got "
                    + bytes
                    + "; give it a shorter alias");
          }
          found.setBusy(true);
          found.setSkipStore(true);
          return new BitmapHold(found, true);
        });
  }

  /**
   * The bitmap that is held.
   *
   * @return the bitmap
   */
  public DirtyBitmap bitmap() {
    return bitmap;
  }

  @Override
  public void close() {
    bitmap
        .node()
        .exclusively(
            () -> {
              if (!closed) {
                closed = true;
                bitmap.setBusy(false);
                if (skipsStore) {
                  bitmap.setSkipStore(false);
                }
              }
              return null;
            });
  }
}
