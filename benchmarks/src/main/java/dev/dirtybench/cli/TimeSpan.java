package dev.dirtybench.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A length of time on the command line: {@code 500us}, {@code 100ms}, {@code 30s}, {@code 5m}.
 *
 * @param nanos 1 or more
 */
record TimeSpan(long nanos) {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})(us|ms|s|m)");
  private static final List<String> UNITS = List.of("us", "ms", "s", "m");
  private static final long[] UNIT_NS = {1000, 1_000_000, 1_000_000_000L, 60_000_000_000L};

  static TimeSpan parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      throw new IllegalArgumentException(
          "expected a time above 0 such as 500us, 100ms, 30s or 5m, got \"" + text + '"');
    }
    return new TimeSpan(
        Long.parseLong(matcher.group(1)) * UNIT_NS[UNITS.indexOf(matcher.group(2))]);
  }

  /** For picocli, which puts the option's name before the message. */
  static final class Converter implements ITypeConverter<TimeSpan> {
    @Override
    public TimeSpan convert(String text) {
      try {
        return parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
