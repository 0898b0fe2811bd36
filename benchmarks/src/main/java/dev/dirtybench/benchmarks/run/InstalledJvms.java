package dev.dirtybench.benchmarks.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The JVMs that a name can mean: those in one folder, each in a home of its own, and whatever a
 * path leads to.
 *
 * <p>A name is, in this order, a path of a home or of a launcher, the name of a home in the folder,
 * a version such as {@code 25} or {@code 17.0.15} of one of these homes, or a command on the {@code
 * PATH}.
 */
public final class InstalledJvms {
  private static final Path LAUNCHER = Path.of("bin", isWindows() ? "java.exe" : "java");

  private final Path folder;

  /**
   * The JVMs in a folder.
   *
   * @param folder of homes; null if it is not known, then only paths and commands are found
   */
  public InstalledJvms(Path folder) {
    this.folder = folder;
  }

  /**
   * The neighbours of the JVM that this code runs in.
   *
   * @return those in the folder that its home is in
   */
  public static InstalledJvms besideThisOne() {
    Path home = Path.of(System.getProperty("java.home"));
    try {
      return new InstalledJvms(home.toRealPath().getParent());
    } catch (IOException e) {
      return new InstalledJvms(home.toAbsolutePath().getParent());
    }
  }

  /**
   * The launcher that a name means.
   *
   * @param name as above
   * @return path of a {@code java}, or the command as it is
   * @throws IllegalArgumentException if it means none, or several
   */
  public String launcher(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "expected the name of a JVM in --jvm, found \"" + name + "\"; " + advice());
    }
    if (name.indexOf('/') >= 0 || name.indexOf(File.separatorChar) >= 0) {
      return launcherAt(Path.of(name), name).toString();
    }
    if (folder != null && Files.isExecutable(folder.resolve(name).resolve(LAUNCHER))) {
      return folder.resolve(name).resolve(LAUNCHER).toString();
    }
    if (name.matches("[0-9]+(\\.[0-9]+)*")) {
      return ofVersion(name).resolve(LAUNCHER).toString();
    }
    if (isOnThePath(name)) {
      return name;
    }
    Path here = Path.of(name);
    if (Files.exists(here)) {
      return launcherAt(here, name).toString();
    }
    throw new IllegalArgumentException(
        "expected the name of a JVM in --jvm, found \""
            + name
            + "\", which is no file, no folder, no command and no JVM"
            + place()
            + "; "
            + advice());
  }

  /**
   * What a launcher can be called for it to be found again, on another day or by another path.
   *
   * @param launcher path of a {@code java}
   * @return the name of its home, if that is in the folder, else the launcher
   */
  public String nameOf(String launcher) {
    Path bin = Path.of(launcher).getParent();
    Path home = bin == null ? null : bin.getParent();
    boolean isHere =
        home != null
            && folder != null
            && folder.equals(home.getParent())
            && home.resolve(LAUNCHER).equals(Path.of(launcher));
    return isHere ? home.getFileName().toString() : launcher;
  }

  private Path launcherAt(Path path, String name) {
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(
          "expected a JVM's home or its java in --jvm, found nothing at " + name + "; " + advice());
    }
    Path launcher = Files.isDirectory(path) ? path.resolve(LAUNCHER) : path;
    if (!Files.isExecutable(launcher)) {
      throw new IllegalArgumentException(
          "expected a JVM's home or its java in --jvm, found "
              + (Files.isDirectory(path) ? "no " + LAUNCHER + " in " : "no program at ")
              + name
              + "; "
              + advice());
    }
    return launcher.toAbsolutePath().normalize();
  }

  private Path ofVersion(String version) {
    Map<String, Path> found = new LinkedHashMap<>();
    homes()
        .forEach(
            (name, home) -> {
              String itsVersion = version(home);
              if (itsVersion.equals(version) || itsVersion.startsWith(version + '.')) {
                found.put(name, home);
              }
            });
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "expected one JVM of version "
              + version
              + " for --jvm, found "
              + (found.isEmpty() ? "none" : String.join(" and ", found.keySet()))
              + place()
              + "; "
              + advice());
    }
    return found.values().iterator().next();
  }

  private String place() {
    return folder == null ? "" : " in " + folder;
  }

  private String advice() {
    List<String> known = new ArrayList<>();
    homes().forEach((name, home) -> known.add(name + " (" + version(home) + ")"));
    return "give a path"
        + (known.isEmpty() ? "" : ", a version or a name of " + String.join(", ", known));
  }

  /** The homes in the folder by name; of several names for one, what is no link to it. */
  private Map<String, Path> homes() {
    Map<String, Path> homes = new LinkedHashMap<>();
    if (folder == null) {
      return homes;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> found =
          entries
              .filter(home -> Files.isExecutable(home.resolve(LAUNCHER)))
              .sorted(Comparator.comparing(Files::isSymbolicLink).thenComparing(home -> home))
              .toList();
      Set<Path> real = new HashSet<>();
      for (Path home : found) {
        if (real.add(home.toRealPath())) {
          homes.put(home.getFileName().toString(), home);
        }
      }
    } catch (IOException e) {
      return homes; // a folder that cannot be read has none that could be named
    }
    return homes;
  }

  /** From the release file: to start a JVM and ask it would take a fifth of a second each. */
  private static String version(Path home) {
    Properties release = new Properties();
    try (var reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
    } catch (IOException e) {
      return "of unknown version";
    }
    return release.getProperty("JAVA_VERSION", "of unknown version").replace("\"", "");
  }

  private static boolean isOnThePath(String command) {
    String path = System.getenv("PATH");
    return path != null
        && Stream.of(path.split(File.pathSeparator))
            .filter(part -> !part.isEmpty())
            .map(part -> Path.of(part, command))
            .anyMatch(file -> Files.isRegularFile(file) && Files.isExecutable(file));
  }

  private static boolean isWindows() {
    return File.separatorChar == '\\';
  }
}
