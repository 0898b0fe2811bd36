package dev.dirtybench.backend.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That Chronicle keeps to itself, in a process in which nothing was said about it. */
class ChronicleSettingsTest {
  @TempDir private Path directory;

  private ChildJvm run(String... options) throws IOException, InterruptedException {
    Path home = Files.createDirectory(directory.resolve("home"));
    Path temporary = Files.createDirectory(directory.resolve("temporary"));
    List<String> all =
        Stream.concat(
                Stream.of(
                    "-Duser.home=" + home,
                    "-Djava.io.tmpdir=" + temporary,
                    "-Xlog:class+load:file=" + directory.resolve("classes")),
                Stream.of(options))
            .toList();
    ChildJvm child =
        ChildJvm.run(QuietProgram.class, all, directory.resolve("disk.bitmap").toString());
    assertEquals(0, child.exitCode(), child.output());
    return child;
  }

  private static List<String> in(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> !file.equals(directory)).map(Path::toString).toList();
    }
  }

  @Test
  void nothingIsWrittenSentOrLeftRunning() throws Exception {
    ChildJvm child = run();
    assertEquals(List.of(), in(directory.resolve("home")), "files at home");
    assertEquals(List.of(), in(directory.resolve("temporary")), "temporary files");
    String classes = Files.readString(directory.resolve("classes"));
    assertTrue(classes.contains("net.openhft.chronicle.bytes.MappedBytesStore "), "no class log");
    for (String unwanted :
        List.of(
            "net.openhft.chronicle.analytics.",
            "net.openhft.chronicle.core.internal.announcer.",
            "java.net.http.",
            "java.net.HttpURLConnection ",
            "java.net.Socket ")) {
      assertFalse(classes.contains(unwanted), "class loaded: " + unwanted);
    }
    assertFalse(child.output().contains("thread background~resource~releaser"), child.output());
    assertFalse(child.output().contains("chronicle.software"), child.output());
    assertTrue(child.output().contains("chronicle.analytics.disable=true"), child.output());
    assertTrue(child.output().contains("chronicle.announcer.disable=true"), child.output());
    assertTrue(child.output().contains("background.releaser=false"), child.output());
  }

  @Test
  void whatTheUserSaidStands() throws Exception {
    ChildJvm child =
        run(
            "-Dchronicle.analytics.disable=false",
            "-Dchronicle.announcer.disable=false",
            "-Dbackground.releaser=true");
    assertTrue(child.output().contains("chronicle.analytics.disable=false"), child.output());
    assertTrue(child.output().contains("chronicle.announcer.disable=false"), child.output());
    assertTrue(child.output().contains("background.releaser=true"), child.output());
    assertTrue(child.output().contains("thread background~resource~releaser"), child.output());
  }
}
