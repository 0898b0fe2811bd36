package dev.dirtybench.cli.environment;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Jars with further backends and trace formats, for this JVM and for the ones it starts. */
public final class ClassPathOption {
  @Option(
      names = "--class-path",
      paramLabel = "JARS",
      description =
          "jars or folders with further backends or trace formats, separated like a Java class path")
  private String further = "";

  /**
   * Puts the jars on the class path.
   *
   * @return the class path for other JVMs; JMH reads it from the same property
   * @throws IllegalArgumentException if one does not exist
   */
  public String apply() {
    String own = System.getProperty("java.class.path");
    if (further.isEmpty()) {
      return own;
    }
    List<URL> urls = new ArrayList<>();
    StringBuilder all = new StringBuilder(own);
    for (String entry : further.split(File.pathSeparator)) {
      Path path = Path.of(entry).toAbsolutePath();
      if (!Files.exists(path)) {
        throw new IllegalArgumentException(
            "--class-path must name jars or folders that exist, got \"" + entry + '"');
      }
      try {
        urls.add(path.toUri().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException("--class-path has no usable path: " + entry, e);
      }
      all.append(File.pathSeparator).append(path);
    }
    Thread.currentThread()
        .setContextClassLoader(
            new URLClassLoader(urls.toArray(URL[]::new), ClassPathOption.class.getClassLoader()));
    System.setProperty("java.class.path", all.toString());
    return all.toString();
  }
}
