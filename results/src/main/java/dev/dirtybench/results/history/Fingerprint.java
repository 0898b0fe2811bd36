package dev.dirtybench.results.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dirtybench.results.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A short name for all machines whose scores may stand in one series.
 *
 * <p>Made of stable categories alone: model and number of cores, JDK build, collector, heap, huge
 * pages, the kernel's first two numbers, the JVM's flags. Clock rates and the like, which differ
 * from one start of a virtual machine to the next, are left out.
 */
public final class Fingerprint {
  private static final int DIGITS = 12;

  private Fingerprint() {}

  /**
   * The name of a run's machine.
   *
   * @param manifest of the run
   * @return 12 hex digits
   */
  public static String of(JsonNode manifest) {
    JsonNode jdk = manifest.path("jdk");
    List<String> flags = new ArrayList<>();
    jdk.path("flags").forEach(flag -> flags.add(flag.asText()));
    Map<String, String> facts = new TreeMap<>();
    facts.put("cpu", manifest.at("/cpu/model").asText());
    facts.put("cores", manifest.at("/cpu/cores").asText());
    facts.put("jdk", jdk.path("vendor").asText() + ' ' + jdk.path("version").asText());
    facts.put("gc", jdk.path("gc").asText());
    facts.put("heap", jdk.path("maxHeap").asText());
    facts.put("thp", manifest.at("/mem/thp").asText());
    facts.put("kernel", majorMinor(manifest.at("/os/kernel").asText()));
    facts.put("jvm args", String.join(" ", flags));
    facts.values().removeIf(String::isBlank);
    String text =
        facts.entrySet().stream()
            .map(fact -> fact.getKey() + '=' + fact.getValue())
            .collect(Collectors.joining("\n"));
    return Sha256.ofText(text).substring(0, DIGITS);
  }

  private static String majorMinor(String kernel) {
    String[] parts = kernel.split("[.-]", 3);
    return parts.length < 2 ? kernel : parts[0] + '.' + parts[1];
  }
}
