package dev.dirtybench.benchmarks.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** What kind of jar an arm is. */
public enum ArmJar {
  /** A build of this program. */
  OWN,
  /** An uber-jar of JMH and somebody's benchmarks. */
  JMH;

  private static final String OWN_MAIN = "dev/dirtybench/cli/Main.class";
  private static final String JMH_MAIN = "org/openjdk/jmh/Main.class";
  private static final String LIST = "META-INF/BenchmarkList";

  /**
   * Looks into a jar.
   *
   * @param jar a file
   * @return its kind
   * @throws IllegalArgumentException if it is neither, or cannot be read; the message says what is
   *     missing and what helps
   */
  public static ArmJar of(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      if (zip.getEntry(OWN_MAIN) != null) {
        return OWN;
      }
      if (zip.getEntry(LIST) == null) {
        throw new IllegalArgumentException(
            jar
                + ": expected a jar of JMH benchmarks, found no "
                + LIST
                + " in it (did JMH's annotation processor run?)");
      }
      if (zip.getEntry(JMH_MAIN) == null) {
        throw new IllegalArgumentException(
            jar
                + ": expected a jar with JMH itself in it, found no "
                + JMH_MAIN
                + " (build an uber-jar, as JMH's archetype does)");
      }
      return JMH;
    } catch (ZipException e) {
      throw new IllegalArgumentException(jar + ": expected a jar, found: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(jar + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
