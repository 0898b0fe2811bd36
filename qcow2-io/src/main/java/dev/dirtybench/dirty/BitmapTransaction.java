package dev.dirtybench.dirty;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Some actions on dirty bitmaps that are all carried out, or none of them.
 *
 * <p>{@link #run()} prepares the actions in the order in which they were given. If one fails, those
 * prepared before it are undone, the last one first; the one that failed has changed nothing and is
 * not touched. No other thread sees anything between: the locks of all nodes concerned are held.
 *
 * <p>The store is touched when all actions are prepared, by removals alone and once for each node,
 * in the order of the nodes' first removals. If the first store fails, nothing has happened at all.
 * If a later one fails, everything in memory is undone, and the bitmaps that an earlier store has
 * dropped are named by a {@link PartialRemovalException}: they live on in memory, still persistent,
 * and are stored again when their store is closed.
 *
 * <p>A transaction runs once. It belongs to one thread.
 */
public final class BitmapTransaction {
  private final List<TransactionAction> actions = new ArrayList<>();
  private boolean done;

  /** A transaction without actions. */
  public BitmapTransaction() {}

  /**
   * Adds a bitmap.
   *
   * @param node to which node
   * @param spec what it shall be like
   * @return this
   */
  public BitmapTransaction add(BitmapNode node, BitmapSpec spec) {
    return append(new AddAction(node, spec));
  }

  /**
   * Removes a bitmap.
   *
   * @param node from which node
   * @param bitmap its name
   * @return this
   */
  public BitmapTransaction remove(BitmapNode node, String bitmap) {
    return append(new RemoveAction(node, bitmap));
  }

  /**
   * Marks everything clean in a bitmap.
   *
   * @param node its node
   * @param bitmap its name
   * @return this
   */
  public BitmapTransaction clear(BitmapNode node, String bitmap) {
    return append(new ClearAction(node, bitmap));
  }

  /**
   * Lets a bitmap record.
   *
   * @param node its node
   * @param bitmap its name
   * @return this
   */
  public BitmapTransaction enable(BitmapNode node, String bitmap) {
    return append(new RecordingAction(node, bitmap, Recording.ENABLED));
  }

  /**
   * Keeps a bitmap from recording.
   *
   * @param node its node
   * @param bitmap its name
   * @return this
   */
  public BitmapTransaction disable(BitmapNode node, String bitmap) {
    return append(new RecordingAction(node, bitmap, Recording.DISABLED));
  }

  /**
   * Merges bitmaps into one.
   *
   * @param node the node of the one that is changed
   * @param target its name
   * @param sources the bitmaps merged
   * @return this
   */
  public BitmapTransaction merge(BitmapNode node, String target, List<MergeSource> sources) {
    return append(new MergeAction(node, target, sources));
  }

  /**
   * Fails, so that nothing is carried out: for trying whether the actions before it could be.
   *
   * @return this
   */
  public BitmapTransaction abort() {
    return append(new AbortAction());
  }

  /**
   * Carries out all actions or none.
   *
   * @throws IOException if a store could not remove; see {@link PartialRemovalException}
   * @throws IllegalArgumentException if an action names what is not there or cannot be
   * @throws IllegalStateException if a bitmap's state refuses an action, one of them is an abort,
   *     or the transaction has run
   */
  public void run() throws IOException {
    if (done) {
      throw new IllegalStateException("a transaction runs once, this one has; make another");
    }
    done = true;
    Set<BitmapNode> nodes =
        actions.stream().flatMap(action -> action.nodes().stream()).collect(Collectors.toSet());
    NodeLocks.<Void, IOException>holding(
        nodes,
        () -> {
          runLocked();
          return null;
        });
  }

  private void runLocked() throws IOException {
    List<TransactionAction> prepared = new ArrayList<>();
    try {
      for (TransactionAction action : actions) {
        action.prepare();
        prepared.add(action);
      }
      removeFromStores();
    } catch (IOException | RuntimeException | Error e) {
      abort(prepared, e);
      throw e;
    }
    actions.forEach(TransactionAction::commit);
  }

  private void removeFromStores() throws IOException {
    Map<BitmapNode, List<String>> names = new LinkedHashMap<>();
    for (TransactionAction action : actions) {
      action
          .storedName()
          .ifPresent(
              stored ->
                  names
                      .computeIfAbsent(stored.node(), node -> new ArrayList<>())
                      .add(stored.name()));
    }
    List<String> removed = new ArrayList<>();
    for (Map.Entry<BitmapNode, List<String>> entry : names.entrySet()) {
      try {
        entry.getKey().requireStore().remove(entry.getValue());
      } catch (IOException | RuntimeException e) {
        if (removed.isEmpty()) {
          throw e;
        }
        throw new PartialRemovalException(removed, e);
      }
      removed.addAll(entry.getValue());
    }
  }

  private static void abort(List<TransactionAction> prepared, Throwable cause) {
    for (int i = prepared.size() - 1; i >= 0; i--) {
      try {
        prepared.get(i).abort();
      } catch (RuntimeException e) {
        cause.addSuppressed(e);
      }
    }
  }

  private BitmapTransaction append(TransactionAction action) {
    actions.add(action);
    return this;
  }
}
