package dev.dirtybench.benchmarks.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JVM that the cells run in: where its launcher is, what it says of itself, and the flags that
 * the backends need in it.
 *
 * @param launcher path of {@code java}
 * @param properties its system properties
 */
public record TargetJvm(String launcher, Map<String, String> properties) {
  /**
   * The JVM that this code runs in.
   *
   * @return the target
   */
  public static TargetJvm current() {
    Map<String, String> properties = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      properties.put(name, System.getProperty(name));
    }
    String launcher = ProcessHandle.current().info().command().orElse("java");
    return new TargetJvm(launcher, properties);
  }

  /**
   * Asks a JVM what it is.
   *
   * @param name of the JVM, as {@link InstalledJvms} takes it
   * @return the target
   * @throws IllegalArgumentException if there is none of that name, it cannot be run or is older
   *     than 17
   */
  public static TargetJvm of(String name) {
    return at(InstalledJvms.besideThisOne().launcher(name));
  }

  private static TargetJvm at(String launcher) {
    Map<String, String> properties = new TreeMap<>();
    try {
      Process process =
          new ProcessBuilder(launcher, "-XshowSettings:properties", "-version")
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.split("\\R")) {
        int equals = line.indexOf(" = ");
        if (equals > 0) {
          properties.put(line.substring(0, equals).trim(), line.substring(equals + 3).trim());
        }
      }
      process.waitFor();
      if (!properties.containsKey("java.specification.version")) {
        throw new IOException(
            "it ended with " + process.exitValue() + " and said " + firstLine(text));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--jvm must name a JVM of 17 or newer, found " + launcher + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + launcher, e);
    }
    TargetJvm jvm = new TargetJvm(launcher, properties);
    if (jvm.feature() < 17) {
      throw new IllegalArgumentException(
          "--jvm must name a JVM of 17 or newer, found "
              + launcher
              + " of version "
              + jvm.property("java.specification.version"));
    }
    return jvm;
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().map(line -> '"' + line + '"').orElse("nothing");
  }

  /**
   * What the JVM says of itself.
   *
   * @param name of a system property
   * @return its value, "unknown" if there is none
   */
  public String property(String name) {
    return properties.getOrDefault(name, "unknown");
  }

  /**
   * The feature release.
   *
   * @return such as 17, 0 if unknown
   */
  public int feature() {
    String version = properties.getOrDefault("java.specification.version", "0");
    String digits = version.startsWith("1.") ? version.substring(2) : version;
    return digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : 0;
  }

  /**
   * The flags without which Agrona and Chronicle Bytes do not run, or not quietly.
   *
   * @return arguments for the launcher
   */
  public List<String> flags() {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                "-Dchronicle.analytics.disable=true",
                "-Dchronicle.announcer.disable=true"));
    if (feature() >= 24) {
      flags.add("--enable-native-access=ALL-UNNAMED");
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    return flags;
  }
}
