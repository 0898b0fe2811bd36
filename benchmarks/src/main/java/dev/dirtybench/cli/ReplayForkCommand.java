package dev.dirtybench.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dirtybench.benchmarks.openloop.OpenLoop;
import dev.dirtybench.benchmarks.openloop.OpenLoopResult;
import dev.dirtybench.benchmarks.openloop.OpenLoopSettings;
import dev.dirtybench.benchmarks.run.OpenLoopRun;
import dev.dirtybench.benchmarks.verify.ResultDigest;
import dev.dirtybench.spi.Backends;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.catalog.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * What the JVM of an open-loop run runs. The end of its standard input, or a signal, ends the run
 * early; what was measured until then is written.
 */
@Command(name = "replay-fork", hidden = true)
final class ReplayForkCommand implements Callable<Integer> {
  private static final int WRITING_SECONDS = 20;

  @Parameters(index = "0")
  private Path folder;

  @Parameters(index = "1")
  private String settings;

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonMapper json = JsonMapper.builder().build();
    OpenLoopSettings asked = json.readValue(settings, OpenLoopSettings.class);
    WriteTrace trace = Traces.open(asked.trace());
    OpenLoop loop = new OpenLoop(asked, trace, Backends.load().require(asked.backend()));
    CountDownLatch written = new CountDownLatch(1);
    stopAtEndOfInput(loop);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(loop, written)));
    try {
      OpenLoopResult result =
          loop.run(folder, OpenLoopRun.logName(asked, trace.name()), new Digest());
      Path file = folder.resolve(OpenLoopRun.RESULT);
      Files.writeString(
          file, json.writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n");
      return 0;
    } finally {
      written.countDown();
    }
  }

  /** The launcher holds the other end: it closes it, or is gone. */
  private static void stopAtEndOfInput(OpenLoop loop) {
    Thread watcher =
        new Thread(
            () -> {
              try {
                System.in.transferTo(java.io.OutputStream.nullOutputStream());
              } catch (IOException e) {
                System.err.println("standard input failed, ending the run: " + e.getMessage());
              }
              loop.stop();
            },
            "end-of-input");
    watcher.setDaemon(true);
    watcher.start();
  }

  private static void stopAndWait(OpenLoop loop, CountDownLatch written) {
    loop.stop();
    try {
      if (!written.await(WRITING_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("what was measured could not be written in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Digest implements OpenLoop.ContentDigest {
    private final ResultDigest digest = new ResultDigest();

    @Override
    public void accept(long number) {
      digest.accept(number);
    }

    @Override
    public String hex() {
      return digest.hex();
    }
  }
}
