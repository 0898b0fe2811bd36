package dev.dirtybench.results.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Chooses cells by a text such as {@code trace:postgres operation:(set OR merge) -backend:noop}.
 *
 * <p>Terms side by side must all hold; {@code OR} and parentheses are as expected; a hyphen before
 * a term turns it round. A value is a word with {@code *} for anything, or a regular expression
 * between slashes that must match somewhere. A key that a cell does not have matches nothing.
 */
public final class CellFilter implements Predicate<Map<String, String>> {
  private static final String OR = "OR";
  private static final String AND = "AND";

  private final List<String> tokens;
  private final String text;
  private int next;
  private final Predicate<Map<String, String>> whole;

  private CellFilter(String text) {
    this.text = text;
    tokens = tokens(text);
    whole = tokens.isEmpty() ? keys -> true : either();
    if (next < tokens.size()) {
      throw wrong("the end", tokens.get(next));
    }
  }

  /**
   * Reads a filter.
   *
   * @param text empty for every cell
   * @return the filter
   * @throws IllegalArgumentException if it cannot be read; the message says where
   */
  public static CellFilter parse(String text) {
    return new CellFilter(text);
  }

  @Override
  public boolean test(Map<String, String> keys) {
    return whole.test(keys);
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean pattern = false;
    for (char c : text.toCharArray()) {
      if (c == '/') {
        pattern = !pattern;
      }
      if (!pattern && (c == '(' || c == ')' || Character.isWhitespace(c))) {
        flush(word, tokens);
        if (!Character.isWhitespace(c)) {
          tokens.add(String.valueOf(c));
        }
      } else {
        word.append(c);
      }
    }
    flush(word, tokens);
    return tokens;
  }

  private static void flush(StringBuilder word, List<String> tokens) {
    if (!word.isEmpty()) {
      tokens.add(word.toString());
      word.setLength(0);
    }
  }

  private Predicate<Map<String, String>> either() {
    Predicate<Map<String, String>> one = all();
    while (has(OR)) {
      next++;
      one = one.or(all());
    }
    return one;
  }

  private Predicate<Map<String, String>> all() {
    Predicate<Map<String, String>> all = term();
    while (next < tokens.size() && !has(OR) && !has(")")) {
      if (has(AND)) {
        next++;
      }
      all = all.and(term());
    }
    return all;
  }

  private Predicate<Map<String, String>> term() {
    if (next == tokens.size()) {
      throw wrong("a term such as trace:postgres", "the end");
    }
    String token = tokens.get(next++);
    if (token.equals("(")) {
      Predicate<Map<String, String>> inner = either();
      close();
      return inner;
    }
    if (token.equals("-")) {
      return term().negate();
    }
    if (token.startsWith("-")) {
      next--;
      tokens.set(next, token.substring(1));
      return term().negate();
    }
    int colon = token.indexOf(':');
    if (colon < 1) {
      throw wrong("key:value", token);
    }
    String key = token.substring(0, colon);
    String value = token.substring(colon + 1);
    return value.isEmpty() && has("(") ? oneOf(key) : matches(key, value);
  }

  private Predicate<Map<String, String>> oneOf(String key) {
    next++;
    Predicate<Map<String, String>> any = keys -> false;
    while (next < tokens.size() && !has(")")) {
      if (!has(OR)) {
        any = any.or(matches(key, tokens.get(next)));
      }
      next++;
    }
    close();
    return any;
  }

  private void close() {
    if (!has(")")) {
      throw wrong("a closing parenthesis", next < tokens.size() ? tokens.get(next) : "the end");
    }
    next++;
  }

  private boolean has(String token) {
    return next < tokens.size() && tokens.get(next).equals(token);
  }

  private Predicate<Map<String, String>> matches(String key, String value) {
    Pattern pattern;
    if (value.length() > 1 && value.startsWith("/") && value.endsWith("/")) {
      try {
        pattern = Pattern.compile(value.substring(1, value.length() - 1));
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "filter \"" + text + "\": " + e.getDescription() + " in " + value, e);
      }
      return keys -> keys.containsKey(key) && pattern.matcher(keys.get(key)).find();
    }
    pattern = Pattern.compile(Pattern.quote(value).replace("*", "\\E.*\\Q"));
    return keys -> keys.containsKey(key) && pattern.matcher(keys.get(key)).matches();
  }

  private IllegalArgumentException wrong(String expected, String found) {
    return new IllegalArgumentException(
        "filter \"" + text + "\": expected " + expected + ", found \"" + found + '"');
  }
}
