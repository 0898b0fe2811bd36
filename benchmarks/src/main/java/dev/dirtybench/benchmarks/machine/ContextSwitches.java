package dev.dirtybench.benchmarks.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * How often the threads of this process gave up a CPU, and how often one was taken from them. Of
 * threads that are alive; zeros where the system does not tell.
 *
 * @param voluntary to wait for something
 * @param involuntary because others were to run
 */
record ContextSwitches(long voluntary, long involuntary) {
  /** Not read, or not told. */
  static final ContextSwitches NONE = new ContextSwitches(0, 0);

  private static final Path TASKS = Path.of("/proc/self/task");
  private static final String VOLUNTARY = "voluntary_ctxt_switches:";
  private static final String INVOLUNTARY = "nonvoluntary_ctxt_switches:";

  /** Reads the system. */
  static ContextSwitches now() {
    ContextSwitches all = NONE;
    if (!Files.isDirectory(TASKS)) {
      return all;
    }
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        all = all.plus(ofThread(task.resolve("status")));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ContextSwitches ofThread(Path status) throws IOException {
    try {
      return of(Files.readString(status));
    } catch (NoSuchFileException e) {
      return NONE; // the thread ended between the listing and now
    } catch (IOException e) {
      if (Files.exists(status)) {
        throw e;
      }
      return NONE; // so did this one: an open file of it says ESRCH
    }
  }

  static ContextSwitches of(String status) {
    long voluntary = 0;
    long involuntary = 0;
    for (String line : status.lines().toList()) {
      if (line.startsWith(VOLUNTARY)) {
        voluntary = Long.parseLong(line.substring(VOLUNTARY.length()).strip());
      } else if (line.startsWith(INVOLUNTARY)) {
        involuntary = Long.parseLong(line.substring(INVOLUNTARY.length()).strip());
      }
    }
    return new ContextSwitches(voluntary, involuntary);
  }

  private ContextSwitches plus(ContextSwitches more) {
    return new ContextSwitches(voluntary + more.voluntary, involuntary + more.involuntary);
  }
}
