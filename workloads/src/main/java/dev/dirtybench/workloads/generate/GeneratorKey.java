package dev.dirtybench.workloads.generate;

import dev.dirtybench.workloads.ByteSize;
import dev.dirtybench.workloads.Quoted;
import dev.dirtybench.workloads.WriteTrace;

/**
 * A setting of a {@link TraceGenerator}.
 *
 * @param name what stands before the equals sign
 * @param type what may stand behind it
 * @param defaultValue what holds where the setting is missing
 * @param meaning one line
 */
public record GeneratorKey(String name, Type type, String defaultValue, String meaning) {
  /** What values a key takes. */
  public enum Type {
    /** 1 to 2^62 bytes, with an optional K, M, G or T. */
    BYTES("bytes from 1 to 2^62, such as 4096, 64K or 1T"),
    /** A whole number, 1 to 1,000,000,000. */
    COUNT("a whole number from 1 to 1000000000"),
    /** A fraction, more than 0 and less than 1. */
    SHARE("a fraction between 0 and 1, such as 0.1"),
    /** A decimal number, 0 to 10. */
    EXPONENT("a decimal number from 0 to 10, such as 0.99"),
    /** Any whole number of 64 bits. */
    SEED("a whole number from -2^63 to 2^63-1");

    private static final long MAX_COUNT = 1_000_000_000;
    private static final double MAX_EXPONENT = 10;

    private final String expected;

    Type(String expected) {
      this.expected = expected;
    }

    private void check(String value) {
      boolean inRange;
      switch (this) {
        case BYTES:
          inRange = isWithin(ByteSize.parse(value), WriteTrace.MAX_DEVICE_SIZE);
          break;
        case COUNT:
          inRange = isWithin(Long.parseLong(value), MAX_COUNT);
          break;
        case SHARE:
          double share = Double.parseDouble(value);
          inRange = share > 0 && share < 1;
          break;
        case EXPONENT:
          double exponent = Double.parseDouble(value);
          inRange = exponent >= 0 && exponent <= MAX_EXPONENT;
          break;
        default:
          Long.parseLong(value);
          inRange = true;
      }
      if (!inRange) {
        throw new IllegalArgumentException("out of range: " + value);
      }
    }

    private static boolean isWithin(long number, long most) {
      return number >= 1 && number <= most;
    }
  }

  /** Checks the default, so that a key that exists is usable. */
  public GeneratorKey {
    check(name, type, defaultValue);
  }

  /**
   * Checks a value of this key.
   *
   * @throws IllegalArgumentException if the type does not take it
   */
  void check(String value) {
    check(name, type, value);
  }

  private static void check(String name, Type type, String value) {
    try {
      type.check(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          name + " must be " + type.expected + ", found " + Quoted.text(value), e);
    }
  }
}
