package dev.dirtybench.workloads.generate;

import dev.dirtybench.workloads.ByteSize;
import dev.dirtybench.workloads.Quoted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The values of a generator's keys: those of a text, and the defaults for the rest. */
final class GeneratorSettings {
  private final String kind;
  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * Reads {@code key=value,key=value}; a semicolon does as well, where a comma cannot stand.
   *
   * @param kind for messages
   * @param keys what is known
   * @param text may be empty: all defaults
   * @throws IllegalArgumentException if a key is unknown or stands twice, or a value is wrong
   */
  GeneratorSettings(String kind, List<GeneratorKey> keys, String text) {
    this.kind = kind;
    Map<String, String> given = new LinkedHashMap<>();
    for (String setting : text.isEmpty() ? new String[0] : text.split("[,;]", -1)) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw wrong("expected key=value, found " + Quoted.text(setting));
      }
      if (given.put(setting.substring(0, equals), setting.substring(equals + 1)) != null) {
        throw wrong("expected each key once, found " + Quoted.text(setting) + " after another");
      }
    }
    for (GeneratorKey key : keys) {
      String value = given.remove(key.name());
      if (value != null) {
        try {
          key.check(value);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(kind + ": " + e.getMessage(), e);
        }
      }
      values.put(key.name(), value == null ? key.defaultValue() : value);
    }
    if (!given.isEmpty()) {
      throw wrong(
          "unknown key "
              + Quoted.text(given.keySet().iterator().next())
              + ", expected one of "
              + keys.stream().map(GeneratorKey::name).collect(Collectors.joining(", ")));
    }
  }

  /** A value of type BYTES. */
  long bytes(String key) {
    return ByteSize.parse(values.get(key));
  }

  /** A value of type COUNT or SEED. */
  long number(String key) {
    return Long.parseLong(values.get(key));
  }

  /** A value of type SHARE or EXPONENT. */
  double decimal(String key) {
    return Double.parseDouble(values.get(key));
  }

  /** Refuses values that do not fit together. */
  void require(boolean holds, String rule) {
    if (!holds) {
      throw wrong("expected " + rule + ", found " + this);
    }
  }

  private IllegalArgumentException wrong(String message) {
    return new IllegalArgumentException(kind + ": " + message);
  }

  /** Every key with its value, as a text that gives the same settings. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + '=' + entry.getValue())
        .collect(Collectors.joining(","));
  }
}
