package dev.dirtybench.backend.chronicle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.core.Jvm;
import net.openhft.chronicle.core.Memory;
import net.openhft.chronicle.core.OS;

/**
 * A row of 64-bit words in a Chronicle store, in the machine's byte order.
 *
 * <p>A native store checks no bounds; whoever calls keeps to {@code 0 <= word < count()}, which
 * assertions verify. Whoever made the store releases it; no word may be touched afterwards. Not for
 * use by several threads at once.
 */
final class StoreWords {
  private final BytesStore<?, ?> store;
  private final long origin;
  private final long count;

  /**
   * Words in a part of a store.
   *
   * @param store holds them
   * @param origin first byte of the first word
   * @param count words
   */
  StoreWords(BytesStore<?, ?> store, long origin, long count) {
    this.store = store;
    this.origin = origin;
    this.count = count;
  }

  long count() {
    return count;
  }

  private long at(long word) {
    assert word >= 0 && word < count : "word " + word + " of " + count;
    return origin + (word << 3);
  }

  long get(long word) {
    return store.readLong(at(word));
  }

  void put(long word, long value) {
    store.writeLong(at(word), value);
  }

  long address(long word) {
    return store.addressForRead(at(word));
  }

  /** Sets every byte of a range of words, which is not empty. */
  void fill(long first, long words, byte value) {
    assert first + words <= count : "words " + first + " and " + words + " more of " + count;
    OS.memory().setMemory(address(first), words << 3, value);
  }

  void copyTo(long first, long[] target, int from, int words) {
    for (int i = 0; i < words; i++) {
      target[from + i] = get(first + i);
    }
  }

  void copyFrom(long first, long[] source, int from, int words) {
    for (int i = 0; i < words; i++) {
      put(first + i, source[from + i]);
    }
  }

  /** Copies the first words of another row. */
  void copyFrom(StoreWords source, long words) {
    assert words <= Math.min(count, source.count) : words + " words to " + count;
    store.write(origin, source.store, source.origin, words << 3);
  }

  /** Writes words as they lie in memory and advances the position. */
  void writeTo(ByteBuffer target, long first, int words) {
    assert first + words <= count : "words " + first + " and " + words + " more of " + count;
    int position = target.position();
    int bytes = words << 3;
    // A checked access first: it refuses a read-only buffer and one of a closed arena.
    target.put(position, (byte) 0);
    Memory memory = OS.memory();
    if (target.isDirect()) {
      memory.copyMemory(address(first), Jvm.address(target) + position, (long) bytes);
    } else {
      memory.readBytes(
          address(first), target.array(), (long) target.arrayOffset() + position, bytes);
    }
    target.position(position + bytes);
  }

  /** Reads words as they shall lie in memory and advances the position. */
  void readFrom(ByteBuffer source, long first, int words) {
    assert first + words <= count : "words " + first + " and " + words + " more of " + count;
    int position = source.position();
    int bytes = words << 3;
    // A checked access first: it refuses a buffer of a closed arena.
    source.get(position);
    Memory memory = OS.memory();
    if (source.isDirect()) {
      memory.copyMemory(Jvm.address(source) + position, address(first), (long) bytes);
    } else if (source.hasArray()) {
      memory.writeBytes(address(first), source.array(), source.arrayOffset() + position, bytes);
    } else {
      boolean swapped = source.order() != ByteOrder.nativeOrder();
      for (int i = 0; i < words; i++) {
        long word = source.getLong(position + (i << 3));
        put(first + i, swapped ? Long.reverseBytes(word) : word);
      }
    }
    source.position(position + bytes);
  }
}
