package dev.dirtybench.cli.qcow2;

import dev.dirtybench.dirty.BitmapNode;
import dev.dirtybench.dirty.BitmapSpec;
import dev.dirtybench.dirty.MergeSource;
import dev.dirtybench.dirty.Persistence;
import dev.dirtybench.dirty.Recording;
import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Some actions on one bitmap of an open image.
 *
 * @param bitmap its name
 * @param granularity of a bitmap that is added
 * @param actions in their order
 */
record BitmapJob(String bitmap, Optional<Granularity> granularity, List<BitmapAction> actions) {
  /**
   * Carries them out.
   *
   * @throws JobFailedException if one fails; those before it are done
   */
  void run(BitmapNode node, BitmapNode sources) throws JobFailedException {
    for (int i = 0; i < actions.size(); i++) {
      BitmapAction action = actions.get(i);
      try {
        run(action, node, sources);
      } catch (IOException | IllegalArgumentException | IllegalStateException e) {
        throw new JobFailedException(
            "Operation "
                + action.kind().word()
                + " on bitmap "
                + bitmap
                + " failed: "
                + ImageCommand.reason(e)
                + doneBefore(i),
            e);
      }
    }
  }

  private void run(BitmapAction action, BitmapNode node, BitmapNode sources) throws IOException {
    switch (action.kind()) {
      case ADD -> add(node);
      case REMOVE -> node.remove(bitmap);
      case CLEAR -> node.clear(bitmap);
      case ENABLE -> node.enable(bitmap);
      case DISABLE -> node.disable(bitmap);
      case MERGE -> node.merge(bitmap, List.of(new MergeSource(sources, action.source())));
      default -> throw new IllegalStateException("no action " + action.kind());
    }
  }

  private void add(BitmapNode node) {
    if (node.find(bitmap).isPresent()) {
      throw new IllegalArgumentException("Bitmap already exists: " + bitmap);
    }
    node.add(new BitmapSpec(bitmap, granularity, Recording.ENABLED, Persistence.PERSISTENT));
  }

  private String doneBefore(int failed) {
    return failed == 0
        ? ""
        : "\ndone before it: "
            + actions.subList(0, failed).stream()
                .map(BitmapAction::option)
                .collect(Collectors.joining(" "));
  }
}
