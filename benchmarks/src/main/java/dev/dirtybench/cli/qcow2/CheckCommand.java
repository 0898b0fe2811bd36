package dev.dirtybench.cli.qcow2;

import dev.dirtybench.qcow2.image.CheckReport;
import dev.dirtybench.qcow2.image.FileStorage;
import dev.dirtybench.qcow2.image.ImageCheck;
import dev.dirtybench.qcow2.image.ImageLockedException;
import dev.dirtybench.qcow2.image.LeakRepair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks the refcounts of an image, bitmaps included. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Checks an image's refcounts; nothing is written without --repair.",
    footer = {
      "",
      "Example:",
      "  dirtybench qcow2 check --repair leaks disk.qcow2",
      "  dirtybench qcow2 check -U disk.qcow2",
      "",
      "Exit code 0: in order; 1: could not be checked; 2: corrupt; 3: leaked clusters only.",
      "A wrong call is 2 as well, with one line on standard error and none on standard output."
    })
final class CheckCommand extends ImageCommand {
  @Mixin private OutputOption output;

  @Option(
      names = {"-r", "--repair"},
      paramLabel = "WHAT",
      description = "leaks: frees leaked clusters")
  private String repair;

  @Mixin private ForceShareOption share;

  @Parameters(index = "0", paramLabel = "FILE", description = "the image")
  private Path file;

  @Override
  int run() throws IOException, JobFailedException {
    if (repair != null && !repair.equals("leaks")) {
      throw new JobFailedException(
          "--repair must be leaks, got \""
              + repair
              + "\"; for anything else take qemu-img check -r all");
    }
    if (repair != null && share.isSet()) {
      throw new JobFailedException(
          "--repair writes and cannot go with --force-share; close the image first");
    }
    if (!Files.exists(file)) {
      throw new JobFailedException("no such file: " + file);
    }
    CheckReport found = repair == null ? check() : LeakRepair.repair(file);
    boolean repaired = repair != null && found.exitCode() == 3;
    CheckReport left = repaired ? check() : found;
    if (!left.failure().isEmpty()) {
      throw new JobFailedException(left.failure());
    }
    long fixed = found.leakedClusters() - left.leakedClusters();
    if (share.isSet() && left.exitCode() != 0) {
      warn(
          "read without locks: a process that has the image open keeps newer refcounts in its"
              + " memory, so these may be of the moment; check again once it has closed the image");
    }
    if (output.isJson()) {
      OutputOption.print(json(left, fixed), out());
    } else {
      print(left, fixed);
    }
    return left.exitCode();
  }

  private CheckReport check() throws IOException, JobFailedException {
    if (share.isSet()) {
      return ImageCheck.check(file, share.mode());
    }
    try (FileStorage storage = FileStorage.open(file, share.mode())) {
      return ImageCheck.check(storage, file.toString());
    } catch (ImageLockedException e) {
      throw new JobFailedException(e.getMessage() + "\n" + ForceShareOption.HINT, e);
    }
  }

  private Map<String, Object> json(CheckReport left, long fixed) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("filename", file.toString());
    json.put("format", "qcow2");
    json.put("check-errors", 0);
    putUnlessZero(json, "corruptions", left.corruptionCount());
    putUnlessZero(json, "leaks", left.leakedClusters());
    putUnlessZero(json, "leaks-fixed", fixed);
    return json;
  }

  private static void putUnlessZero(Map<String, Object> json, String key, long count) {
    if (count != 0) {
      json.put(key, count);
    }
  }

  private void print(CheckReport left, long fixed) {
    left.corruptions().forEach(line -> out().println("ERROR " + line));
    left.leaks().forEach(out()::println);
    if (fixed > 0) {
      out().println(fixed + " leaked clusters were repaired.");
    }
    if (left.exitCode() == 0) {
      out().println("No errors were found on the image.");
    }
    if (left.corruptionCount() > 0) {
      out().println(left.corruptionCount() + " errors were found on the image.");
      out().println("Data may be corrupted, or further writes to the image may corrupt it.");
    }
    if (left.leakedClusters() > 0) {
      out().println(left.leakedClusters() + " leaked clusters were found on the image.");
      out().println("They waste space and harm no data.");
    }
  }
}
