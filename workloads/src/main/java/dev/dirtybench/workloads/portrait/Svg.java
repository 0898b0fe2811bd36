package dev.dirtybench.workloads.portrait;

import java.util.Locale;

/** Text of an SVG document, put together part by part. */
final class Svg {
  private final StringBuilder out = new StringBuilder();

  /** Adds markup as it is, with numbers put in as {@link String#format} does. */
  Svg add(String markup, Object... numbers) {
    out.append(numbers.length == 0 ? markup : String.format(Locale.ROOT, markup, numbers));
    out.append('\n');
    return this;
  }

  /** Adds a line of text; the class tells size, colour and where the text is anchored. */
  Svg text(double x, double y, String kind, String text) {
    return add("<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>", x, y, kind, escaped(text));
  }

  /** Adds a straight line. */
  Svg line(double x1, double y1, double x2, double y2, String kind) {
    return add("<path class=\"%s\" d=\"M%.1f %.1fL%.1f %.1f\"/>", kind, x1, y1, x2, y2);
  }

  /** Text as it may stand in markup. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
