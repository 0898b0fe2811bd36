package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real JVM that appends a cell for each line it is sent, and is then ended in the middle. */
class InterruptedRunTest {
  @TempDir Path parent;

  /** The other JVM. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws Exception {
      RunFolder folder = RunFolder.create(Path.of(args[0]), "run");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(folder)));
      folder.manifest(SampleRun.manifest());
      for (CellResult cell : SampleRun.fewCells()) {
        if (System.in.read() < 0) {
          Thread.currentThread().join(); // the parent ends this JVM and has let go of its input
        }
        SampleRun.append(folder, cell);
        System.out.println("appended " + cell.key());
      }
    }

    private static void finish(RunFolder folder) {
      try {
        folder.finish();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Starts the child, lets it append so many cells, and leaves it waiting. */
  private Process childAfter(int cells) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                Child.class.getName(),
                parent.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Writer commands = child.outputWriter();
    BufferedReader answers = child.inputReader();
    for (int i = 0; i < cells; i++) {
      commands.write('\n');
      commands.flush();
      assertEquals("appended " + SampleRun.fewCells().get(i).key(), answers.readLine());
    }
    return child;
  }

  private List<JmhResult> jmhResults() throws IOException {
    return JmhJson.read(parent.resolve("run").resolve("jmh.json"));
  }

  private List<String> tidy() throws IOException {
    return Files.readAllLines(parent.resolve("run").resolve("tidy.csv"));
  }

  @Test
  void leavesAReportWhenItIsAskedToEnd() throws Exception {
    Process child = childAfter(3);
    child.destroy();
    child.waitFor();
    String report = Files.readString(parent.resolve("run").resolve("report.md"));
    assertTrue(report.contains("**The run was interrupted.**"), report);
    assertTrue(report.contains(" 6 missing."), report);
    assertTrue(Files.exists(parent.resolve("run").resolve("SHA256SUMS")));
    assertEquals(2, jmhResults().size());
  }

  @Test
  void leavesWhatWasMeasuredWhenItIsKilled() throws Exception {
    Process child = childAfter(5);
    child.destroyForcibly().waitFor();
    assertFalse(Files.exists(parent.resolve("run").resolve("report.md")));
    assertEquals(3, jmhResults().size());
    assertEquals(String.join(",", TidyRows.COLUMNS), tidy().get(0));
    String last = tidy().get(tidy().size() - 1);
    assertTrue(last.contains(SampleRun.fewCells().get(4).key().id()), last);
  }
}
