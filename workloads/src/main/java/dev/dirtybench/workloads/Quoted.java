package dev.dirtybench.workloads;

/** Text of a file or a caller as a message of one line may show it. */
public final class Quoted {
  private static final int LIMIT = 40;

  private Quoted() {}

  /** In quotes, escaped, cut to {@value #LIMIT} characters. */
  public static String text(CharSequence text) {
    int shown = Math.min(text.length(), LIMIT);
    String head = escaped(text.subSequence(0, shown).toString().replace("\\", "\\\\"));
    return '"' + head.replace("\"", "\\\"") + (shown < text.length() ? "\"..." : "\"");
  }

  /** Whole, with whatever is not printable ASCII or a letter replaced by its number. */
  public static String escaped(CharSequence text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= ' ' && c <= '~' || c > '~' && Character.isLetterOrDigit(c);
      out.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return out.toString();
  }
}
