package dev.dirtybench.benchmarks.inlining;

import dev.dirtybench.benchmarks.pass.Pollution;
import dev.dirtybench.benchmarks.run.ChildProcess;
import dev.dirtybench.benchmarks.run.TargetJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Runs forks of sentinel operations as a run would, with HotSpot's account of what it compiled, and
 * reads from it for how many kinds of bitmap the contract's calls were compiled.
 *
 * <p>Nothing is timed, so JMH's lock of the machine is not taken.
 */
public final class InliningCheck {
  private static final String TRACE = "postgres";
  private static final String ACCOUNT =
      "-Xbatch -XX:+UnlockDiagnosticVMOptions -XX:+PrintCompilation -XX:+PrintInlining";

  private final TargetJvm jvm;
  private final String classPath;
  private final Path folder;

  /**
   * Prepares the check.
   *
   * @param jvm what the forks run in
   * @param classPath with the benchmarks on it
   * @param folder takes the forks' whole output, a file each
   */
  public InliningCheck(TargetJvm jvm, String classPath, Path folder) {
    this.jvm = jvm;
    this.classPath = classPath;
    this.folder = folder;
  }

  /**
   * One call of one fork.
   *
   * @param sentinel the operation
   * @param method the backend's method that is called
   * @param backend the measured backend
   * @param pollution how many others went before it
   * @param call how it was compiled last, or null if it was not
   */
  public record Finding(
      Sentinel sentinel, String method, String backend, Pollution pollution, CompiledCall call) {
    /**
     * Whether the call is what the pollution should lead to.
     *
     * @return false also if it was not compiled
     */
    public boolean isAsExpected() {
      return call != null && call.receivers() == Receivers.expected(pollution);
    }
  }

  /**
   * Runs one fork.
   *
   * @param sentinel the operation
   * @param backend the backend to measure
   * @param pollution how many others go before it
   * @return a finding for each of the sentinel's calls
   * @throws IOException if the fork fails, or its output has no account
   * @throws InterruptedException if the thread is interrupted
   */
  public List<Finding> run(Sentinel sentinel, String backend, Pollution pollution)
      throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    String failure = ChildProcess.run(command(sentinel, backend, pollution), lines::add);
    Files.createDirectories(folder);
    Path file =
        folder.resolve(
            sentinel.operation().label() + '-' + backend + '-' + pollution.label() + ".txt");
    Files.write(file, lines);
    if (failure != null) {
      throw new IOException(
          "the fork of " + sentinel.operation().label() + " failed: " + failure + "; see " + file);
    }
    InliningLog log = new InliningLog(lines);
    if (log.compilations() == 0) {
      throw new IOException(
          "expected what C2 compiled in the fork's output, found nothing of it; see " + file);
    }
    List<Finding> findings = new ArrayList<>();
    for (String method : sentinel.methods()) {
      Optional<CompiledCall> call = log.last(sentinel.caller(), method);
      findings.add(new Finding(sentinel, method, backend, pollution, call.orElse(null)));
    }
    return findings;
  }

  private List<String> command(Sentinel sentinel, String backend, Pollution pollution) {
    List<String> words = new ArrayList<>(List.of(jvm.launcher()));
    words.addAll(jvm.flags());
    words.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-Djmh.ignoreLock=true",
            "-cp",
            classPath,
            "org.openjdk.jmh.Main",
            "^" + Pattern.quote(sentinel.operation().benchmark()) + "$"));
    words.addAll(List.of("-p", "backend=" + backend, "-p", "trace=" + TRACE));
    words.addAll(List.of("-p", Pollution.PARAMETER + '=' + pollution.label()));
    words.addAll(List.of("-f", "1", "-wi", "2", "-w", "200ms", "-i", "1", "-r", "200ms"));
    words.addAll(List.of("-foe", "true", "-jvmArgsAppend", ACCOUNT));
    return words;
  }
}
