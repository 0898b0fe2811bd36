package dev.dirtybench.benchmarks.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes an arm's jar: a jar as it is, or the program built from a revision of this checkout, in a
 * work tree of its own; what was built for a commit is kept and used again.
 */
public final class ArmBuilder {
  private static final String JAR = "dirtybench.jar";

  private final Path checkout;
  private final Consumer<String> say;

  /**
   * A builder.
   *
   * @param checkout root of the sources
   * @param say told what takes time
   */
  public ArmBuilder(Path checkout, Consumer<String> say) {
    this.checkout = checkout.toAbsolutePath();
    this.say = say;
  }

  /**
   * The jar of a revision or file.
   *
   * @param text a path that ends in .jar, or whatever git takes for a commit
   * @return the jar
   * @throws IllegalArgumentException if it is neither
   * @throws IOException if it cannot be built; the message has the last lines of what failed
   * @throws InterruptedException if the thread is interrupted
   */
  public Path jar(String text) throws IOException, InterruptedException {
    if (text.endsWith(".jar")) {
      Path jar = Path.of(text);
      if (!Files.isRegularFile(jar)) {
        throw new IllegalArgumentException("no such jar: " + text);
      }
      return jar;
    }
    Fork commit =
        Fork.run(
            List.of("git", "-C", checkout.toString(), "rev-parse", "--verify", text + "^{commit}"));
    if (commit.failure() != null) {
      throw new IllegalArgumentException(
          "expected a jar or a revision of this checkout, found \"" + text + '"');
    }
    String sha = commit.lines().get(0);
    Path kept = checkout.resolve("target").resolve("gate").resolve(sha);
    Path jar = kept.resolve(JAR);
    if (!Files.exists(jar)) {
      build(sha, kept, jar);
    }
    return jar;
  }

  private void build(String sha, Path kept, Path jar) throws IOException, InterruptedException {
    Files.createDirectories(kept);
    Path sources = kept.resolve("sources");
    say.accept("building " + sha.substring(0, 12));
    git("worktree", "add", "--force", "--detach", sources.toString(), sha);
    try {
      List<String> command =
          new ArrayList<>(List.of("mvn", "-B", "-q", "-f", sources.resolve("pom.xml").toString()));
      command.addAll(
          List.of("-pl", "benchmarks", "-am", "-DskipTests", "-Dspotless.check.skip", "package"));
      require(Fork.run(command), "the build of " + sha);
      Path built = sources.resolve("benchmarks").resolve("target").resolve(JAR);
      Path part = kept.resolve(JAR + ".part");
      Files.copy(built, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      git("worktree", "remove", "--force", sources.toString());
    }
  }

  private void git(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", checkout.toString()));
    command.addAll(List.of(words));
    require(Fork.run(command), "git " + words[0] + " " + words[1]);
  }

  private static void require(Fork fork, String what) throws IOException {
    if (fork.failure() != null) {
      throw new IOException(what + " failed: " + fork.failure());
    }
  }
}
