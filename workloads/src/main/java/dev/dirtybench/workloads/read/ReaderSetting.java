package dev.dirtybench.workloads.read;

import java.util.List;

/**
 * A setting that one format knows beside those that all have.
 *
 * @param name what stands before the equals sign
 * @param values what may stand behind it
 * @param defaultValue what holds where the setting is missing
 * @param meaning one line
 */
public record ReaderSetting(String name, List<String> values, String defaultValue, String meaning) {
  /** Copies the list. */
  public ReaderSetting {
    values = List.copyOf(values);
    if (!values.contains(defaultValue)) {
      throw new IllegalArgumentException(
          name + ": expected a default of " + values + ", found " + defaultValue);
    }
  }
}
