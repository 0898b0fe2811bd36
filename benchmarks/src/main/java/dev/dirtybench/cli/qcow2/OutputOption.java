package dev.dirtybench.cli.qcow2;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether a command prints for people or for programs. */
final class OutputOption {
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--output", paramLabel = "FORMAT", description = "human (default) or json")
  void set(String format) {
    if (!format.equals("human") && !format.equals("json")) {
      throw new ParameterException(
          spec.commandLine(), "--output must be human or json, got \"" + format + '"');
    }
    json = format.equals("json");
  }

  boolean isJson() {
    return json;
  }

  static void print(Object value, PrintWriter out) throws IOException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    out.println(mapper.writeValueAsString(value));
  }
}
