package dev.dirtybench.cli;

import java.nio.file.Path;

/** The folder that results go to by default: the checkout where a script knows it, else here. */
final class Home {
  private Home() {}

  static Path folder() {
    return Path.of(System.getProperty("dirtybench.home", ""));
  }
}
