package dev.dirtybench.backend.chronicle;

/**
 * System properties that Chronicle reads once, when its classes are initialised.
 *
 * <p>Set only where the user has said nothing, by the two classes through which this module first
 * touches Chronicle.
 */
final class ChronicleSettings {
  /** Read by chronicle-core: no analytics are gathered or sent. */
  static final String ANALYTICS_OFF = "chronicle.analytics.disable";

  /** Read by chronicle-core: no banner is printed. */
  static final String ANNOUNCER_OFF = "chronicle.announcer.disable";

  /** Read by chronicle-core: if false, memory is freed by the thread that closes. */
  static final String BACKGROUND_RELEASER = "background.releaser";

  private ChronicleSettings() {}

  static void apply() {
    setIfAbsent(ANALYTICS_OFF, "true");
    setIfAbsent(ANNOUNCER_OFF, "true");
    setIfAbsent(BACKGROUND_RELEASER, "false");
  }

  private static void setIfAbsent(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
