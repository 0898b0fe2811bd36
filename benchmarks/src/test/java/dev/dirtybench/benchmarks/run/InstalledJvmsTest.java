package dev.dirtybench.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledJvmsTest {
  @TempDir Path folder;

  private InstalledJvms installed;

  @BeforeEach
  void twoJvmsALinkAndAFolderWithoutOne() throws IOException {
    home("java-17", "17.0.15");
    home("temurin-25", "25.0.3");
    Files.createSymbolicLink(folder.resolve("a-link"), folder.resolve("java-17"));
    Files.createDirectory(folder.resolve("empty"));
    installed = new InstalledJvms(folder);
  }

  private void home(String name, String version) throws IOException {
    Path bin = Files.createDirectories(folder.resolve(name).resolve("bin"));
    Files.writeString(bin.resolve("java"), "#!/bin/sh\necho no JVM\nexit 3\n");
    assertTrue(bin.resolve("java").toFile().setExecutable(true));
    Files.writeString(
        folder.resolve(name).resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private Path java(String home) {
    return folder.resolve(home).resolve("bin").resolve("java");
  }

  @Test
  void aHomeItsLauncherItsNameAndItsVersionMeanTheSame() {
    for (String name :
        List.of(folder.resolve("java-17") + "", java("java-17") + "", "java-17", "17", "17.0.15")) {
      assertEquals(java("java-17").toString(), installed.launcher(name), name);
    }
  }

  @Test
  void aLinkIsAHomeOfItsOwnByNameButNotByVersion() {
    assertEquals(java("a-link").toString(), installed.launcher("a-link"));
    assertEquals(java("java-17").toString(), installed.launcher("17"));
  }

  @Test
  void aVersionMustBeOfOneHome() throws IOException {
    assertFault("found none", "1");
    assertFault("found none", "17.1");
    home("another-25", "25.0.1");
    assertFault("found another-25 and temurin-25", "25");
    assertEquals(java("another-25").toString(), installed.launcher("25.0.1"));
  }

  @Test
  void whatIsNoJvmIsNamedWithWhatThereIs() throws IOException {
    assertFault("found nothing at ", folder.resolve("nowhere").toString());
    assertFault("no bin/java in ", folder.resolve("empty").toString());
    assertFault("no program at ", Files.writeString(folder.resolve("text"), "").toString());
    assertFault("which is no file, no folder, no command", "no-such-jvm");
    assertFault("found \"\"", "");
  }

  private void assertFault(String part, String name) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> installed.launcher(name)).getMessage();
    assertTrue(message.contains(part), message);
    assertTrue(message.contains("java-17 (17.0.15)"), message);
    assertTrue(message.contains("temurin-25 (25.0.3)"), message);
    assertFalse(message.contains("a-link ("), message);
    assertFalse(message.contains("\n"), message);
  }

  @Test
  void aCommandOnThePathStaysAsItIs() {
    assertEquals("sh", installed.launcher("sh"));
  }

  @Test
  void withoutAFolderPathsAreFound() {
    var nowhere = new InstalledJvms(null);
    assertEquals(java("java-17").toString(), nowhere.launcher(java("java-17").toString()));
    assertThrows(IllegalArgumentException.class, () -> nowhere.launcher("17"));
  }

  @Test
  void aLauncherIsCalledByItsHomeWhereThatFindsItAgain() {
    assertEquals("a-link", installed.nameOf(java("a-link").toString()));
    assertEquals("java-17", installed.nameOf(java("java-17").toString()));
    assertEquals("/elsewhere/bin/java", installed.nameOf("/elsewhere/bin/java"));
    assertEquals("java", installed.nameOf("java"));
  }

  @Test
  void aProgramThatIsNoJvmIsNotMeasured() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> TargetJvm.of(java("java-17").toString()))
            .getMessage();
    assertTrue(message.contains("it ended with 3 and said \"no JVM\""), message);
  }
}
