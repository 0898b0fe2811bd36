package dev.dirtybench.workloads.catalog;

import dev.dirtybench.workloads.ByteSize;
import dev.dirtybench.workloads.Quoted;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.read.ReadOptions;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trace files as a text names them: {@code path[+path...][:format][:key=value,...]}.
 *
 * <p>Keys: {@code disk-size}, {@code device}, {@code skip}, {@code limit}, and the settings of the
 * format. A path that exists as it stands is never cut at its colons or plus signs.
 *
 * @param files 1 or more
 * @param format its name, or null: told by content
 * @param options what to take
 */
record FileSpec(List<Path> files, String format, ReadOptions options) {
  /**
   * Reads a text.
   *
   * @return empty if it names no existing file
   * @throws IllegalArgumentException if what follows the path is wrong
   */
  static Optional<FileSpec> of(String text) {
    int colon = text.length();
    while (colon >= 0) {
      List<Path> files = filesOf(text.substring(0, colon));
      if (!files.isEmpty()) {
        return Optional.of(parse(files, text.substring(Math.min(text.length(), colon + 1))));
      }
      colon = text.lastIndexOf(':', colon - 1);
    }
    return Optional.empty();
  }

  private static List<Path> filesOf(String text) {
    Path whole = fileOf(text);
    if (whole != null) {
      return List.of(whole);
    }
    List<Path> files = new ArrayList<>();
    for (String part : text.split("\\+", -1)) {
      Path file = fileOf(part);
      if (file == null) {
        return List.of();
      }
      files.add(file);
    }
    return files;
  }

  /** The file of a path, or null; a pipe is a file too. */
  private static Path fileOf(String text) {
    Path path;
    try {
      path = Path.of(text);
    } catch (InvalidPathException e) {
      return null;
    }
    return !text.isEmpty() && Files.exists(path) && !Files.isDirectory(path) ? path : null;
  }

  private static FileSpec parse(List<Path> files, String rest) {
    int colon = rest.indexOf(':');
    int equals = rest.indexOf('=');
    boolean formatFirst = equals < 0 || colon >= 0 && colon < equals;
    String format = formatFirst ? rest.substring(0, colon < 0 ? rest.length() : colon) : "";
    String settings = formatFirst ? (colon < 0 ? "" : rest.substring(colon + 1)) : rest;
    return new FileSpec(files, format.isEmpty() ? null : format, options(settings));
  }

  private static ReadOptions options(String settings) {
    Map<String, String> values = new LinkedHashMap<>();
    // A comma before a word without an equals sign is part of the value, as in device=8,16.
    for (String setting : settings.isEmpty() ? new String[0] : settings.split(",(?=[^,]*=)", -1)) {
      int equals = setting.indexOf('=');
      if (equals < 1
          || values.put(setting.substring(0, equals), setting.substring(equals + 1)) != null) {
        throw new IllegalArgumentException(
            "expected key=value, each key once, behind the trace's file, found "
                + Quoted.text(setting));
      }
    }
    String size = values.remove("disk-size");
    String device = values.remove("device");
    String skip = values.remove("skip");
    String limit = values.remove("limit");
    return new ReadOptions(
        size == null ? TraceHead.UNKNOWN : ByteSize.parse(size),
        device,
        skip == null ? 0 : count("skip", skip),
        limit == null ? Long.MAX_VALUE : count("limit", limit),
        values);
  }

  private static long count(String key, String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException(
          key + ": expected a whole number of operations, found " + Quoted.text(text));
    }
    return Long.parseLong(text);
  }

  /** The same with what an option of the command line asks for, where the text itself does not. */
  FileSpec orElse(ReadOptions others) {
    Map<String, String> settings = new LinkedHashMap<>(others.settings());
    settings.putAll(options.settings());
    return new FileSpec(
        files,
        format,
        new ReadOptions(
            options.deviceSize() == TraceHead.UNKNOWN ? others.deviceSize() : options.deviceSize(),
            options.device() == null ? others.device() : options.device(),
            options.skip() == 0 ? others.skip() : options.skip(),
            options.limit() == Long.MAX_VALUE ? others.limit() : options.limit(),
            settings));
  }
}
