package dev.dirtybench.qcow2.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Names of feature bits, for messages about bits that are not understood.
 *
 * <p>On disk entries of 48 bytes: kind, bit, name padded with NUL.
 *
 * @param entries the names, unmodifiable
 */
public record FeatureNameTable(List<Entry> entries) {
  private static final int ENTRY_BYTES = 48;
  private static final int NAME_BYTES = 46;

  /** What a program must do about a bit that it does not know. */
  public enum FeatureKind {
    /** Refuse the image. */
    INCOMPATIBLE,
    /** Ignore the bit. */
    COMPATIBLE,
    /** Clear the bit before writing. */
    AUTOCLEAR
  }

  /**
   * The name of one bit.
   *
   * @param kind which field the bit is in
   * @param bit 0 to 63
   * @param name at most 46 bytes
   */
  public record Entry(FeatureKind kind, int bit, String name) {}

  /** Copies the list. */
  public FeatureNameTable {
    entries = List.copyOf(entries);
  }

  /**
   * The names that are written into new images.
   *
   * @return the table
   */
  public static FeatureNameTable standard() {
    return new FeatureNameTable(
        List.of(
            new Entry(FeatureKind.INCOMPATIBLE, 0, "dirty bit"),
            new Entry(FeatureKind.INCOMPATIBLE, 1, "corrupt bit"),
            new Entry(FeatureKind.INCOMPATIBLE, 2, "external data file"),
            new Entry(FeatureKind.INCOMPATIBLE, 3, "compression type"),
            new Entry(FeatureKind.INCOMPATIBLE, 4, "extended L2 entries"),
            new Entry(FeatureKind.COMPATIBLE, 0, "lazy refcounts"),
            new Entry(FeatureKind.AUTOCLEAR, 0, "bitmaps"),
            new Entry(FeatureKind.AUTOCLEAR, 1, "raw external data")));
  }

  /**
   * Reads the extension; entries of an unknown kind and a cut one at the end are left out, because
   * the names are only for messages.
   *
   * @param extensions of an image
   * @return the names, empty where the image has none
   */
  public static FeatureNameTable read(HeaderExtensions extensions) {
    byte[] data =
        extensions
            .find(HeaderExtension.FEATURE_NAMES)
            .map(HeaderExtension::data)
            .orElse(new byte[0]);
    List<Entry> found = new ArrayList<>();
    for (int at = 0; at <= data.length - ENTRY_BYTES; at += ENTRY_BYTES) {
      int kind = data[at] & 0xff;
      if (kind < FeatureKind.values().length) {
        int end = at + 2;
        while (end < at + ENTRY_BYTES && data[end] != 0) {
          end++;
        }
        String name = new String(data, at + 2, end - at - 2, StandardCharsets.UTF_8);
        found.add(new Entry(FeatureKind.values()[kind], data[at + 1] & 0xff, name));
      }
    }
    return new FeatureNameTable(found);
  }

  /**
   * The table as it is kept in the header.
   *
   * @return its bytes
   */
  public HeaderExtension toExtension() {
    ByteBuffer out = ByteBuffer.allocate(entries.size() * ENTRY_BYTES);
    for (Entry entry : entries) {
      int end = out.position() + ENTRY_BYTES;
      byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
      out.put((byte) entry.kind().ordinal()).put((byte) entry.bit());
      out.put(name, 0, Math.min(name.length, NAME_BYTES)).position(end);
    }
    return new HeaderExtension(HeaderExtension.FEATURE_NAMES, out.array());
  }

  /**
   * Describes the bits of a field.
   *
   * @param kind which field
   * @param bits which bits
   * @return such as {@code bit 7 (fancy thing), bit 9}
   */
  public String describe(FeatureKind kind, long bits) {
    StringBuilder text = new StringBuilder();
    for (long left = bits; left != 0; left &= left - 1) {
      int bit = Long.numberOfTrailingZeros(left);
      text.append(text.isEmpty() ? "" : ", ").append("bit ").append(bit);
      entries.stream()
          .filter(entry -> entry.kind() == kind && entry.bit() == bit)
          .findFirst()
          .ifPresent(entry -> text.append(" (").append(entry.name()).append(')'));
    }
    return text.toString();
  }
}
