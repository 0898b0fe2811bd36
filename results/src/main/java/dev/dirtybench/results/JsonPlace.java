package dev.dirtybench.results;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A value inside a JSON document together with its pointer, so that every fault says where it is.
 */
final class JsonPlace {
  private static final int LONGEST_QUOTE = 40;

  private final String file;
  private final JsonPointer pointer;
  private final JsonNode node;

  private JsonPlace(String file, JsonPointer pointer, JsonNode node) {
    this.file = file;
    this.pointer = pointer;
    this.node = node;
  }

  static JsonPlace root(String file, JsonNode node) {
    return new JsonPlace(file, JsonPointer.empty(), node);
  }

  JsonNode node() {
    return node;
  }

  String pointer() {
    return pointer.toString();
  }

  /** Whether an object has a member of this name that is not null. */
  boolean has(String name) {
    return node.hasNonNull(name);
  }

  /** A member of an object; it may be missing. */
  JsonPlace member(String name) {
    return new JsonPlace(file, pointer.appendProperty(name), node.path(name));
  }

  JsonPlace object() throws ResultFormatException {
    if (!node.isObject()) {
      throw fault("an object");
    }
    return this;
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  List<JsonPlace> elements() throws ResultFormatException {
    if (!node.isArray()) {
      throw fault("an array");
    }
    List<JsonPlace> elements = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      elements.add(new JsonPlace(file, pointer.appendIndex(i), node.get(i)));
    }
    return elements;
  }

  String text() throws ResultFormatException {
    if (!node.isTextual() || node.textValue().isBlank()) {
      throw fault("a string that is not blank");
    }
    return node.textValue();
  }

  int count() throws ResultFormatException {
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 1) {
      throw fault("a whole number from 1");
    }
    return node.intValue();
  }

  /** A number as JMH writes it: NaN and infinities are strings. */
  double number() throws ResultFormatException {
    if (node.isNumber() && Double.isFinite(node.doubleValue())) {
      return node.doubleValue();
    }
    if (node.isTextual()) {
      switch (node.textValue()) {
        case "NaN":
          return Double.NaN;
        case "INF", "+INF":
          return Double.POSITIVE_INFINITY;
        case "-INF":
          return Double.NEGATIVE_INFINITY;
        default:
          break;
      }
    }
    throw fault("a number, \"NaN\", \"+INF\" or \"-INF\"");
  }

  ResultFormatException fault(String expected) {
    return fault(expected, describe());
  }

  ResultFormatException fault(String expected, String found) {
    return new ResultFormatException(file, pointer.toString(), expected, found);
  }

  private String describe() {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> node.isEmpty() ? "an empty array" : "an array";
      case MISSING -> "nothing";
      case STRING -> '"' + shorten(node.textValue()) + '"';
      default -> shorten(node.asText());
    };
  }

  private static String shorten(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= LONGEST_QUOTE ? plain : plain.substring(0, LONGEST_QUOTE) + "...";
  }
}
