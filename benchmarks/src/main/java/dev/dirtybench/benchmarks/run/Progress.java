package dev.dirtybench.benchmarks.run;

import java.io.PrintStream;
import java.time.Duration;

/**
 * Tells how far a run is and how long it will still take: one line that is written over on a
 * terminal, plain lines elsewhere.
 */
public final class Progress {
  private static final String ERASE_LINE = "\r\u001b[2K";

  private final PrintStream out;
  private final boolean terminal;
  private long startNanos;
  private int total;
  private int done;
  private long expectedNanos;

  /** How lines are written. */
  public enum Style {
    /** One line, written over. */
    TERMINAL,
    /** A line each. */
    PLAIN
  }

  /**
   * Progress on a stream.
   *
   * @param out takes the lines
   * @param style how
   */
  public Progress(PrintStream out, Style style) {
    this.out = out;
    this.terminal = style == Style.TERMINAL;
  }

  /**
   * Says something that stays.
   *
   * @param line without line feed
   */
  public void say(String line) {
    out.println((terminal ? ERASE_LINE : "") + line);
  }

  /**
   * Starts counting.
   *
   * @param steps how many there are
   * @param expected how long they should take, as long as nothing better is known
   */
  void start(int steps, Duration expected) {
    this.startNanos = System.nanoTime();
    this.total = steps;
    this.done = 0;
    this.expectedNanos = expected.toNanos();
  }

  /** Says that there are so many steps after all. */
  void total(int steps) {
    this.total = steps;
  }

  /** Shows the step that begins. */
  void begin(String step) {
    if (terminal) {
      out.print(ERASE_LINE + counter() + " " + step + "  (" + left() + " left)");
      out.flush();
    }
  }

  /** Shows the step that ended, with what came out. */
  void end(String step, String outcome) {
    done++;
    if (!terminal) {
      out.println(counter() + " " + step + "  " + outcome + "  (" + left() + " left)");
    }
  }

  /** Removes what is written over. */
  void clear() {
    if (terminal) {
      out.print(ERASE_LINE);
      out.flush();
    }
  }

  private String counter() {
    int width = Integer.toString(total).length();
    int shown = Math.min(total, terminal ? done + 1 : done);
    return String.format("[%" + width + "d/%d]", shown, total);
  }

  private String left() {
    long spent = System.nanoTime() - startNanos;
    long perStep = done == 0 ? expectedNanos / Math.max(1, total) : spent / done;
    return span(Duration.ofNanos(Math.max(0, perStep * (total - done))));
  }

  /** A time in words, such as {@code 5 min 20 s}. */
  static String span(Duration time) {
    long seconds = time.toSeconds();
    return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
  }
}
