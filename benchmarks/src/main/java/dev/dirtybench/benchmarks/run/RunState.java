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

  /** Lets nothing be written from here on; waits for what is being written. */
  synchronized void halt() {
    stopped = true;
  }

  /** Closes the folder of a halted run with what it has. */
  synchronized void close() throws IOException {
    folder.stopped("stopped by the user");
    folder.finish();
  }
}
