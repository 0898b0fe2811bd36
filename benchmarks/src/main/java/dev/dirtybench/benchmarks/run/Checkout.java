package dev.dirtybench.benchmarks.run;

import dev.dirtybench.results.GitFacts;
import dev.dirtybench.results.MachineFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The checkout that the program runs in, if it runs in one. */
final class Checkout {
  private Checkout() {}

  static GitFacts facts() throws IOException {
    String sha = git("rev-parse", "HEAD");
    if (sha == null) {
      return new GitFacts(MachineFacts.UNKNOWN, false, MachineFacts.UNKNOWN);
    }
    String changes = git("status", "--porcelain", "--untracked-files=no");
    String branch = git("rev-parse", "--abbrev-ref", "HEAD");
    return new GitFacts(
        sha, changes != null && !changes.isEmpty(), branch == null ? MachineFacts.UNKNOWN : branch);
  }

  /** What git prints, or null where there is no git, no checkout or no commit. */
  private static String git(String... arguments) throws IOException {
    String[] command = new String[arguments.length + 3];
    command[0] = "git";
    command[1] = "-C";
    command[2] = Path.of(System.getProperty("dirtybench.home", "")).toAbsolutePath().toString();
    System.arraycopy(arguments, 0, command, 3, arguments.length);
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      return null; // no git on this machine: the manifest says "unknown"
    }
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return process.waitFor() == 0 ? text.strip() : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking git", e);
    }
  }
}
