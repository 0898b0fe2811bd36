package dev.dirtybench.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Subject;
import dev.dirtybench.benchmarks.run.Profile;
import dev.dirtybench.cli.environment.ClassPathOption;
import dev.dirtybench.cli.trace.FormatList;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.workloads.catalog.BundledTrace;
import dev.dirtybench.workloads.catalog.Traces;
import dev.dirtybench.workloads.generate.NamedGenerator;
import dev.dirtybench.workloads.generate.TraceGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what can be measured. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists backends, traces, trace formats, operations or profiles.",
    footer = {"", "Example:", "  dirtybench list backends --format json"})
final class ListCommand implements Callable<Integer> {
  private static final List<String> TOPICS =
      List.of("backends", "traces", "formats", "operations", "profiles");

  private static final String UNAVAILABLE = "unavailable";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TOPIC",
      description = "backends, traces, formats, operations or profiles; default: all of them")
  private String topic;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json")
  private String format = "text";

  @Mixin private ClassPathOption classPath;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (topic != null && !TOPICS.contains(topic)) {
      throw new IllegalArgumentException(
          "unknown topic \"" + topic + "\", expected one of " + String.join(", ", TOPICS));
    }
    if (!format.equals("text") && !format.equals("json")) {
      throw new IllegalArgumentException(
          "unknown format \"" + format + "\", expected text or json");
    }
    classPath.apply();
    Map<String, List<Map<String, Object>>> lists = new LinkedHashMap<>();
    for (String each : topic == null ? TOPICS : List.of(topic)) {
      lists.put(each, rows(each));
      if (each.equals("backends")) {
        lists.put(UNAVAILABLE, unavailable());
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    if (format.equals("json")) {
      ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      out.println(mapper.writeValueAsString(lists));
    } else {
      lists.forEach(
          (name, rows) -> {
            if (!rows.isEmpty() || !name.equals(UNAVAILABLE)) {
              print(out, name, rows);
            }
          });
    }
    out.flush();
    return 0;
  }

  private static List<Map<String, Object>> rows(String topic) {
    return switch (topic) {
      case "backends" -> backends();
      case "traces" -> traces();
      case "formats" -> FormatList.rows();
      case "operations" -> {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Operation operation : Operation.values()) {
          rows.add(row(operation.label(), operation.description()));
        }
        yield rows;
      }
      default -> {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Profile profile : Profile.values()) {
          rows.add(row(profile.label(), profile.description()));
        }
        yield rows;
      }
    };
  }

  private static List<Map<String, Object>> backends() {
    Backends known = Backends.load();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String name : known.available()) {
      BitmapProvider provider = known.require(name);
      Map<String, Object> row = row(name, provider.description());
      row.put("version", Version.of(provider.getClass()));
      row.put("maxBits", provider.maxBits());
      row.put("capabilities", provider.capabilities().stream().map(Enum::name).sorted().toList());
      rows.add(row);
    }
    return rows;
  }

  /** Beside the others and not among them: whoever reads the list takes what is in it as usable. */
  private static List<Map<String, Object>> unavailable() {
    List<Map<String, Object>> rows = new ArrayList<>();
    Backends.load()
        .unavailable()
        .forEach(
            (name, reason) -> {
              Map<String, Object> row = new LinkedHashMap<>();
              row.put("name", name);
              row.put("reason", reason);
              rows.add(row);
            });
    return rows;
  }

  private static List<Map<String, Object>> traces() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (BundledTrace trace : Traces.bundled()) {
      rows.add(row(trace.name(), trace.summary()));
    }
    for (NamedGenerator named : Traces.named()) {
      rows.add(row(named.name(), named.summary()));
    }
    for (TraceGenerator generator : Traces.generators()) {
      rows.add(row(generator.kind() + ":...", "generator: " + generator.summary()));
    }
    rows.add(
        row(
            Subject.BITS_FORM,
            "random bits for the operations on images, such as bits-64M-0.5: 64 MiB, half set"));
    return rows;
  }

  private static Map<String, Object> row(String name, String description) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", name);
    row.put("description", description);
    return row;
  }

  private static void print(PrintWriter out, String topic, List<Map<String, Object>> rows) {
    out.println(topic + ":");
    int width = rows.stream().mapToInt(row -> row.get("name").toString().length()).max().orElse(0);
    for (Map<String, Object> row : rows) {
      out.printf(
          "  %-" + Math.max(1, width) + "s  %s%s%n",
          row.get("name"),
          topic.equals("formats") ? FormatList.use(row) : "",
          row.getOrDefault("description", row.get("reason")));
    }
    out.println();
  }
}
