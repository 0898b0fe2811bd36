package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/**
 * Somebody else's project: benchmarks, compiled with JMH's annotation processor and packed with JMH
 * into one jar, with nothing of this program in it.
 */
final class TinyJmhProject {
  private static final List<String> LIBRARIES = List.of("jmh-core", "jopt-simple", "commons-math3");

  private final StringBuilder methods = new StringBuilder();

  /** Adds a member of the class {@code org.sample.Tiny}. */
  TinyJmhProject with(String member) {
    methods.append(member).append('\n');
    return this;
  }

  /** Adds a benchmark that takes so long, whatever else the machine does. */
  TinyJmhProject sleeping(String name, int micros) {
    return with(
        "@Benchmark public void "
            + name
            + "() { java.util.concurrent.locks.LockSupport.parkNanos("
            + micros
            + "000L); }");
  }

  /** Compiles and packs it. */
  Path jar(Path jar) throws IOException {
    Path work = Files.createTempDirectory(jar.getParent(), "sample");
    Path source = Files.createDirectories(work.resolve("org/sample")).resolve("Tiny.java");
    Files.writeString(
        source,
        "package org.sample;\n"
            + "import org.openjdk.jmh.annotations.*;\n"
            + "@State(Scope.Benchmark) @BenchmarkMode(Mode.AverageTime)\n"
            + "@OutputTimeUnit(java.util.concurrent.TimeUnit.MICROSECONDS)\n"
            + "@Fork(value = 3, jvmArgsAppend = \"-Dtiny.started=by-its-fork\")\n"
            + "public class Tiny {\n"
            + methods
            + "}\n");
    Path classes = Files.createDirectories(work.resolve("classes"));
    String libraries =
        libraries("jmh-generator-annprocess").stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    String classPath =
        libraries
            + File.pathSeparator
            + libraries(LIBRARIES.toArray(String[]::new)).stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-processorpath",
                classPath,
                "-cp",
                classPath,
                "-d",
                classes.toString(),
                source.toString());
    assertEquals(0, exit, "the sample must compile");
    pack(jar, classes);
    return jar;
  }

  private static void pack(Path jar, Path classes) throws IOException {
    Set<String> seen = new HashSet<>();
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
        add(out, name, Files.readAllBytes(file), seen);
      }
      for (Path library : libraries(LIBRARIES.toArray(String[]::new))) {
        try (ZipFile zip = new ZipFile(library.toFile())) {
          for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            if (!entry.isDirectory() && !entry.getName().equals("META-INF/MANIFEST.MF")) {
              try (InputStream in = zip.getInputStream(entry)) {
                add(out, entry.getName(), in.readAllBytes(), seen);
              }
            }
          }
        }
      }
    }
  }

  private static void add(ZipOutputStream out, String name, byte[] bytes, Set<String> seen)
      throws IOException {
    if (seen.add(name)) {
      out.putNextEntry(new ZipEntry(name));
      ((OutputStream) out).write(bytes);
      out.closeEntry();
    }
  }

  /** The jars of these names that the tests run with. */
  private static List<Path> libraries(String... names) {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<Path> found = new ArrayList<>();
    for (String name : names) {
      found.add(
          Arrays.stream(classPath.split(File.pathSeparator))
              .map(Path::of)
              .filter(path -> path.getFileName().toString().matches(name + "-[0-9.]+\\.jar"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no " + name + " in " + classPath)));
    }
    return found;
  }
}
