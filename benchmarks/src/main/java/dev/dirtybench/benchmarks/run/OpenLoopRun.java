package dev.dirtybench.benchmarks.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dirtybench.benchmarks.openloop.OpenLoopResult;
import dev.dirtybench.benchmarks.openloop.OpenLoopSettings;
import dev.dirtybench.benchmarks.openloop.OpenLoopTable;
import dev.dirtybench.benchmarks.pass.DirtyShare;
import dev.dirtybench.benchmarks.verify.ReplayCheck;
import dev.dirtybench.results.Manifest;
import dev.dirtybench.results.RunFolder;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.workloads.WriteTrace;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One open-loop run: a JVM of its own plays, its result is checked against the oracle's and kept in
 * a run folder. To be closed when its result has been shown: until then a signal does not end this
 * JVM.
 */
public final class OpenLoopRun implements AutoCloseable {
  /** Name of the file with the result in the run's folder. */
  public static final String RESULT = "open-loop.json";

  private static final int ENDING_SECONDS = 30;

  private final OpenLoopSettings settings;
  private final WriteTrace trace;
  private final Backends backends;
  private final TargetJvm jvm;
  private final String classPath;
  private final List<String> commandLine;
  private final CountDownLatch shown = new CountDownLatch(1);

  /**
   * Prepares a run.
   *
   * @param settings what to play
   * @param trace the trace, decoded
   * @param backends those on the class path
   * @param jvm what it runs in
   * @param classPath of that JVM
   * @param commandLine as the user gave it
   */
  public OpenLoopRun(
      OpenLoopSettings settings,
      WriteTrace trace,
      Backends backends,
      TargetJvm jvm,
      String classPath,
      List<String> commandLine) {
    this.settings = settings;
    this.trace = trace;
    this.backends = backends;
    this.jvm = jvm;
    this.classPath = classPath;
    this.commandLine = List.copyOf(commandLine);
  }

  /**
   * The name of the log of a run in its folder.
   *
   * @param settings of the run
   * @param trace name of the trace
   * @return such as {@code hdr/open-loop-hbitmap-postgres-64K.hlog}
   */
  public static String logName(OpenLoopSettings settings, String trace) {
    String cell = String.join("-", "open-loop", settings.backend(), trace, settings.granularity());
    return "hdr/" + cell.replaceAll("[^A-Za-z0-9._-]+", "_") + ".hlog";
  }

  /**
   * Makes the run's folder, with its manifest.
   *
   * @param parent where runs are kept
   * @return the folder
   * @throws IllegalArgumentException if the backend cannot hold the disk
   * @throws IOException if it cannot be made
   */
  public RunFolder createFolder(Path parent) throws IOException {
    Granularity granularity = Granularity.parse(settings.granularity());
    long bits = granularity.bitCount(trace.deviceSize());
    long most = backends.require(settings.backend()).maxBits();
    if (bits > most) {
      throw new IllegalArgumentException(
          "the disk needs "
              + bits
              + " bits, "
              + settings.backend()
              + " holds at most "
              + most
              + "; take a larger granularity");
    }
    Manifest manifest =
        RunManifest.ofOpenLoop(
            settings,
            PlannedTrace.of(
                settings.trace(), trace, trace.contentSha256(), DirtyShare.of(trace)::at),
            backends,
            jvm,
            flags(),
            classPath,
            memory().heapMiB(),
            commandLine);
    RunFolder folder = RunFolder.create(parent, RunManifest.runId(manifest));
    folder.manifest(manifest);
    return folder;
  }

  /**
   * Plays, checks and reports. If this JVM is told to stop meanwhile, what was played until then is
   * reported.
   *
   * @param folder of the run; it is finished afterwards
   * @return the result
   * @throws IOException if the measuring JVM fails, or the bitmap that it left is wrong
   * @throws InterruptedException if the thread is interrupted
   */
  public OpenLoopResult play(RunFolder folder) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(folder.path()))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.INHERIT)
            .start();
    Thread hook = new Thread(() -> endEarly(process), "keep-what-is-measured");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      int exit = process.waitFor();
      Path file = folder.path().resolve(RESULT);
      if (!Files.exists(file)) {
        folder.stopped("the measuring JVM ended with exit code " + exit);
        folder.finish();
        throw new IOException(
            "the measuring JVM ended with exit code " + exit + " and left no result; see above");
      }
      OpenLoopResult result =
          JsonMapper.builder().build().readValue(file.toFile(), OpenLoopResult.class);
      check(result, folder);
      folder.section("Open loop", new OpenLoopTable(result).markdown());
      if (result.state() == OpenLoopResult.State.STOPPED) {
        folder.stopped("stopped by the user");
      }
      folder.finish();
      return result;
    } finally {
      process.destroyForcibly();
    }
  }

  @Override
  public void close() {
    shown.countDown();
  }

  private void check(OpenLoopResult result, RunFolder folder) throws IOException {
    if (backends.require(settings.backend()).capabilities().contains(Capability.KEEPS_NOTHING)) {
      return;
    }
    String expected =
        ReplayCheck.digest(
            trace, Granularity.parse(settings.granularity()), result.latency().count());
    if (!expected.equals(result.digest())) {
      String wrong =
          String.format(
              "%s is wrong after %d writes of trace %s at %s: the oracle's digest is %s, its own %s",
              settings.backend(),
              result.latency().count(),
              settings.trace(),
              settings.granularity(),
              expected,
              result.digest());
      folder.stopped(wrong);
      folder.finish();
      throw new IOException(wrong);
    }
  }

  /** Runs when this JVM is told to stop. The other one writes what it has when its input ends. */
  private void endEarly(Process process) {
    try {
      process.getOutputStream().close();
      if (!shown.await(ENDING_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ForkMemory memory() {
    long bits = Granularity.parse(settings.granularity()).bitCount(trace.deviceSize());
    return ForkMemory.forBits(bits, trace.size());
  }

  private List<String> flags() {
    List<String> flags = new ArrayList<>(jvm.flags());
    flags.addAll(memory().flags());
    return flags;
  }

  private List<String> command(Path folder) throws IOException {
    List<String> words = new ArrayList<>(List.of(jvm.launcher()));
    words.addAll(flags());
    words.addAll(
        List.of(
            "-cp",
            classPath,
            "dev.dirtybench.cli.Main",
            "replay-fork",
            folder.toString(),
            JsonMapper.builder().build().writeValueAsString(settings)));
    return words;
  }
}
