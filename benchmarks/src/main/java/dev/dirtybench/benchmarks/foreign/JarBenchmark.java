package dev.dirtybench.benchmarks.foreign;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A benchmark of a JMH jar in one mode with one value for each parameter.
 *
 * @param name of class and method, or group
 * @param mode JMH's short name: thrpt, avgt, sample or ss
 * @param parameters by name
 */
public record JarBenchmark(String name, String mode, Map<String, String> parameters) {
  /** Copies the parameters, sorted by name: JMH lists them in no certain order. */
  public JarBenchmark {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /**
   * The id in reports, such as {@code org.sample.Sort.ints/avgt/size=1000}.
   *
   * @return name, mode and parameters
   */
  public String id() {
    StringBuilder id = new StringBuilder(name).append('/').append(mode);
    parameters.forEach((key, value) -> id.append('/').append(key).append('=').append(value));
    return id.toString();
  }
}
