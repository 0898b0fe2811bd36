package dev.dirtybench.workloads.text;

import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.read.LineFields;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * A date and a time of day in two fields, {@code 2026-11-22 18:37:02.303814}, without a time zone.
 *
 * <p>Remembers the last day, because a log has few of them. For use by one thread.
 */
final class CalendarTime {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long DAY_SECONDS = 86_400;
  private static final int NANO_DIGITS = 9;
  private static final int TIME_LENGTH = "18:37:02.".length();
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2261;

  private final LineFields fields;
  private final int dateField;
  private final int timeField;
  private int lastDate = -1;
  private long lastDay;

  CalendarTime(LineFields fields, int dateField, int timeField) {
    this.fields = fields;
    this.dateField = dateField;
    this.timeField = timeField;
  }

  /** Whether the line has such fields, by their punctuation. */
  boolean isShaped() {
    return fields.at(dateField, 4) == '-'
        && fields.at(dateField, 7) == '-'
        && fields.length(dateField) == "2026-11-22".length()
        && fields.at(timeField, 2) == ':'
        && fields.at(timeField, 5) == ':'
        && fields.at(timeField, 8) == '.';
  }

  /** Nanoseconds since 1970 as if the time were that of Greenwich. */
  long ns() throws TraceFormatException {
    int hour = two(timeField, 0);
    int minute = two(timeField, 3);
    int second = two(timeField, 6);
    int length = fields.length(timeField);
    if (hour > 23
        || minute > 59
        || second > 60
        || length <= TIME_LENGTH
        || length > TIME_LENGTH + NANO_DIGITS) {
      throw timeFault();
    }
    long fraction = 0;
    for (int i = 0; i < NANO_DIGITS; i++) {
      int at = TIME_LENGTH + i;
      int digit = at < length ? fields.at(timeField, at) - '0' : 0;
      if (digit < 0 || digit > 9) {
        throw timeFault();
      }
      fraction = fraction * 10 + digit;
    }
    return (day() * DAY_SECONDS + hour * 3600L + minute * 60L + second) * SECOND_NS + fraction;
  }

  private long day() throws TraceFormatException {
    int year = two(dateField, 0) * 100 + two(dateField, 2);
    int month = two(dateField, 5);
    int dayOfMonth = two(dateField, 8);
    int date = (year * 100 + month) * 100 + dayOfMonth;
    if (date != lastDate) {
      if (year < FIRST_YEAR || year > LAST_YEAR) {
        throw fields.fault(dateField, "a date of " + FIRST_YEAR + " to " + LAST_YEAR);
      }
      try {
        lastDay = LocalDate.of(year, month, dayOfMonth).toEpochDay();
      } catch (DateTimeException e) {
        TraceFormatException fault = fields.fault(dateField, "a date as 2026-11-22");
        fault.initCause(e);
        throw fault;
      }
      lastDate = date;
    }
    return lastDay;
  }

  private int two(int field, int index) throws TraceFormatException {
    int tens = fields.at(field, index) - '0';
    int ones = fields.at(field, index + 1) - '0';
    if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
      throw fields.fault(field, "two digits at " + (index + 1));
    }
    return tens * 10 + ones;
  }

  private TraceFormatException timeFault() {
    return fields.fault(timeField, "a time of day as 18:37:02.303814");
  }
}
