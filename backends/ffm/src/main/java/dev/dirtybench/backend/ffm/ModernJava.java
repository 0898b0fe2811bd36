package dev.dirtybench.backend.ffm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * Whether the part of this module that needs a modern Java is there and can run.
 *
 * @param running feature release of the JVM
 * @param built feature release of the JDK that built this module
 * @param vectors whether the JVM was started with the Vector API
 */
record ModernJava(int running, int built, boolean vectors) {
  /** The release that made {@code java.lang.foreign} final. */
  static final int NEEDED = 22;

  private static final String BITMAPS = "dev.dirtybench.backend.ffm.NativeSegmentBitmaps";
  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  /** The facts of this JVM and this build. */
  static ModernJava here() {
    return new ModernJava(
        Runtime.version().feature(),
        builtBy(),
        ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent());
  }

  private static int builtBy() {
    Properties facts = new Properties();
    try (InputStream in = ModernJava.class.getResourceAsStream("build.properties")) {
      if (in == null) {
        throw new IllegalStateException("build.properties must lie beside " + ModernJava.class);
      }
      facts.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read which JDK built the backend ffm", e);
    }
    return Integer.parseInt(facts.getProperty("jdk"));
  }

  /** What is missing, or empty. */
  Optional<String> missing() {
    if (running < NEEDED) {
      return Optional.of("needs Java " + NEEDED + " or newer to run, this is " + running);
    }
    if (built < NEEDED) {
      return Optional.of(
          "needs a build by JDK " + NEEDED + " or newer, this one was made by " + built);
    }
    return Optional.empty();
  }

  /** What is missing for the Vector API, or empty. */
  Optional<String> missingForVectors() {
    Optional<String> missing = missing();
    if (missing.isPresent() || vectors) {
      return missing;
    }
    return Optional.of(
        "needs the module "
            + VECTOR_MODULE
            + ", this JVM was started without it; set JDK_JAVA_OPTIONS=--add-modules="
            + VECTOR_MODULE
            + " for it and its forks");
  }

  /**
   * The part for the modern Java, which must not be {@link #missing()}.
   *
   * @throws IllegalStateException if it cannot be loaded
   */
  static SegmentBitmaps bitmaps() {
    try {
      return (SegmentBitmaps) Class.forName(BITMAPS).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(BITMAPS + " must be there after a build by JDK 22", e);
    }
  }
}
