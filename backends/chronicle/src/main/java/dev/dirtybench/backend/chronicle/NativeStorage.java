package dev.dirtybench.backend.chronicle;

import dev.dirtybench.spi.Bitmap;
import net.openhft.chronicle.bytes.BytesStore;

/** Words in native memory, zero at first, on a cache line's boundary. */
final class NativeStorage implements WordStorage {
  static {
    ChronicleSettings.apply();
  }

  /** Where the words start, a multiple of this many bytes. */
  static final int ALIGNMENT = 64;

  private BytesStore<?, ?> store;
  private StoreWords words;

  NativeStorage(long wordCount) {
    allocate(wordCount);
  }

  private void allocate(long wordCount) {
    BytesStore<?, ?> room = BytesStore.nativeStoreWithFixedCapacity((wordCount << 3) + ALIGNMENT);
    words = new StoreWords(room, -room.addressForRead(0) & (ALIGNMENT - 1), wordCount);
    store = room;
  }

  @Override
  public StoreWords words() {
    return words;
  }

  @Override
  public void resize(long wordCount) {
    BytesStore<?, ?> oldStore = store;
    StoreWords oldWords = words;
    allocate(wordCount);
    words.copyFrom(oldWords, Math.min(wordCount, oldWords.count()));
    oldStore.releaseLast();
  }

  @Override
  public long reservedBytes() {
    return store.capacity();
  }

  @Override
  public void close(Bitmap bitmap, long setCount) {
    free();
  }

  void free() {
    words = null;
    store.releaseLast();
    store = null;
  }
}
