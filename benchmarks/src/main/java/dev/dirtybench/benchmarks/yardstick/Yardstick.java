package dev.dirtybench.benchmarks.yardstick;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One row of what QEMU's bitmap in C was measured by, or one of its floors.
 *
 * @param name of the benchmark's method, behind {@code floor.} for a floor
 * @param title what is done
 * @param per what a time is of
 * @param floor name of the floor that it is seen beside, or null for a floor
 * @param most how many floors hbitmap may take at most, 0 if that is no goal
 * @param sizes what was measured, by the logarithm of the number of bits
 */
public record Yardstick(
    String name, String title, Per per, String floor, double most, Map<Integer, Size> sizes) {
  private static final String FLOOR = "floor.";
  private static final int[] BITS = {20, 24, 28};

  /** What a time is of. */
  public enum Per {
    /** One call. */
    CALL,
    /** One dirty granule of a pass. */
    GRANULE,
    /** One dirty extent of a pass. */
    EXTENT,
    /** The whole pass. */
    PASS
  }

  /**
   * What C took at one size.
   *
   * @param low lowest median, nanoseconds
   * @param high highest median, nanoseconds
   * @param goal how many times as fast hbitmap is to be, 0 for a floor
   */
  public record Size(double low, double high, double goal) {
    /** The middle of both, as ratios are. */
    double middle() {
      return Math.sqrt(low * high);
    }
  }

  /** Whether this is a floor. */
  boolean isFloor() {
    return name.startsWith(FLOOR);
  }

  /**
   * The benchmark's method.
   *
   * @return its name without its class
   */
  public String method() {
    return isFloor() ? name.substring(FLOOR.length()) : name;
  }

  /**
   * All rows and floors.
   *
   * @return by name, in the order of the table
   */
  public static Map<String, Yardstick> all() {
    Map<String, Yardstick> all = new LinkedHashMap<>();
    for (String line : lines()) {
      Yardstick read = of(line.split(","));
      all.put(read.name, read);
    }
    return all;
  }

  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    try (InputStream in = Yardstick.class.getResourceAsStream("qemu-c.csv");
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader.lines().filter(line -> !line.startsWith("#")).skip(1).forEach(lines::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private static Yardstick of(String[] fields) {
    String[] goals = fields[4].split("/");
    double most = Double.parseDouble(fields[5]);
    Map<Integer, Size> sizes = new LinkedHashMap<>();
    for (int i = 0; i < BITS.length; i++) {
      String[] range = fields[6 + i].split("-");
      if (range.length == 2) {
        String goal = goals[Math.min(i, goals.length - 1)];
        sizes.put(
            BITS[i],
            new Size(
                Double.parseDouble(range[0]),
                Double.parseDouble(range[1]),
                goal.isEmpty() ? 0 : Double.parseDouble(goal)));
      }
    }
    return new Yardstick(
        fields[0],
        fields[1],
        Per.valueOf(fields[2].toUpperCase(Locale.ROOT)),
        fields[3].equals("-") ? null : FLOOR + fields[3],
        most,
        sizes);
  }
}
