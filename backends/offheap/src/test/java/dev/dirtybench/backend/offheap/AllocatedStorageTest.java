package dev.dirtybench.backend.offheap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class AllocatedStorageTest {
  @Test
  void wordsThatRemainKeepTheirContentAndNewOnesAreZero() {
    AllocatedStorage storage = new AllocatedStorage(1500, BufferWords::new);
    for (int word = 0; word < 1500; word++) {
      storage.words().put(word, word + 1);
    }
    storage.resize(5000);
    for (int word = 0; word < 5000; word++) {
      assertEquals(word < 1500 ? word + 1 : 0, storage.words().get(word), "word " + word);
    }
    storage.resize(1);
    storage.resize(3);
    assertEquals(1, storage.words().get(0));
    assertEquals(0, storage.words().get(1));
    storage.resize(0);
    assertEquals(0, storage.words().count());
  }

  @Test
  void memoryThatCannotBeHadLeavesTheWordsAsTheyWere() {
    AllocatedStorage storage =
        new AllocatedStorage(
            10,
            count -> {
              if (count > 10) {
                throw new OutOfMemoryError("no " + count + " words");
              }
              return new BufferWords(count);
            });
    storage.words().put(9, 7);
    WordMemory words = storage.words();
    assertThrows(OutOfMemoryError.class, () -> storage.resize(11));
    assertEquals(words, storage.words());
    assertEquals(7, words.get(9));
  }
}
