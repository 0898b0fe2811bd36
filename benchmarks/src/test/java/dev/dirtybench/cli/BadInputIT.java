package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads who asked for something that is not there, or brought a broken file. */
class BadInputIT {
  @TempDir Path folder;

  @Test
  void anUnknownBackendIsAnsweredWithTheKnownOnes() throws Exception {
    refused(
        "unknown backend \"hbitmp\"",
        "hbitmap, hppc, lucene-fixed",
        "bench",
        "--backends",
        "hbitmp");
  }

  @Test
  void anUnknownTraceIsAnsweredWithTheKnownOnes() throws Exception {
    refused("unknown trace \"postgrs\"", "postgres", "bench", "--traces", "postgrs");
  }

  @Test
  void anUnknownOperationIsAnsweredWithTheKnownOnes() throws Exception {
    refused("unknown operation \"st\"", "set, clear, merge", "bench", "--operations", "st");
  }

  @Test
  void anUnknownProfileIsAnsweredWithTheKnownOnes() throws Exception {
    refused("unknown profile \"fast\"", "smoke, quick, standard", "bench", "--profile", "fast");
  }

  @Test
  void anUnknownTopicIsAnsweredWithTheKnownOnes() throws Exception {
    refused("unknown topic \"colours\"", "backends, traces", "list", "colours");
  }

  @Test
  void anUnknownOptionIsAnsweredWithWhereHelpIs() throws Exception {
    refused("--fast", "see dirtybench bench --help", "bench", "--fast");
  }

  @Test
  void aMissingJarIsNamed() throws Exception {
    refused("--class-path", "none.jar", "bench", "--class-path", "none.jar");
  }

  @Test
  void anUnusableJavaIsNamed() throws Exception {
    refused(
        "expected the name of a JVM in --jvm, found \"nojava\"",
        "give a path, a version",
        "bench",
        "--jvm",
        "nojava");
  }

  @Test
  void aBadGranularityIsExplained() throws Exception {
    refused("granularity must be a power of two", "65537", "bench", "--granularity", "65537");
  }

  @Test
  void aMalformedTraceIsNamedWithItsLine() throws Exception {
    Path trace = folder.resolve("bad.csv");
    Files.writeString(
        trace,
        """
        # device_size_bytes: 1048576
        timestamp_ns,offset_bytes,length_bytes,op
        0,0,4096,W
        5,4096,4096,X
        """);
    refused("bad.csv line 4: expected", "found \"X\"", "bench", "--traces", trace.toString());
  }

  @Test
  void aTruncatedTraceIsNamed() throws Exception {
    Path whole = folder.resolve("whole.csv.gz");
    try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(whole))) {
      out.write("# device_size_bytes: 1048576\ntimestamp_ns,offset".getBytes());
    }
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = folder.resolve("cut.csv.gz");
    Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length - 12));
    refused("cut.csv.gz", "expected", "bench", "--traces", cut.toString());
  }

  private void refused(String what, String help, String... arguments) throws Exception {
    Launch launch = Launch.of(folder, arguments);
    assertEquals(2, launch.exit(), launch.err());
    assertEquals(1, launch.errorLines().size(), launch.err());
    assertTrue(launch.err().startsWith("dirtybench: "), launch.err());
    assertTrue(launch.err().contains(what), launch.err());
    assertTrue(launch.err().contains(help), launch.err());
    assertEquals("", launch.out());
    assertFalse(Files.exists(folder.resolve("results")), "nothing half-written");
  }
}
