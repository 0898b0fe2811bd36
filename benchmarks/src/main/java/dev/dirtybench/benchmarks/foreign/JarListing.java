package dev.dirtybench.benchmarks.foreign;

import dev.dirtybench.benchmarks.run.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The benchmarks of a JMH jar, as the jar's own JMH lists them.
 *
 * @param jar the file
 * @param entries one for each benchmark and mode
 */
public record JarListing(Path jar, List<Entry> entries) {
  private static final String PROBE_FILE = JarProbe.class.getName().replace('.', '/') + ".class";

  /** Copies the list. */
  public JarListing {
    entries = List.copyOf(entries);
  }

  /**
   * One benchmark in one mode.
   *
   * @param name of class and method, or group
   * @param mode JMH's short name
   * @param parameters values by name
   */
  public record Entry(String name, String mode, Map<String, List<String>> parameters) {}

  /**
   * Asks a jar, in a JVM that runs no benchmark.
   *
   * @param jar one with JMH and a list of benchmarks in it
   * @param launcher a java launcher
   * @return the list, sorted by name and mode
   * @throws IOException if it cannot be read or its JMH cannot be run; the message says why
   * @throws InterruptedException if the thread is interrupted
   */
  public static JarListing of(Path jar, String launcher) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("dirtybench-probe");
    Path probe = folder.resolve(PROBE_FILE);
    List<Entry> entries = new ArrayList<>();
    try {
      Files.createDirectories(probe.getParent());
      try (InputStream bytes = JarProbe.class.getResourceAsStream("/" + PROBE_FILE)) {
        Files.copy(bytes, probe);
      }
      List<String> command =
          List.of(launcher, "-cp", jar + File.pathSeparator + folder, JarProbe.class.getName());
      String failure = ChildProcess.run(command, line -> add(line, entries));
      if (failure != null) {
        throw new IOException(
            jar + ": its JMH cannot list the benchmarks (1.21 to 1.37 can): " + failure);
      }
    } finally {
      for (Path path = probe; !path.equals(folder); path = path.getParent()) {
        Files.deleteIfExists(path);
      }
      Files.delete(folder);
    }
    Map<String, Entry> sorted = new TreeMap<>();
    entries.forEach(entry -> sorted.put(entry.name() + ' ' + entry.mode(), entry));
    return new JarListing(jar, List.copyOf(sorted.values()));
  }

  private static void add(String line, List<Entry> entries) {
    String[] fields = line.split("\t");
    if (fields.length < 3 || !fields[0].equals(JarProbe.MARK)) {
      return;
    }
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (int i = 3; i < fields.length; i++) {
      List<String> words = new ArrayList<>();
      for (String word : fields[i].split(" ")) {
        words.add(decoded(word));
      }
      parameters.put(words.get(0), List.copyOf(words.subList(1, words.size())));
    }
    entries.add(new Entry(decoded(fields[2]), fields[1], parameters));
  }

  private static String decoded(String word) {
    return new String(Base64.getDecoder().decode(word.substring(1)), StandardCharsets.UTF_8);
  }
}
