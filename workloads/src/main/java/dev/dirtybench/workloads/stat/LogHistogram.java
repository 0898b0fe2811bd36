package dev.dirtybench.workloads.stat;

import java.util.ArrayList;
import java.util.List;

/**
 * How often numbers of 0 or more occurred, in classes that grow with the numbers: each power of two
 * is divided into 16, so that a quantile is at most 1/16 too small. For use by one thread.
 */
public final class LogHistogram {
  private static final int SUB_BITS = 4;
  private static final int SUBS = 1 << SUB_BITS;
  private static final int CLASSES = (64 - SUB_BITS) * SUBS;

  private final long[] counts = new long[CLASSES];
  private long count;
  private double sum;
  private long max;

  /**
   * A class of whole powers of two.
   *
   * @param from the least number of the class
   * @param count how often numbers from there to below the double occurred; from 0, only 0
   */
  public record Octave(long from, long count) {}

  /** Counts a number once. */
  void add(long value) {
    add(value, 1);
  }

  /** Counts a number as many times as its weight says. */
  void add(long value, long weight) {
    counts[classOf(value)] += weight;
    count += weight;
    sum += (double) value * weight;
    max = Math.max(max, value);
  }

  private static int classOf(long value) {
    if (value < SUBS) {
      return (int) value;
    }
    int shift = 63 - Long.numberOfLeadingZeros(value) - SUB_BITS;
    return (shift << SUB_BITS) + (int) (value >>> shift);
  }

  private static long leastOf(int index) {
    if (index < 2 * SUBS) {
      return index;
    }
    int shift = (index >>> SUB_BITS) - 1;
    return ((long) (index & SUBS - 1) + SUBS) << shift;
  }

  /**
   * How many numbers there were.
   *
   * @return 0 or more
   */
  public long count() {
    return count;
  }

  /**
   * The sum of all numbers.
   *
   * @return 0 if there were none
   */
  public double sum() {
    return sum;
  }

  /**
   * The mean.
   *
   * @return 0 if there were no numbers
   */
  public double mean() {
    return count == 0 ? 0 : sum / count;
  }

  /**
   * The largest number.
   *
   * @return 0 if there were none
   */
  public long max() {
    return max;
  }

  /**
   * A number that a share of all is not above.
   *
   * @param share 0 to 1
   * @return the least number of its class; 0 if there were none
   */
  public long quantile(double share) {
    long wanted = Math.max(1, (long) Math.ceil(share * count));
    long seen = 0;
    for (int i = 0; i < CLASSES; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return leastOf(i);
      }
    }
    return 0;
  }

  /**
   * The share of numbers below a bound.
   *
   * @param bound best a power of two or below 16: a class on the bound counts as a whole
   * @return 0 to 1; 0 if there were none
   */
  public double shareBelow(long bound) {
    long below = 0;
    for (int i = 0; i < CLASSES && leastOf(i) < bound; i++) {
      below += counts[i];
    }
    return count == 0 ? 0 : (double) below / count;
  }

  /**
   * The classes by powers of two: 0, 1, 2 to 3, 4 to 7 and so on.
   *
   * @return from the first to the last that has numbers, those between included
   */
  public List<Octave> octaves() {
    long[] sums = new long[65];
    for (int i = 0; i < CLASSES; i++) {
      sums[64 - Long.numberOfLeadingZeros(leastOf(i))] += counts[i];
    }
    int first = 0;
    int last = 64;
    while (first < 64 && sums[first] == 0) {
      first++;
    }
    while (last >= 0 && sums[last] == 0) {
      last--;
    }
    List<Octave> octaves = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      octaves.add(new Octave(i == 0 ? 0 : 1L << (i - 1), sums[i]));
    }
    return octaves;
  }

  /**
   * How far two distributions lie apart.
   *
   * @param other may have another count
   * @return the largest difference of the shares below any bound, the Kolmogorov-Smirnov distance:
   *     0 the same, 1 nothing in common
   */
  public double distance(LogHistogram other) {
    if (count == 0 || other.count == 0) {
      return count == other.count ? 0 : 1;
    }
    double farthest = 0;
    double ours = 0;
    double theirs = 0;
    for (int i = 0; i < CLASSES; i++) {
      ours += counts[i] / (double) count;
      theirs += other.counts[i] / (double) other.count;
      farthest = Math.max(farthest, Math.abs(ours - theirs));
    }
    return farthest;
  }
}
