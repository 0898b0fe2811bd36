package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** The example backend of README.md, compiled as its reader would, and spoilt variants of it. */
final class ExampleBackend {
  private static final String SET_BITS = "bits.set((int) first, (int) (first + count));";

  private final String name;
  private final String source;

  private ExampleBackend(String name, String source) {
    this.name = name;
    this.source = source.replace("@BackendName(\"example\")", "@BackendName(\"" + name + "\")");
  }

  /** As the README shows it. */
  static ExampleBackend asShown() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    int start = readme.indexOf("```java\npackage org.example;");
    int end = readme.indexOf("```", start + 3);
    return new ExampleBackend("example", readme.substring(start + "```java\n".length(), end));
  }

  /** Marks the first granule of a range only. */
  ExampleBackend forgetful() {
    return replaced("forgetful", SET_BITS, "bits.set((int) first);");
  }

  /** Ends the JVM where JMH measures it. */
  ExampleBackend fragile() {
    return replaced(
        "fragile",
        SET_BITS,
        "if (System.getProperty(\"sun.java.command\", \"\").contains(\"ForkedMain\")) {"
            + " System.out.println(\"fragile gives up\"); System.out.flush();"
            + " Runtime.getRuntime().halt(7); }"
            + SET_BITS);
  }

  /** Holds a thousand bits. */
  ExampleBackend small() {
    return replaced("small", "return Integer.MAX_VALUE;", "return 1000;");
  }

  private ExampleBackend replaced(String newName, String old, String replacement) {
    assertEquals(2, source.split(java.util.regex.Pattern.quote(old), -1).length, old);
    return new ExampleBackend(
        newName,
        source
            .replace("@BackendName(\"" + name + "\")", "@BackendName(\"example\")")
            .replace(old, replacement));
  }

  /** Compiles into a folder that can stand on a class path. */
  Path compileInto(Path parent) throws IOException {
    Path folder = Files.createDirectories(parent.resolve(name));
    Path file = folder.resolve("org/example/ExampleProvider.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    Path service = folder.resolve("META-INF/services/dev.dirtybench.spi.BitmapProvider");
    Files.createDirectories(service.getParent());
    Files.writeString(service, "org.example.ExampleProvider\n");
    String spi = new File("target/dirtybench.jar").getAbsolutePath();
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                spi,
                "-d",
                folder.toString(),
                file.toString());
    assertEquals(0, exit, "the example must compile");
    return folder;
  }
}
