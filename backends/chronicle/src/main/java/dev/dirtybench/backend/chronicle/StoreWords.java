package dev.dirtybench.backend.chronicle;

import dev.dirtybench.backend.offheap.WordMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.core.Jvm;
import net.openhft.chronicle.core.Memory;
import net.openhft.chronicle.core.OS;
import net.openhft.chronicle.core.io.ReferenceOwner;

/**
 * Words in a Chronicle store, in native memory or in a mapped file.
 *
 * <p>A native store checks no bounds; whoever calls keeps to {@code 0 <= word < count()}, which
 * assertions verify.
 */
final class StoreWords extends WordMemory {
  static {
    ChronicleSettings.apply();
  }

  /** Where words in native memory start, a multiple of this many bytes. */
  static final int ALIGNMENT = 64;

  private final BytesStore<?, ?> store;
  private final ReferenceOwner owner;
  private final long origin;

  /**
   * Words in a part of a store.
   *
   * @param store holds them, and goes with them
   * @param owner has the one reference to the store
   * @param origin first byte of the first word
   * @param count words
   */
  StoreWords(BytesStore<?, ?> store, ReferenceOwner owner, long origin, long count) {
    super(count);
    this.store = store;
    this.owner = owner;
    this.origin = origin;
  }

  /**
   * Allocates native memory.
   *
   * @param count words, 0 or more
   * @return zeroes that start on a cache line
   */
  static StoreWords allocate(long count) {
    BytesStore<?, ?> room = BytesStore.nativeStoreWithFixedCapacity((count << 3) + ALIGNMENT);
    long origin = -room.addressForRead(0) & (ALIGNMENT - 1);
    return new StoreWords(room, ReferenceOwner.INIT, origin, count);
  }

  private long at(long word) {
    assert word >= 0 && word < count() : "word " + word + " of " + count();
    return origin + (word << 3);
  }

  @Override
  public long get(long word) {
    return store.readLong(at(word));
  }

  @Override
  public void put(long word, long value) {
    store.writeLong(at(word), value);
  }

  long address(long word) {
    return store.addressForRead(at(word));
  }

  @Override
  public void fill(long first, long words, byte value) {
    assert first + words <= count() : "words " + first + " and " + words + " more of " + count();
    OS.memory().setMemory(address(first), words << 3, value);
  }

  @Override
  public void copyTo(long first, long[] target, int from, int words) {
    for (int i = 0; i < words; i++) {
      target[from + i] = get(first + i);
    }
  }

  @Override
  public void copyFrom(long first, long[] source, int from, int words) {
    for (int i = 0; i < words; i++) {
      put(first + i, source[from + i]);
    }
  }

  @Override
  public void writeTo(ByteBuffer target, long first, int words) {
    assert first + words <= count() : "words " + first + " and " + words + " more of " + count();
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

  @Override
  public void readFrom(ByteBuffer source, long first, int words) {
    assert first + words <= count() : "words " + first + " and " + words + " more of " + count();
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

  @Override
  public long reservedBytes() {
    return store.capacity();
  }

  @Override
  public void free() {
    store.releaseLast(owner);
  }
}
