package dev.dirtybench.cli.trace;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them: 90, 1.5s, 200ms, 10min, 2h; without a unit, seconds. */
final class TimeText {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?)([a-z]*)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1_000_000_000L,
          "s", 1_000_000_000L,
          "ns", 1L,
          "us", 1_000L,
          "ms", 1_000_000L,
          "min", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private TimeText() {}

  /** Nanoseconds, at most a hundred years. */
  static long parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches() && UNITS.containsKey(matcher.group(2))) {
      BigDecimal ns =
          new BigDecimal(matcher.group(1))
              .multiply(BigDecimal.valueOf(UNITS.get(matcher.group(2))));
      if (ns.compareTo(BigDecimal.valueOf(100L * 366 * 86400 * 1_000_000_000)) <= 0) {
        return ns.longValue();
      }
    }
    throw new IllegalArgumentException(
        "expected a time such as 90, 1.5s, 200ms, 10min or 2h, found \"" + text + '"');
  }
}
