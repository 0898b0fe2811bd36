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
  private final JsonPlace parent;
  private final String name;
  private final int index;
  private final JsonNode node;

  private JsonPlace(String file, JsonPlace parent, String name, int index, JsonNode node) {
    this.file = file;
    this.parent = parent;
    this.name = name;
    this.index = index;
    this.node = node;
  }

  static JsonPlace root(String file, JsonNode node) {
    return new JsonPlace(file, null, null, 0, node);
  }

  JsonNode node() {
    return node;
  }

  String pointer() {
    return place().toString();
  }

  /** Made when it is asked for: thousands of places are without fault. */
  private JsonPointer place() {
    if (parent == null) {
      return JsonPointer.empty();
    }
    JsonPointer above = parent.place();
    return name == null ? above.appendIndex(index) : above.appendProperty(name);
  }

  /** Whether an object has a member of this name that is not null. */
  boolean has(String name) {
    return node.hasNonNull(name);
  }

  /** A member of an object; it may be missing. */
  JsonPlace member(String name) {
    return new JsonPlace(file, this, name, 0, node.path(name));
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
      elements.add(new JsonPlace(file, this, null, i, node.get(i)));
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

  /** The numbers of an array. */
  double[] numbers() throws ResultFormatException {
    if (!node.isArray()) {
      throw fault("an array");
    }
    double[] numbers = new double[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = node.get(i);
      double value = number.doubleValue();
      numbers[i] =
          number.isNumber() && Double.isFinite(value)
              ? value
              : new JsonPlace(file, this, null, i, number).number();
    }
    return numbers;
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
    return new ResultFormatException(file, pointer(), expected, found);
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
