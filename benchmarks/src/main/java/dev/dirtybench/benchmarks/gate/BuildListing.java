package dev.dirtybench.benchmarks.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dirtybench.benchmarks.pass.Subject;
import dev.dirtybench.benchmarks.run.TargetJvm;
import dev.dirtybench.spi.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a build of this program can measure, as it says itself: two builds need not know the same.
 *
 * @param operations their labels
 * @param backends their names
 * @param yardsticks those of the backends that no change of a build is about: references and peers
 * @param bundled names of the traces in it
 * @param generators kinds of its trace generators
 */
public record BuildListing(
    Set<String> operations,
    Set<String> backends,
    Set<String> yardsticks,
    Set<String> bundled,
    Set<String> generators) {
  /** The class that starts a build. */
  static final String MAIN = "dev.dirtybench.cli.Main";

  private static final Set<String> NO_CONTENDER =
      Set.of(Capability.KEEPS_NOTHING.name(), Capability.REFERENCE.name(), Capability.PEER.name());

  private static final String GENERATOR_END = ":...";

  /** Copies the sets, in their order. */
  public BuildListing {
    operations = new LinkedHashSet<>(operations);
    backends = new LinkedHashSet<>(backends);
    yardsticks = Set.copyOf(yardsticks);
    bundled = new LinkedHashSet<>(bundled);
    generators = Set.copyOf(generators);
  }

  /**
   * Asks a build.
   *
   * @param arm the build
   * @param jvm runs it
   * @return its answer
   * @throws IOException if it does not answer; the message says why
   * @throws InterruptedException if the thread is interrupted
   */
  public static BuildListing of(GateArm arm, TargetJvm jvm)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(jvm.launcher()));
    command.addAll(jvm.flags());
    command.addAll(List.of("-cp", arm.classPath(), MAIN, "list", "--format", "json"));
    Fork fork = Fork.run(command);
    if (fork.failure() != null) {
      throw new IOException(arm.name() + " cannot list what it measures: " + fork.failure());
    }
    // The JVM may have warned of something first.
    int start = fork.lines().indexOf("{");
    String text = String.join("\n", fork.lines().subList(Math.max(0, start), fork.lines().size()));
    try {
      return parse(text);
    } catch (JsonProcessingException e) {
      throw new IOException(
          arm.name() + " cannot list what it measures: " + e.getOriginalMessage(), e);
    }
  }

  /** Reads what {@code list --format json} prints. */
  static BuildListing parse(String json) throws JsonProcessingException {
    JsonNode root = new ObjectMapper().readTree(json);
    Set<String> yardsticks = new LinkedHashSet<>();
    for (JsonNode backend : root.path("backends")) {
      for (JsonNode capability : backend.path("capabilities")) {
        if (NO_CONTENDER.contains(capability.asText())) {
          yardsticks.add(backend.path("name").asText());
        }
      }
    }
    Set<String> bundled = new LinkedHashSet<>();
    Set<String> generators = new LinkedHashSet<>();
    for (String trace : names(root, "traces")) {
      if (trace.endsWith(GENERATOR_END)) {
        generators.add(trace.substring(0, trace.length() - GENERATOR_END.length()));
      } else {
        bundled.add(trace);
      }
    }
    return new BuildListing(
        names(root, "operations"), names(root, "backends"), yardsticks, bundled, generators);
  }

  private static Set<String> names(JsonNode root, String list) {
    Set<String> names = new LinkedHashSet<>();
    root.path(list).forEach(row -> names.add(row.path("name").asText()));
    return names;
  }

  /**
   * Whether it can open a trace.
   *
   * @param spec a name, a generator's text, random bits or a file
   * @return true as far as can be told without opening it
   */
  public boolean knowsTrace(String spec) {
    int colon = spec.indexOf(':');
    return bundled.contains(spec)
        || colon > 0 && generators.contains(spec.substring(0, colon))
        || Subject.isRandomBits(spec)
        || Files.exists(Path.of(spec));
  }
}
