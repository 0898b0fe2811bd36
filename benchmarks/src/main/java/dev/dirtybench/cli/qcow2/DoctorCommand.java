package dev.dirtybench.cli.qcow2;

import dev.dirtybench.qcow2.doctor.ChainReport;
import dev.dirtybench.qcow2.doctor.Doctor;
import dev.dirtybench.qcow2.doctor.ImageReport;
import dev.dirtybench.qcow2.doctor.Remedy;
import dev.dirtybench.qcow2.doctor.Treatment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is wrong with the bitmaps of images and their backing files, and what mends it. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what is wrong with images' bitmaps, and what mends it.",
      "Along the backing files: which bitmaps can be used for an incremental backup and",
      "how much it would copy, what is wrong and why, and the commands that mend it.",
      "Writes nothing without --fix. An image that a running QEMU has open is looked at",
      "without locks, as it is at that moment."
    },
    footer = {
      "",
      "Examples:",
      "  dirtybench qcow2 doctor disk.qcow2",
      "  dirtybench qcow2 doctor --fix disk.qcow2",
      "",
      "--fix removes only bitmaps that no program can use, and frees leaked clusters.",
      "It leaves chains alone of which an image is open in another process.",
      "Exit code 0: healthy; 1: something to mend; 2: the call was wrong."
    })
final class DoctorCommand extends ImageCommand {
  @Option(names = "--fix", description = "says what it will do, does it, and examines again")
  private boolean fix;

  @Mixin private OutputOption output;

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "images, each on top of a chain")
  private List<Path> files = List.of();

  @Override
  int run() throws IOException {
    for (Path file : files) {
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
    }
    List<ChainReport> reports = examine();
    List<Map<String, Object>> fixed = new ArrayList<>();
    List<Path> refused = List.of();
    if (fix) {
      if (!output.isJson()) {
        print(reports);
      }
      refused = held(reports);
      fixed = treat(reports.stream().filter(report -> report.held().isEmpty()).toList());
      if (!fixed.isEmpty()) {
        reports = examine();
      }
    }
    boolean healthy = reports.stream().allMatch(ChainReport::isHealthy);
    if (output.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("healthy", healthy);
      json.put("chains", reports.stream().map(ReportJson::of).toList());
      if (fix) {
        json.put("fixed", fixed);
      }
      OutputOption.print(json, out());
    } else if (!fix || !fixed.isEmpty()) {
      print(reports);
    }
    for (Path image : refused) {
      error()
          .println(
              "dirtybench: --fix is refused for "
                  + image
                  + ": another process has it open for writing; close it there first");
    }
    return healthy && refused.isEmpty() ? 0 : 1;
  }

  private static List<Path> held(List<ChainReport> reports) {
    return reports.stream()
        .flatMap(report -> report.held().stream())
        .map(ImageReport::path)
        .distinct()
        .toList();
  }

  private void print(List<ChainReport> reports) {
    reports.forEach(report -> new ReportText(report, out()).print());
  }

  private List<ChainReport> examine() {
    Doctor doctor = new Doctor(backend());
    return files.stream().map(doctor::examine).toList();
  }

  private List<Map<String, Object>> treat(List<ChainReport> reports) {
    Set<Remedy> remedies = new LinkedHashSet<>();
    reports.forEach(report -> remedies.addAll(report.treatable()));
    PrintWriter say = output.isJson() ? error() : out();
    if (remedies.isEmpty()) {
      say.println("nothing that --fix could do");
      say.println();
    } else {
      say.println("will do:");
      remedies.forEach(remedy -> say.println("  " + command(remedy)));
      say.println();
    }
    say.flush();
    List<Map<String, Object>> results = new ArrayList<>();
    Treatment treatment = new Treatment(backend());
    for (Remedy remedy : remedies) {
      Map<String, Object> result = new LinkedHashMap<>(ReportJson.of(remedy));
      try {
        treatment.apply(remedy);
        result.put("done", true);
        say.println("done: " + command(remedy));
      } catch (IOException | IllegalStateException e) {
        result.put("done", false);
        result.put("reason", reason(e));
        say.println("failed: " + command(remedy) + ": " + reason(e));
      }
      results.add(result);
    }
    if (!remedies.isEmpty()) {
      say.println();
    }
    say.flush();
    return results;
  }

  private static String command(Remedy remedy) {
    return ShellWords.of(remedy.commands().get(0));
  }
}
