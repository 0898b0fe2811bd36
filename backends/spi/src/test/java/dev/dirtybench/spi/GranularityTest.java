package dev.dirtybench.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GranularityTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0",
    "512, 9",
    "1024, 10",
    "1K, 10",
    "4096, 12",
    "4K, 12",
    "64K, 16",
    "1M, 20",
    "2048K, 21",
    "1G, 30",
    "1T, 40",
    "1024T, 50",
    "65536T, 56"
  })
  void readsBytesWithAnOptionalUnit(String text, int bits) {
    assertEquals(new Granularity(bits), Granularity.parse(text));
  }

  @Test
  void readsBackWhatItWrites() {
    for (int bits = 0; bits <= Granularity.MAX_BITS; bits++) {
      Granularity granularity = new Granularity(bits);
      assertEquals(granularity, Granularity.parse(granularity.toString()));
      assertEquals(granularity, Granularity.ofBytes(granularity.bytes()));
      assertEquals(1L << bits, granularity.bytes());
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "9, 512", "10, 1K", "16, 64K", "19, 512K", "20, 1M", "40, 1T", "56, 65536T"})
  void writesTheLargestExactUnit(int bits, String text) {
    assertEquals(text, new Granularity(bits).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "K",
        "64k",
        "64 K",
        " 64K",
        "64KB",
        "64KiB",
        "6.4K",
        "-64K",
        "+64",
        "0x1000",
        "64P",
        "K64",
        "1e3",
        "9999999999999999"
      })
  void refusesTextThatIsNoNumberOfBytes(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Granularity.parse(text)).getMessage();
    assertTrue(message.contains("\"" + text + "\""), message);
    assertTrue(message.contains("64K"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0K", "3", "3K", "65535", "100M"})
  void refusesWhatIsNoPowerOfTwo(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Granularity.parse(text)).getMessage();
    assertTrue(message.contains("power of two"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"131072T", "8388608T", "999999999999999T", "999999999999999G"})
  void refusesWhatIsTooLarge(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Granularity.parse(text)).getMessage();
    assertTrue(message.contains("2^56"), message);
  }

  @Test
  void refusesAPowerOutOfRange() {
    for (int bits : new int[] {-1, 57, 63, 64, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertThrows(IllegalArgumentException.class, () -> new Granularity(bits));
    }
    for (long bytes : new long[] {0, -1, -65536, 3, 1L << 57, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThrows(IllegalArgumentException.class, () -> Granularity.ofBytes(bytes));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 16, 0",
    "1, 16, 1",
    "65535, 16, 1",
    "65536, 16, 1",
    "65537, 16, 2",
    "4608, 12, 2",
    "0, 0, 0",
    "7, 0, 7",
    "9223372036854775807, 0, 9223372036854775807",
    "9223372036854775807, 56, 128",
    "9223372036854775807, 1, 4611686018427387904"
  })
  void countsThePartialLastGranule(long size, int granularityBits, long bits) {
    assertEquals(bits, new Granularity(granularityBits).bitCount(size));
  }
}
