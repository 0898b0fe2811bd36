package dev.dirtybench.qcow2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dirtybench.dirty.BitmapSpec;
import dev.dirtybench.dirty.Persistence;
import dev.dirtybench.qcow2.image.CreateOptions;
import dev.dirtybench.qcow2.image.OpenMode;
import dev.dirtybench.qcow2.image.Qcow2Image;
import dev.dirtybench.spi.Backends;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first example of README.md, compiled and run as its reader would. */
class ReadmeExampleTest {
  @TempDir Path folder;

  @Test
  void listsBitmapsAndWalksTheirExtents() throws Exception {
    compile();
    Path image = folder.resolve("a.qcow2");
    Qcow2Image.create(image, CreateOptions.ofSize(16 << 20));
    try (Qcow2Image open =
        Qcow2Image.open(image, OpenMode.READ_WRITE, Backends.load().require("hbitmap"))) {
      open.node().add(BitmapSpec.named("b0").with(Persistence.PERSISTENT));
      open.node().write(1 << 20, 65536);
      open.node().write(5 << 20, 100 << 10);
    }
    assertEquals("b0 ACTIVE 196608\n  1048576 65536\n  5242880 131072\n", run(image));
  }

  private void compile() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    int start = readme.indexOf("```java\n") + "```java\n".length();
    Path source = folder.resolve("DirtyExtents.java");
    Files.writeString(source, readme.substring(start, readme.indexOf("```", start)));
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", classPath, source.toString());
    assertEquals(0, exit, "the example must compile");
  }

  private String run(Path image) throws Exception {
    var bytes = new ByteArrayOutputStream();
    PrintStream out = System.out;
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, ReadmeExampleTest.class.getClassLoader())) {
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      loader
          .loadClass("DirtyExtents")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {image.toString()});
    } finally {
      System.setOut(out);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
