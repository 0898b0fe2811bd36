package dev.dirtybench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.00042, 0.00042",
    "0.0042, 0.0042",
    "0.042, 0.042",
    "0.0999, 0.10",
    "0.42, 0.42",
    "1.006, 1.01",
    "9.994, 9.99",
    "9.996, 10.0",
    "99.94, 99.9",
    "99.96, 100",
    "12345.6, 12346"
  })
  void showsWhatAReaderNeeds(double value, String shown) {
    assertEquals(shown, Numbers.fixed(value, Numbers.decimals(value)));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.00",
    "1.006, 1.01",
    "9.996, 10.0",
    "14.23, 14.2",
    "142.3, 142",
    "9999, 9999",
    "12345, 1.2e4",
    "1.5e11, 1.5e11"
  })
  void keepsRatiosShort(double ratio, String shown) {
    assertEquals(shown, Numbers.ratio(ratio));
  }

  @ParameterizedTest
  @CsvSource({"-1, unknown", "0, 0 B", "1023, 1023 B", "1024, 1.00 KiB", "8321499136, 7.75 GiB"})
  void showsBytesInAHandyUnit(long bytes, String shown) {
    assertEquals(shown, Numbers.bytes(bytes));
  }
}
