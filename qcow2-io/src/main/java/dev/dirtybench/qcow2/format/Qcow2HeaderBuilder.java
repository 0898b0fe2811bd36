package dev.dirtybench.qcow2.format;

/** A changed copy of a {@link Qcow2Header} in the making; checked when built. */
public final class Qcow2HeaderBuilder {
  private final Qcow2Header base;
  private long backingFileOffset;
  private int backingFileSize;
  private long size;
  private int l1Size;
  private long l1TableOffset;
  private long refcountTableOffset;
  private int refcountTableClusters;
  private long incompatibleFeatures;
  private long autoclearFeatures;

  Qcow2HeaderBuilder(Qcow2Header base) {
    this.base = base;
    this.backingFileOffset = base.backingFileOffset();
    this.backingFileSize = base.backingFileSize();
    this.size = base.size();
    this.l1Size = base.l1Size();
    this.l1TableOffset = base.l1TableOffset();
    this.refcountTableOffset = base.refcountTableOffset();
    this.refcountTableClusters = base.refcountTableClusters();
    this.incompatibleFeatures = base.incompatibleFeatures();
    this.autoclearFeatures = base.autoclearFeatures();
  }

  /**
   * Says where the backing file's name lies.
   *
   * @param offset bytes, 0 for none
   * @param bytes length of the name
   * @return this
   */
  public Qcow2HeaderBuilder backingFile(long offset, int bytes) {
    this.backingFileOffset = offset;
    this.backingFileSize = bytes;
    return this;
  }

  /**
   * Changes the size of the disk.
   *
   * @param bytes the size
   * @return this
   */
  public Qcow2HeaderBuilder size(long bytes) {
    this.size = bytes;
    return this;
  }

  /**
   * Moves the L1 table.
   *
   * @param offset where it starts
   * @param entries its length
   * @return this
   */
  public Qcow2HeaderBuilder l1Table(long offset, int entries) {
    this.l1TableOffset = offset;
    this.l1Size = entries;
    return this;
  }

  /**
   * Moves the refcount table.
   *
   * @param offset where it starts
   * @param clusters its length
   * @return this
   */
  public Qcow2HeaderBuilder refcountTable(long offset, int clusters) {
    this.refcountTableOffset = offset;
    this.refcountTableClusters = clusters;
    return this;
  }

  /**
   * Replaces the incompatible features.
   *
   * @param bits the features
   * @return this
   */
  public Qcow2HeaderBuilder incompatibleFeatures(long bits) {
    this.incompatibleFeatures = bits;
    return this;
  }

  /**
   * Replaces the autoclear features.
   *
   * @param bits the features
   * @return this
   */
  public Qcow2HeaderBuilder autoclearFeatures(long bits) {
    this.autoclearFeatures = bits;
    return this;
  }

  /**
   * Makes the header.
   *
   * @return a valid header
   * @throws IllegalArgumentException if a field breaks a rule
   */
  public Qcow2Header build() {
    return new Qcow2Header(
        base.version(),
        backingFileOffset,
        backingFileSize,
        base.clusterBits(),
        size,
        base.cryptMethod(),
        l1Size,
        l1TableOffset,
        refcountTableOffset,
        refcountTableClusters,
        base.snapshotCount(),
        base.snapshotsOffset(),
        incompatibleFeatures,
        base.compatibleFeatures(),
        autoclearFeatures,
        base.refcountOrder(),
        base.furtherBytes());
  }
}
