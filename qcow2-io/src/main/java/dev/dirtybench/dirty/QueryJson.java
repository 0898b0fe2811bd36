package dev.dirtybench.dirty;

import java.util.List;

/**
 * Writes query records as JSON with the field names of QMP's {@code BlockDirtyInfo}, in the order
 * of the list: newest first where it comes from {@link BitmapNode#query()}.
 *
 * <p>As in QMP, {@code name} is left out of an anonymous bitmap's record, and {@code inconsistent}
 * is there only when it is true.
 */
public final class QueryJson {
  /** Which releases of QEMU the record looks like. */
  public enum Form {
    /** QEMU 6.0 and later. */
    CURRENT,
    /** QEMU before 6.0: with the one-word {@code status}. */
    WITH_STATUS
  }

  private QueryJson() {}

  /**
   * Writes a list of records.
   *
   * @param bitmaps the records
   * @param form with the older status word or without
   * @return a JSON array on one line
   */
  public static String write(List<BitmapInfo> bitmaps, Form form) {
    StringBuilder out = new StringBuilder("[");
    for (BitmapInfo bitmap : bitmaps) {
      out.append(out.length() == 1 ? "" : ", ");
      write(bitmap, form, out);
    }
    return out.append(']').toString();
  }

  private static void write(BitmapInfo bitmap, Form form, StringBuilder out) {
    out.append('{');
    if (bitmap.name() != null) {
      out.append("\"name\": ");
      string(bitmap.name(), out);
      out.append(", ");
    }
    out.append("\"count\": ").append(bitmap.count());
    out.append(", \"granularity\": ").append(bitmap.granularity());
    out.append(", \"recording\": ").append(bitmap.recording());
    out.append(", \"busy\": ").append(bitmap.busy());
    if (form == Form.WITH_STATUS) {
      out.append(", \"status\": \"").append(bitmap.status().word()).append('"');
    }
    out.append(", \"persistent\": ").append(bitmap.persistent());
    if (bitmap.inconsistent()) {
      out.append(", \"inconsistent\": true");
    }
    out.append('}');
  }

  private static void string(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
