package dev.dirtybench.benchmarks.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The backends on the class path, as a JVM has them that need not be the one that asks. */
public final class JvmBackends {
  private static final String MAIN = "dev.dirtybench.cli.Main";

  private final Backends known;
  private final Map<String, String> unavailable;

  JvmBackends(Backends known, Map<String, String> unavailable) {
    this.known = known;
    this.unavailable = new TreeMap<>(unavailable);
  }

  /**
   * Those of the JVM that this code runs in.
   *
   * @param known on the class path
   * @return the backends
   */
  public static JvmBackends here(Backends known) {
    return new JvmBackends(known, known.unavailable());
  }

  /**
   * Asks another JVM which ones it can have.
   *
   * @param known on the class path
   * @param jvm the other one
   * @param classPath the class path
   * @return the backends
   * @throws IOException if it does not answer; says why
   * @throws InterruptedException if the thread is interrupted
   */
  public static JvmBackends of(Backends known, TargetJvm jvm, String classPath)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(jvm.launcher()));
    command.addAll(jvm.flags());
    command.addAll(List.of("-cp", classPath, MAIN, "list", "backends", "--format", "json"));
    List<String> lines = new ArrayList<>();
    String failure = ChildProcess.run(command, lines::add);
    if (failure != null) {
      throw new IOException(jvm.launcher() + " cannot list the backends: " + failure);
    }
    return new JvmBackends(known, unavailable(jvm, lines));
  }

  /** What the list says behind anything that the JVM may have warned of first. */
  private static Map<String, String> unavailable(TargetJvm jvm, List<String> lines)
      throws IOException {
    List<String> json = lines.subList(Math.max(0, lines.indexOf("{")), lines.size());
    Map<String, String> reasons = new TreeMap<>();
    try {
      for (JsonNode row : new ObjectMapper().readTree(String.join("\n", json)).at("/unavailable")) {
        reasons.put(row.path("name").asText(), row.path("reason").asText());
      }
    } catch (JsonProcessingException e) {
      throw new IOException(
          jvm.launcher() + " cannot list the backends: " + e.getOriginalMessage(), e);
    }
    return reasons;
  }

  /**
   * The names of those that the JVM can have.
   *
   * @return sorted
   */
  public List<String> available() {
    return known.names().stream().filter(name -> !unavailable.containsKey(name)).toList();
  }

  /**
   * Those that the JVM cannot have, and why.
   *
   * @return reasons by name, sorted
   */
  public Map<String, String> unavailable() {
    return new TreeMap<>(unavailable);
  }

  /**
   * The provider of a backend, of which only what it says of itself may be used here.
   *
   * @param name of one that some JVM can have
   * @return the provider, newly created
   * @throws dev.dirtybench.spi.UnknownBackendException if there is none of that name
   */
  public BitmapProvider describe(String name) {
    return known.describe(name);
  }

  /**
   * Whether a backend competes, and is no yardstick.
   *
   * @param name of one on the class path
   * @return false if it states {@link Capability#REFERENCE} or {@link Capability#KEEPS_NOTHING}
   */
  public boolean competes(String name) {
    Set<Capability> stated = describe(name).capabilities();
    return !stated.contains(Capability.REFERENCE) && !stated.contains(Capability.KEEPS_NOTHING);
  }

  /** All on the class path. */
  Backends known() {
    return known;
  }

  /**
   * Refuses a backend that none of the JVMs can have.
   *
   * @param name as the user gave it
   * @param jvms all that are measured
   * @throws dev.dirtybench.spi.UnknownBackendException if there is none of that name
   * @throws IllegalArgumentException if no JVM can have it
   */
  public static void requireSomewhere(String name, List<JvmBackends> jvms) {
    jvms.get(0).describe(name);
    if (jvms.stream().allMatch(jvm -> jvm.unavailable.containsKey(name))) {
      throw new IllegalArgumentException(
          jvms.stream()
              .map(jvm -> jvm.unavailable.get(name))
              .distinct()
              .collect(Collectors.joining("; ", "backend \"" + name + "\" ", "")));
    }
  }
}
