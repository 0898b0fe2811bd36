package dev.dirtybench.dirty;

import dev.dirtybench.spi.Granularity;
import java.io.IOException;
import java.util.List;

/**
 * Where a node's persistent bitmaps are kept.
 *
 * <p>Every method is called with the node's lock held, by the thread that asked for the operation;
 * it may use the same node, and must not use another one. Bitmaps are stored by the store itself,
 * when it is closed, from {@link NodeStorage#toStore()}.
 */
public interface PersistentStore {
  /**
   * Checks that one more bitmap could be stored; writes nothing. The name is not yet on the node,
   * whose present bitmaps the store counts itself where it has limits.
   *
   * @param name the bitmap's name, of valid length
   * @param granularity bytes per bit
   * @param size size of the disk in bytes
   * @throws IllegalArgumentException if it could not, saying why
   */
  void requireCanStore(String name, Granularity granularity, long size);

  /**
   * Removes what is stored of some bitmaps, all of them at once or none. A name that is not stored
   * is fine: it was added and not yet kept.
   *
   * @param names the bitmaps' names, at least one, each once
   * @throws IOException if it could not; all that was stored is then still stored
   */
  void remove(List<String> names) throws IOException;
}
