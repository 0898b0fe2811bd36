package dev.dirtybench.dirty;

import java.util.Set;

/** Enables or disables a bitmap when prepared, and remembers what it was. */
final class RecordingAction extends TransactionAction {
  private final BitmapNode node;
  private final String name;
  private final Recording recording;
  private DirtyBitmap bitmap;
  private Recording before;

  RecordingAction(BitmapNode node, String name, Recording recording) {
    this.node = node;
    this.name = name;
    this.recording = recording;
  }

  @Override
  Set<BitmapNode> nodes() {
    return Set.of(node);
  }

  @Override
  void prepare() {
    bitmap =
        node.require(
            name,
            recording == Recording.ENABLED ? BitmapOperation.ENABLE : BitmapOperation.DISABLE);
    before = bitmap.isEnabled() ? Recording.ENABLED : Recording.DISABLED;
    bitmap.setRecording(recording);
  }

  @Override
  void abort() {
    bitmap.setRecording(before);
  }
}
