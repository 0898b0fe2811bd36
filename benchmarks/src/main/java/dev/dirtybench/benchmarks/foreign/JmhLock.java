package dev.dirtybench.benchmarks.foreign;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The lock that lets one JMH at a time measure on a machine: another holder would be measured with
 * us, so that we neither ignore it nor wait for it.
 */
public final class JmhLock {
  private static final String SAID = "the JMH lock (";

  private JmhLock() {}

  /**
   * Requires that nobody holds the lock now.
   *
   * @throws IllegalStateException if another process measures with JMH
   */
  public static void requireFree() {
    Path file = Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock");
    if (!Files.isWritable(file)) {
      return; // not there yet; or somebody else's, which JMH itself will say
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw held(file.toString());
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot ask for JMH's lock " + file + ": " + e, e);
    }
  }

  /**
   * Requires that a JMH which failed did not fail for the lock.
   *
   * @param lines what it printed
   * @throws IllegalStateException if it found the lock held
   */
  public static void requireFree(List<String> lines) {
    for (String line : lines) {
      int at = line.indexOf(SAID);
      int end = line.indexOf(')', Math.max(0, at));
      if (at >= 0 && end > 0) {
        throw held(line.substring(at + SAID.length(), end));
      }
    }
  }

  private static IllegalStateException held(String file) {
    return new IllegalStateException(
        "another process measures with JMH on this machine and holds its lock "
            + file
            + "; start the gate when it has ended (with the same --out it goes on)");
  }
}
