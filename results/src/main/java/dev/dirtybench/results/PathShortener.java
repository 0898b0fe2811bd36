package dev.dirtybench.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Cuts absolute paths to their last part, {@code .../last}: they say who and where, not what.
 *
 * <p>A path starts a word or follows one of {@code = : , ; @ " '}. A URL is not a path.
 */
final class PathShortener {
  private static final String BEFORE = "(?<![^\\s=:,;@\"'(])";

  /** All folders of a path: up to the last slash before a separator. */
  private static final Pattern UNIX =
      Pattern.compile(BEFORE + "/(?!/)(?:[^/\\s:=,;\"'()]+/+)*(?=[^\\s:=,;\"'()])");

  private static final Pattern WINDOWS =
      Pattern.compile(BEFORE + "[A-Za-z]:\\\\(?:[^\\\\\\s:=,;\"'()]+\\\\+)*");

  private PathShortener() {}

  static String shorten(String text) {
    String unix = UNIX.matcher(text).replaceAll(".../");
    return WINDOWS.matcher(unix).replaceAll(".../");
  }

  /** A copy of a JSON value in which every string is shortened; names of members are kept. */
  static JsonNode shorten(JsonNode node) {
    if (node.isTextual()) {
      return TextNode.valueOf(shorten(node.textValue()));
    }
    if (node.isArray()) {
      ArrayNode copy = JsonFiles.MAPPER.createArrayNode();
      node.forEach(element -> copy.add(shorten(element)));
      return copy;
    }
    if (node.isObject()) {
      ObjectNode copy = JsonFiles.MAPPER.createObjectNode();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        copy.set(member.getKey(), shorten(member.getValue()));
      }
      return copy;
    }
    return node;
  }
}
