package dev.dirtybench.backend.offheap;

/** Packages of the JDK that a library reaches into, and that the command line must open. */
public final class OpenPackages {
  private OpenPackages() {}

  /**
   * Says what is missing before the library fails on it.
   *
   * @param backend for the message
   * @param packages of java.base
   * @throws IllegalStateException if one is not open to this class's module
   */
  public static void require(String backend, String... packages) {
    Module base = Object.class.getModule();
    Module here = OpenPackages.class.getModule();
    for (String name : packages) {
      if (!base.isOpen(name, here)) {
        throw new IllegalStateException(
            "backend "
                + backend
                + " needs the package java.base/"
                + name
                + " opened, got a JVM without it; start it with --add-opens java.base/"
                + name
                + "=ALL-UNNAMED");
      }
    }
  }
}
