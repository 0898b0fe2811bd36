package dev.dirtybench.cli.trace;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Lists the formats of traces. */
@Command(
    name = "formats",
    aliases = "list",
    description = "Lists the formats that are read and written, those of further jars included.",
    footer = {"", "Example:", "  dirtybench trace formats --class-path mine.jar"})
final class FormatsCommand extends TraceJob {
  @Override
  void run() {
    List<Map<String, Object>> rows = FormatList.rows();
    int width = rows.stream().mapToInt(row -> row.get("name").toString().length()).max().orElse(1);
    for (Map<String, Object> row : rows) {
      out()
          .printf(
              "%-" + width + "s  %s%s%n",
              row.get("name"),
              FormatList.use(row),
              row.get("description"));
    }
  }
}
