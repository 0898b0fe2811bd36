package dev.dirtybench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a measured JVM sees as many kinds of bitmap as its cell says, by the compiler's account. */
class InliningIT {
  @TempDir Path folder;

  @Test
  void everyPollutionLeadsToTheCallsThatItsNamePromises() throws Exception {
    Path out = folder.resolve("inlining");
    Launch run = Launch.of(folder, "inlining", "--out", out.toString());
    assertEquals(0, run.exit(), run.out() + run.err());
    List<String> rows = Files.readAllLines(out.resolve("inlining.txt"));
    assertEquals(10, rows.size(), run.out());
    assertRow(rows.get(1), "set hbitmap mono setBits one one HierarchicalBitmap inlined");
    assertRow(rows.get(2), "set hbitmap bi setBits two two ");
    assertTrue(rows.get(2).contains("HierarchicalBitmap inlined"), rows.get(2));
    assertTrue(rows.get(2).contains("AdaptiveBitmap inlined"), rows.get(2));
    assertRow(rows.get(3), "set hbitmap mega setBits any any through the table");
    assertRow(rows.get(4), "scan-extents hbitmap mono nextSetBit one one HierarchicalBitmap ");
    assertRow(rows.get(9), "scan-extents hbitmap mega nextClearBit any any through the table");
    assertTrue(Files.size(out.resolve("scan-extents-hbitmap-mega.txt")) > 0);
  }

  @Test
  void refusesWhatItDoesNotKnow() throws Exception {
    Launch run = Launch.of(folder, "inlining", "--pollution", "much");
    assertEquals(2, run.exit());
    assertEquals(
        List.of("dirtybench: unknown pollution \"much\", expected one of mono, bi, mega"),
        run.errorLines());
  }

  private static void assertRow(String row, String expected) {
    assertTrue(row.replaceAll(" +", " ").startsWith(expected), row);
  }
}
