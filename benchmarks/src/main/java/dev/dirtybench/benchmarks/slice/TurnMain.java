package dev.dirtybench.benchmarks.slice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One arm in a JVM of its own, which measures when it is told to: the arms of a pair of forks take
 * turns.
 *
 * <p>Arguments: the arm's class path, then the words that {@link SliceEntry#open} takes. Commands
 * come as lines: {@code time N}, {@code rebuild}, {@code compiled}, {@code digest}; each is
 * answered by a line that starts with {@link #MARK}. The end of the input ends it.
 */
public final class TurnMain {
  /** What the lines of answers start with. */
  static final String MARK = "turn ";

  private TurnMain() {}

  /**
   * Serves until the input ends.
   *
   * @param arguments as above
   * @throws IOException if the build cannot be loaded, its cell prepared or a command read
   */
  public static void main(String[] arguments) throws IOException {
    List<String> words = Arrays.asList(arguments).subList(1, arguments.length);
    try (SliceArm arm = new SliceArm(arguments[0], words);
        var commands =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      answer("ready");
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        answer(obey(arm, line));
      }
    }
  }

  private static String obey(SliceArm arm, String line) {
    String[] words = line.split(" ");
    switch (words[0]) {
      case "time":
        return Long.toString(arm.time(Long.parseLong(words[1])));
      case "rebuild":
        arm.rebuild();
        return "done";
      case "compiled":
        return Long.toString(arm.compileMillis());
      case "digest":
        return arm.digest();
      default:
        throw new IllegalArgumentException(
            "expected time N, rebuild, compiled or digest, found \"" + line + '"');
    }
  }

  private static void answer(String text) {
    System.out.println(MARK + text);
    System.out.flush();
  }
}
