package dev.dirtybench.qcow2.format;

import java.util.Arrays;

/**
 * One extension behind the header: a type and bytes, kept even where the type is unknown.
 *
 * <p>On disk: 4 bytes type, 4 bytes length, the data, zeros up to a multiple of 8.
 *
 * @param type which extension
 * @param data its bytes, without padding
 */
public record HeaderExtension(int type, byte[] data) {
  /** Ends the extensions. */
  public static final int END = 0;

  /** Name of the backing file's format. */
  public static final int BACKING_FORMAT = 0xe2792aca;

  /** Names of feature bits, see {@link FeatureNameTable}. */
  public static final int FEATURE_NAMES = 0x6803f857;

  /** Persistent bitmaps, see {@link BitmapsExtension}. */
  public static final int BITMAPS = 0x23852875;

  /** Where the encryption header lies: offset and length. */
  public static final int CRYPTO_HEADER = 0x0537be77;

  /** Name of the external data file. */
  public static final int DATA_FILE = 0x44415441;

  /**
   * Nothing: it keeps the place of a bitmaps extension that has been removed in front of others, so
   * that those need not move. No program knows this type, and so every one keeps and ignores it.
   */
  public static final int UNUSED = 0x9d1b7e24;

  /** Copies the bytes. */
  public HeaderExtension {
    if (type == END) {
      throw new IllegalArgumentException("an extension's type must not be 0, which ends the list");
    }
    data = data.clone();
  }

  /**
   * The bytes without padding.
   *
   * @return a copy
   */
  @Override
  public byte[] data() {
    return data.clone();
  }

  /**
   * How many bytes the extension takes on disk.
   *
   * @return a multiple of 8
   */
  public int paddedBytes() {
    return 8 + ((data.length + 7) & ~7);
  }

  static boolean isKnown(int type) {
    return type == BACKING_FORMAT
        || type == FEATURE_NAMES
        || type == BITMAPS
        || type == CRYPTO_HEADER
        || type == DATA_FILE;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HeaderExtension that
        && type == that.type
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * type + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return "HeaderExtension[type=" + FieldFault.hex(type & 0xffffffffL) + ", " + data.length + ']';
  }
}
