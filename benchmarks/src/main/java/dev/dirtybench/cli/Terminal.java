package dev.dirtybench.cli;

import dev.dirtybench.benchmarks.run.Progress;

/** Whether somebody watches standard error on a terminal. */
final class Terminal {
  private Terminal() {}

  /**
   * The style for progress. The scripts know whether standard error is a terminal and say so; Java
   * only knows whether input and output both are.
   */
  static Progress.Style style() {
    String said = System.getProperty("dirtybench.terminal");
    boolean terminal =
        said == null ? System.console() != null && newJdkAgrees() : said.equals("yes");
    return terminal ? Progress.Style.TERMINAL : Progress.Style.PLAIN;
  }

  /** Since JDK 22 there is a console even when redirected; it has a method that tells. */
  private static boolean newJdkAgrees() {
    try {
      return (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(System.console());
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Console.isTerminal cannot be called", e);
    }
  }
}
