package dev.dirtybench.cli.environment;

/** Whether somebody watches standard error on a terminal. */
public final class Terminal {
  private Terminal() {}

  /**
   * Whether standard error is a terminal. The scripts know and say so; Java only knows whether
   * input and output both are.
   *
   * @return true if lines on it may be written over
   */
  public static boolean isWatched() {
    String said = System.getProperty("dirtybench.terminal");
    return said == null ? System.console() != null && newJdkAgrees() : said.equals("yes");
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
