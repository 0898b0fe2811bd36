package dev.dirtybench.benchmarks.run;

import dev.dirtybench.results.CellResult;
import dev.dirtybench.results.RunFolder;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * What the stages of a run share: its folder, the cells that failed, and whether it was told to
 * stop. Whoever writes to the folder holds this object's lock and asks whether it was.
 */
final class RunState {
  private final RunFolder folder;
  private final Progress progress;
  private final Set<PlannedCell> failed = new HashSet<>();
  private boolean stopped;

  RunState(RunFolder folder, Progress progress) {
    this.folder = folder;
    this.progress = progress;
  }

  RunFolder folder() {
    return folder;
  }

  Progress progress() {
    return progress;
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  synchronized boolean hasFailed(PlannedCell cell) {
    return failed.contains(cell);
  }

  synchronized boolean hasFailures() {
    return !failed.isEmpty();
  }

  /** Notes a failed cell, which is not measured any more. */
  synchronized void fail(PlannedCell cell, String reason) throws IOException {
    failed.add(cell);
    folder.append(CellResult.failed(BenchRun.key(cell), reason));
    progress.say(cell.title() + " failed: " + reason);
  }

  /** Notes a cell whose result is in the folder as failed already. */
  synchronized void fail(PlannedCell cell) {
    failed.add(cell);
  }

  /** Runs when the JVM is told to stop: ends the forks and closes the folder with what it has. */
  synchronized void stop() {
    stopped = true;
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    progress.clear();
    try {
      folder.stopped("stopped by the user");
      folder.finish();
      progress.say(
          "stopped; what was measured is in "
              + folder.path()
              + "; dirtybench bench --resume "
              + folder.path()
              + " goes on");
    } catch (IOException e) {
      progress.say("stopped; the report could not be written: " + e.getMessage());
    }
  }
}
