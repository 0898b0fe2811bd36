package dev.dirtybench.workloads.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.read.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSpecTest {
  @TempDir Path folder;

  private String file;
  private String other;

  @BeforeEach
  void makeFiles() throws IOException {
    file = Files.createFile(folder.resolve("a:b+c.txt")).toString();
    other = Files.createFile(folder.resolve("d")).toString();
  }

  private static FileSpec parse(String text) {
    return FileSpec.of(text).orElseThrow();
  }

  @Test
  void aPathThatExistsIsNeverCut() {
    FileSpec spec = parse(file);
    assertEquals(List.of(Path.of(file)), spec.files());
    assertNull(spec.format());
    assertEquals(ReadOptions.DEFAULT, spec.options());
  }

  @Test
  void aFormatAndSettingsFollowThePath() {
    FileSpec spec = parse(file + ":blkparse:action=Q,device=8,16,disk-size=64G,skip=5,limit=7");
    assertEquals("blkparse", spec.format());
    assertEquals(64L << 30, spec.options().deviceSize());
    assertEquals("8,16", spec.options().device());
    assertEquals(5, spec.options().skip());
    assertEquals(7, spec.options().limit());
    assertEquals(Map.of("action", "Q"), spec.options().settings());
  }

  @Test
  void settingsMayStandWithoutAFormat() {
    FileSpec spec = parse(other + ":device=8:16");
    assertNull(spec.format());
    assertEquals("8:16", spec.options().device());
  }

  @Test
  void severalFilesAreJoinedByPlusSigns() {
    FileSpec spec = parse(other + "+" + other + ":csv");
    assertEquals(List.of(Path.of(other), Path.of(other)), spec.files());
    assertEquals("csv", spec.format());
  }

  @Test
  void whatNamesNoFileIsNoSpec() {
    assertTrue(FileSpec.of(folder.resolve("none") + ":csv").isEmpty());
    assertTrue(FileSpec.of("").isEmpty());
    assertTrue(FileSpec.of(folder.toString()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"skip=x", "skip=-1", "limit=", "=1", "skip=1,skip=2", "disk-size=huge"})
  void refusesSettingsThatAreWrong(String settings) {
    assertThrows(IllegalArgumentException.class, () -> FileSpec.of(other + ":" + settings));
  }

  @Test
  void optionsHoldWhereTheTextIsSilent() {
    FileSpec spec =
        parse(other + ":csv:skip=3")
            .orElse(new ReadOptions(1024, "x", 9, 8, Map.of("action", "D")));
    assertEquals(3, spec.options().skip());
    assertEquals(8, spec.options().limit());
    assertEquals(1024, spec.options().deviceSize());
    assertEquals("x", spec.options().device());
    assertEquals(TraceHead.UNKNOWN, ReadOptions.DEFAULT.deviceSize());
  }
}
