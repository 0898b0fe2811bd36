package dev.dirtybench.cli;

import dev.dirtybench.results.RunFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The folders of runs that are made together, closed together. */
final class RunFolders implements AutoCloseable {
  private final List<RunFolder> folders = new ArrayList<>();

  RunFolder add(RunFolder folder) {
    folders.add(folder);
    return folder;
  }

  List<RunFolder> all() {
    return List.copyOf(folders);
  }

  /** Closes all, though one may fail. */
  @Override
  public void close() throws IOException {
    IOException first = null;
    for (RunFolder folder : folders) {
      try {
        folder.close();
      } catch (IOException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
