package dev.dirtybench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What must be alike on two machines for their scores to be compared: stable categories only, never
 * frequencies.
 *
 * @param facts value by category, in a fixed order; a category that is not known is not there
 */
public record MachineFingerprint(Map<String, String> facts) {
  /** The category of the JVM's build. */
  public static final String JDK = "jdk";

  /** The category of the flags that the measured JVM got. */
  public static final String JVM_ARGS = "jvm args";

  /** The category of the largest heap. */
  public static final String HEAP = "heap";

  private static final int HASH_DIGITS = 12;

  /** Copies the facts, in their order. */
  public MachineFingerprint {
    facts = new LinkedHashMap<>(facts);
  }

  /**
   * The fingerprint of a run, or of one of the machines of a merged run.
   *
   * @param manifest an object with the members {@code cpu}, {@code jdk}, {@code mem} and {@code os}
   *     of a manifest
   * @return the fingerprint
   */
  public static MachineFingerprint of(JsonNode manifest) {
    Map<String, String> facts = new LinkedHashMap<>();
    JsonNode jdk = manifest.path("jdk");
    put(facts, "cpu", manifest.at("/cpu/model").asText());
    put(facts, "cores", manifest.at("/cpu/cores").asText());
    put(facts, JDK, jdk.path("vendor").asText() + ' ' + jdk.path("version").asText());
    put(facts, "gc", jdk.path("gc").asText());
    put(facts, HEAP, jdk.path("maxHeap").asText());
    put(facts, "thp", manifest.at("/mem/thp").asText());
    put(facts, "kernel", majorMinor(manifest.at("/os/kernel").asText()));
    List<String> flags = new ArrayList<>();
    jdk.path("flags").forEach(flag -> flags.add(flag.asText()));
    put(facts, JVM_ARGS, String.join(" ", flags));
    return new MachineFingerprint(facts);
  }

  private static void put(Map<String, String> facts, String category, String value) {
    if (!value.isBlank()) {
      facts.put(category, value);
    }
  }

  private static String majorMinor(String kernel) {
    String[] parts = kernel.split("[.-]", 3);
    return parts.length < 2 ? kernel : parts[0] + '.' + parts[1];
  }

  /**
   * A short name of this kind of machine, the same wherever all categories are.
   *
   * @return 12 hex digits
   */
  public String hash() {
    String text =
        facts.entrySet().stream()
            .map(fact -> fact.getKey() + '=' + fact.getValue())
            .sorted()
            .collect(Collectors.joining("\n"));
    return Sha256.ofText(text).substring(0, HASH_DIGITS);
  }

  /**
   * What is not alike elsewhere, of what both know.
   *
   * @param other the other machine
   * @return such as {@code cores: 2 and 4}; empty if all is alike
   */
  public List<String> unlike(MachineFingerprint other) {
    List<String> unlike = new ArrayList<>();
    facts.forEach(
        (category, value) -> {
          String theirs = other.facts.get(category);
          if (theirs != null && !theirs.equals(value)) {
            unlike.add(category + ": " + value + " and " + theirs);
          }
        });
    return unlike;
  }

  /**
   * The same machine with one category of another value.
   *
   * @param category which
   * @param value null to leave it out
   * @return a copy
   */
  public MachineFingerprint with(String category, String value) {
    Map<String, String> changed = new LinkedHashMap<>(facts);
    if (value == null) {
      changed.remove(category);
    } else {
      changed.put(category, value);
    }
    return new MachineFingerprint(changed);
  }
}
