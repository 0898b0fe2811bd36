package dev.dirtybench.benchmarks.gate;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The iterations of one JMH fork.
 *
 * @param warmups iterations that do not count
 * @param warmupMillis length of each
 * @param iterations that count
 * @param iterationMillis length of each
 */
public record ForkPace(int warmups, int warmupMillis, int iterations, int iterationMillis) {
  /** Of this program's own cells, whose passes are short: about a second with the JVM's start. */
  public static final ForkPace OWN = new ForkPace(2, 150, 3, 100);

  /** Of other people's benchmarks, of which nothing is known beforehand. */
  public static final ForkPace FOREIGN = new ForkPace(3, 500, 5, 300);

  /** Of forks that count and do not time. */
  public static final ForkPace COUNTING = new ForkPace(2, 100, 2, 100);

  private static final Pattern PART = Pattern.compile("([0-9]{1,4})x([0-9]{1,6})(ms|s)");

  /** Checks the numbers. */
  public ForkPace {
    if (warmups < 0 || warmupMillis < 1 || iterations < 1 || iterationMillis < 1) {
      throw new IllegalArgumentException(
          "expected at least one iteration and times above 0, found "
              + List.of(warmups, warmupMillis, iterations, iterationMillis));
    }
  }

  /**
   * Other warm-up iterations.
   *
   * @param text such as {@code 3x500ms}
   * @return the pace with them
   */
  public ForkPace withWarmup(String text) {
    int[] part = part(text);
    return new ForkPace(part[0], part[1], iterations, iterationMillis);
  }

  /**
   * Other iterations that count.
   *
   * @param text such as {@code 5x300ms}
   * @return the pace with them
   */
  public ForkPace withIterations(String text) {
    int[] part = part(text);
    return new ForkPace(warmups, warmupMillis, part[0], part[1]);
  }

  private static int[] part(String text) {
    Matcher matcher = PART.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected iterations as COUNTxTIME such as 5x300ms or 3x1s, found \"" + text + '"');
    }
    int unit = matcher.group(3).equals("s") ? 1000 : 1;
    return new int[] {
      Integer.parseInt(matcher.group(1)),
      Math.multiplyExact(Integer.parseInt(matcher.group(2)), unit)
    };
  }

  /** As JMH's arguments. */
  List<String> arguments() {
    return List.of(
        "-wi",
        Integer.toString(warmups),
        "-w",
        warmupMillis + "ms",
        "-i",
        Integer.toString(iterations),
        "-r",
        iterationMillis + "ms");
  }
}
